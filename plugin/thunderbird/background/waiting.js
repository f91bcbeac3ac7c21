// Letters that are being sent, or are sent and not yet registered with the daemon, in storage.local, so that they outlive
// a restart and wait for a daemon that is away, 30 days at most. An entry goes in before the mail leaves and out after the
// daemon's answer; tracking a letter twice changes nothing, so a try too many does no harm.
//   {message_id, way, letter, is_protected, options, tries, since}    way as in outcome.js, or
//   {leaving, way: "leaving", run, letter, …}                         no Message-ID yet; `run` is the session of Thunderbird
//   {message_id, way: "outbox", letter, used_draft}                   a check-in, whose draft goes when it has left
import { language, text } from "../shared/localise.js";
import { bare } from "../shared/message_id.js";
import { copyOf, trackRequest, verdict } from "../shared/outcome.js";
import { call } from "./bridge.js";
import * as drafts from "./drafts.js";
import { removeDraft } from "./origin.js";

const ALARM = "amends-waiting";
const KEY = "waiting";
const REFUSED = "refused"; // [{subject, message, again, …}]: told until read; `again` is the entry that its user can ask for
const LOOKS = 5; // for the copy of a mail that was being sent when Thunderbird ended
const HOUR = 60; // looks for the copy of a check-in
const APART = 50_000; // ms between two looks that count: the panel looks, too, whenever it opens
const LONGEST = 30 * 86_400_000; // ms that a letter waits for the daemon
const STARTING = 600_000; // ms that the daemon is given after Thunderbird's own start

function line() {
    let last = Promise.resolve();
    return (work) => {
        const mine = last.then(work);
        last = mine.catch(() => {});
        return mine;
    };
}
const inTurn = line(); // one change of the list after the other; none waits for the bridge
const oneByOne = line(); // deliveries

const read = async (key) => (await messenger.storage.local.get(key))[key] ?? [];
const isSame = (one, other) => one.message_id === other.message_id && one.leaving === other.leaving;

/** Changes the list: `change(list)` gives the new one. */
const changeList = (change) =>
    inTurn(async () => {
        const list = change(await read(KEY));
        await messenger.storage.local.set({ [KEY]: list });
        if (list.length) await messenger.alarms.create(ALARM, { periodInMinutes: 1 });
        else await messenger.alarms.clear(ALARM);
    });

const begun = (entry) => ({ tries: 0, since: new Date().toISOString(), ...entry });
const without = (list, entry) => list.filter((one) => !isSame(one, entry));

export const add = (entry) =>
    changeList((list) => (list.some((one) => isSame(one, entry)) ? list : [...list, begun(entry)]));

async function readRun() {
    const { run = new Date().toISOString() } = await messenger.storage.session.get("run");
    await messenger.storage.session.set({ run });
    return run;
}

let run = null;
/** What tells this session of Thunderbird from an earlier one: storage.session ends with it. */
const thisRun = () => (run ??= readRun());

/** Keeps the letter of a mail that is about to leave, under a name of the caller's. */
export async function leave(leaving, entry) {
    await add({ leaving, way: "leaving", run: await thisRun(), ...entry });
}

/** The mail has left as `entry`, or has not (null). */
export const left = (leaving, entry) =>
    changeList((list) => {
        const others = without(list, { leaving });
        return !entry || others.some((one) => isSame(one, entry)) ? others : [...others, begun(entry)];
    });

/** The mail is not to be followed up under that Message-ID: it was taken from the outbox and written anew. */
export const drop = (message_id) => changeList((list) => without(list, { message_id }));

/**
 * Where a mail of the outbox is now: "outbox", "sent" where its copy is seen, "draft" or "gone" where the user put it back or
 * threw it away, else "copy": the daemon sees it sooner than Thunderbird, which fetches the folder's list only now and then.
 */
async function wayOfQueued(entry) {
    const headerMessageId = bare(entry.message_id);
    const { messages } = await messenger.messages.query({ headerMessageId });
    const uses = messages.map((one) => one.folder?.specialUse ?? []);
    const has = (use) => uses.some((one) => one.includes(use));
    if (has("outbox")) return "outbox";
    if (has("sent")) return "sent";
    if (has("drafts")) return "draft";
    return has("trash") ? "gone" : "copy";
}

const changeRefused = (change) =>
    inTurn(async () => messenger.storage.local.set({ [REFUSED]: change(await read(REFUSED)) }));

async function refused(entry, about) {
    const { letter, since } = entry;
    await changeRefused((list) => [...list, { subject: letter.subject, since, ...about }]);
    return null;
}

/** `lang` is the language of the message; the daemon's own are English. */
const refuse = (entry, message, lang = "en") => refused(entry, { message, lang });

/** Nobody knows whether the mail has left. */
const unseen = (entry) => refused(entry, { is_unseen: true, was_queued: entry.was_queued ?? false });

/** True where the daemon has been away for too long, and not only since the two of them were started. */
async function isExpired({ since }) {
    const isOld = Date.now() - Date.parse(since) >= LONGEST;
    return isOld && Date.now() - Date.parse(await thisRun()) >= STARTING;
}

/** The words of the mail go with the entry: what is left finds its copy, where one was kept. */
function expire({ message_id, way, letter, is_protected, options, since }) {
    const { subject } = letter;
    const found = { message_id, way, letter: { subject }, is_protected, options, is_wordless: true };
    return refused({ letter, since }, { is_expired: true, again: way === "copy" ? found : null });
}

/** The daemon is asked once more for what had waited too long. */
export async function again() {
    const all = (await read(REFUSED)).map((one) => one.again).filter(Boolean);
    for (const entry of all) await add(entry);
    await changeRefused((list) => list.filter((one) => !one.again));
    await deliver();
}

/** A mail that was being sent when an earlier session ended: its copy says whether it left. */
async function lookForCopy(entry) {
    const places = ["sent", "outbox"].map((use) => messenger.folders.query({ specialUse: [use] }));
    const folders = (await Promise.all(places)).flat();
    const fromDate = new Date(Math.floor(Date.parse(entry.since) / 1000) * 1000); // a Date header has whole seconds
    const pages = folders.map(({ id }) => messenger.messages.query({ folderId: id, fromDate }));
    const copy = copyOf(entry, (await Promise.all(pages)).flatMap(({ messages }) => messages));
    const { letter, is_protected, options, since } = entry;
    if (copy) return { ...copy, letter, is_protected, options, since, tries: 0 };
    if (entry.tries + 1 >= LOOKS) return unseen(entry);
    return { ...entry, tries: entry.tries + 1 };
}

/** Whether the daemon has not found the mail counts, and not whether it was there to be asked. */
function looked(entry, { error }) {
    if (error?.code !== 1 || Date.now() - (entry.looked ?? 0) < APART) return entry;
    return { ...entry, tries: entry.tries + 1, looked: Date.now() };
}

/** A check-in that was sent later: its draft goes when the mail is seen in Sent, and stays where it never is. */
async function tryUsedDraft(entry, way) {
    if (way === "sent") await removeDraft(entry.used_draft);
    return way === "copy" && entry.tries < HOUR ? { ...entry, tries: entry.tries + 1 } : null;
}

/** The entry as it then is, or null where nothing is left to do. */
async function tryOne(entry) {
    if (entry.way === "leaving") {
        if (entry.run === (await thisRun())) return entry;
        entry = await lookForCopy(entry);
        if (!entry || entry.way === "leaving") return entry;
    }
    if (entry.way === "outbox") {
        const way = await wayOfQueued(entry);
        if (way === "outbox") return entry;
        if (entry.used_draft) return tryUsedDraft(entry, way);
        if (way === "draft") return null; // what is kept of it as a draft will tell
        await drafts.forget(entry.message_id);
        if (way === "gone") return null;
        entry = { ...entry, way: "copy", was_queued: true, since: new Date(Date.now()).toISOString() };
    }
    if (entry.way === "letter" && entry.is_protected) return refuse(entry, text("refused_protected"), language());
    const answer = await call("letters.track", trackRequest(entry));
    const now = looked(entry, answer);
    switch (verdict(now, answer)) {
        case "done":
            return null;
        case "letter":
            return { ...now, way: "letter" };
        case "unseen":
            return unseen(entry);
        case "wait":
            return (await isExpired(now)) ? expire(now) : now;
        default:
            return refuse(entry, answer.error.message);
    }
}

/** Tries each entry once. Each is written back at once, so that a page that stops half-way has lost nothing. */
export const deliver = () =>
    oneByOne(async () => {
        for (const entry of await read(KEY)) {
            const now = await tryOne(entry);
            await changeList((list) => list.flatMap((one) => (isSame(one, entry) ? (now ?? []) : one)));
        }
    });

export async function onAlarm(alarm) {
    if (alarm.name === ALARM) await deliver();
}
