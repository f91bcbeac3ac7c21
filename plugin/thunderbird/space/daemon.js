// What the page asks of the background: the daemon behind the bridge, messages to open, the badge.
import { awayOf } from "../shared/trouble.js";

const NO_BACKGROUND = { code: 4, fault: "bridge_unreachable", lang: "en" };

/** What came instead of an answer: `code` as in DESIGN's exit status, what is away, and a sentence. */
export class Trouble extends Error {
    constructor(error) {
        super(error.message);
        this.code = error.code;
        this.lang = error.lang ?? "en"; // of the sentence
        this.away = awayOf(error); // "bridge", "daemon", "busy" or null
    }
}

async function sent(message) {
    let answer;
    try {
        answer = await messenger.runtime.sendMessage(message);
    } catch (error) {
        throw new Trouble({ ...NO_BACKGROUND, message: String(error?.message ?? error) });
    }
    if (answer?.error) throw new Trouble(answer.error);
    return answer;
}

/** The daemon's answer to a method of `amends help rpc`; throws a Trouble. */
export async function ask(method, params = {}) {
    return (await sent({ call: "bridge", method, params }))?.result;
}

/** Opens the letter itself; throws a Trouble. */
export async function openMessage(messageId) {
    await sent({ call: "openMessage", message_id: messageId });
}

/** Opens the draft that answers to the letter, which went to these addresses; throws a Trouble. */
export async function openDraft(messageId, people) {
    await sent({ call: "openDraft", message_id: messageId, people });
}

/** The badge says what is true now; what is in the way is seen on the page itself. */
export async function refreshBadge() {
    await sent({ call: "badge" }).catch(() => undefined);
}
