// Letters that are sent and not yet registered with the daemon, in storage.local, so that neither a restart nor a daemon
// that is away loses one. An entry goes in before the first try and out after the answer; tracking a letter twice changes
// nothing, so a try too many does no harm.
//   {message_id, way, letter, is_protected, options, tries, since}
import { call } from "./bridge.js";
import { text } from "../shared/localise.js";
import { trackRequest, verdict } from "./outcome.js";

const ALARM = "amends-waiting";
const KEY = "waiting";
const REFUSED = "refused"; // [{subject, message, since}]: shown in the panel until read

let line = Promise.resolve(); // one change after the other

function inTurn(work) {
    const mine = line.then(work);
    line = mine.catch(() => {});
    return mine;
}

const read = async (key) => (await messenger.storage.local.get(key))[key] ?? [];

async function write(list) {
    await messenger.storage.local.set({ [KEY]: list });
    if (list.length) await messenger.alarms.create(ALARM, { periodInMinutes: 1 });
    else await messenger.alarms.clear(ALARM);
}

export const add = (entry) =>
    inTurn(async () => {
        const list = await read(KEY);
        if (list.some((one) => one.message_id === entry.message_id)) return;
        await write([...list, { tries: 0, since: new Date().toISOString(), ...entry }]);
    });

/**
 * Where a mail of the outbox is now: "outbox", "gone" where the user threw it away, else "copy": it has left, and the
 * daemon sees the copy sooner than Thunderbird, which fetches the folder's list only now and then.
 */
async function wayOfQueued(entry) {
    const headerMessageId = entry.message_id.slice(1, -1);
    const { messages } = await messenger.messages.query({ headerMessageId });
    const uses = messages.map((one) => one.folder?.specialUse ?? []);
    const has = (use) => uses.some((one) => one.includes(use));
    if (has("outbox")) return "outbox";
    return has("trash") && !has("sent") ? "gone" : "copy";
}

/** A mail that left the outbox and lies nowhere may have been deleted there: nothing is sent for it by itself. */
function careful({ auto: _auto, ...options }) {
    return options.check_in === "send" ? { ...options, check_in: "draft" } : options;
}

async function refuse(entry, message) {
    const refusal = { subject: entry.letter.subject, message, since: entry.since };
    await messenger.storage.local.set({ [REFUSED]: [...(await read(REFUSED)), refusal] });
    return null;
}

/** The entry as it then is, or null where nothing is left to do. */
async function tryOne(entry) {
    if (entry.way === "outbox") {
        const way = await wayOfQueued(entry);
        if (way === "outbox") return entry;
        if (way === "gone") return null;
        entry = { ...entry, way, was_queued: true };
    }
    if (entry.way === "letter" && entry.is_protected) return refuse(entry, text("refused_protected"));
    const answer = await call("letters.track", trackRequest(entry));
    const now = { ...entry, tries: entry.tries + 1 };
    switch (verdict(now, answer)) {
        case "done":
            return null;
        case "letter":
            return { ...now, way: "letter", options: now.was_queued ? careful(now.options) : now.options };
        case "wait":
            return now;
        default:
            return refuse(entry, answer.error.message);
    }
}

/** Tries each entry once. Each is written back at once, so that a page that stops half-way has lost nothing. */
export const deliver = () =>
    inTurn(async () => {
        for (const entry of await read(KEY)) {
            const now = await tryOne(entry);
            const rest = await read(KEY);
            const at = rest.findIndex((one) => one.message_id === entry.message_id);
            rest.splice(at, 1, ...(now ? [now] : []));
            await write(rest);
        }
    });

export async function onAlarm(alarm) {
    if (alarm.name === ALARM) await deliver();
}
