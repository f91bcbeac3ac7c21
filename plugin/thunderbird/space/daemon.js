// What the page asks of the background: the daemon behind the bridge, messages to open, the badge.

const BRIDGE_AWAY = "bridge_unreachable";
const DAEMON_AWAY = "daemon_unreachable";
const UNREACHABLE = 4;

/** What came instead of an answer: `code` as in DESIGN's exit status, `fault`, and a sentence for people. */
export class Trouble extends Error {
    constructor({ code, message, fault }) {
        super(message);
        this.code = code;
        this.fault = fault ?? null;
    }

    /** "bridge", "daemon" or null: what cannot be reached at all. */
    get away() {
        if (this.fault === BRIDGE_AWAY) return "bridge";
        return this.fault === DAEMON_AWAY || this.code === UNREACHABLE ? "daemon" : null;
    }
}

async function sent(message) {
    let answer;
    try {
        answer = await messenger.runtime.sendMessage(message);
    } catch (error) {
        throw new Trouble({ code: UNREACHABLE, message: String(error?.message ?? error), fault: BRIDGE_AWAY });
    }
    if (answer?.error) throw new Trouble(answer.error);
    return answer;
}

/** The daemon's answer to a method of `amends help rpc`; throws a Trouble. */
export async function ask(method, params = {}) {
    return (await sent({ to: "daemon", method, params }))?.result;
}

/** Opens the letter itself ("message"), or the draft that answers to it ("draft"); throws a Trouble. */
export async function open(what, messageId) {
    await sent({ to: "open", what, message_id: messageId });
}

/** The badge says what is true now; what is in the way is seen on the page itself. */
export async function refreshBadge() {
    await sent({ to: "badge" }).catch(() => undefined);
}
