// What a letter is waiting for. Pure: takes a letter as the daemon gives it (`amends help rpc`) and the time that it is.

/** The groups of a list of letters, in the order in which they are to be shown. */
export const GROUPS = ["held", "due", "promised", "waiting", "closed"];

const PENDING = new Set(["planned", "acting", "drafted", "unknown"]);
const TO_CLIENT = new Set(["check_in", "make_good", "kept_message", "slipped_message"]);
const CHECK_INS = new Set(["check_in", "make_good"]);
const OVER = new Set(["made_good", "closed"]);

export const isPending = (step) => PENDING.has(step.state);
/** True for what goes to the client, rather than to the user. */
export const isToClient = (step) => TO_CLIENT.has(step.kind);
export const isCheckIn = (step) => CHECK_INS.has(step.kind);
export const isOver = (letter) => OVER.has(letter.state);
export const openPromises = (letter) => letter.promises.filter((promise) => promise.state === "open");

/** What of the client's the user has to look at first, or null; nothing holds back a letter that is over. */
export const holdOf = (letter) => (isOver(letter) ? null : letter.hold);

/** The step that comes next: the pending one that is due first, or null. */
export function nextStep(letter) {
    return letter.steps.filter(isPending).reduce((first, step) => (!first || before(step, first) ? step : first), null);
}

/** The step whose draft lies in Drafts, or null. */
export function draftOf(letter) {
    return letter.steps.find((step) => step.state === "drafted") ?? null;
}

/** Promises whose day has come: due today or earlier by `nowWallIn(zone)`, which gives "2026-11-26T…". */
export function duePromises(letter, nowWallIn) {
    return openPromises(letter).filter(
        ({ due }) => due !== null && due.wall.slice(0, 10) <= nowWallIn(due.zone).slice(0, 10),
    );
}

/**
 * Where a letter belongs: held (an answer is to be looked at first), due (something is to be done now: a draft to send,
 * a question to answer, a promise whose day has come), promised, waiting or closed.
 */
export function groupOf(letter, now, nowWallIn) {
    if (holdOf(letter)) return "held";
    if (isDue(letter, now, nowWallIn)) return "due";
    if (openPromises(letter).length > 0) return "promised";
    return isOver(letter) ? "closed" : "waiting";
}

function isDue(letter, now, nowWallIn) {
    const asks = (step) => step.state === "drafted" || step.state === "unknown";
    const late = (step) => step.state === "planned" && Date.parse(step.due.at) <= Date.parse(now);
    if (letter.steps.some((step) => asks(step) || (late(step) && !isOver(letter)))) return true;
    return duePromises(letter, nowWallIn).length > 0 || toAskOf(letter).length > 0;
}

/** Open promises without a day that the user has been asked about. */
export function toAskOf(letter) {
    const asked = letter.steps.filter((step) => step.kind === "promise_undated" && step.state === "done");
    return openPromises(letter).filter(
        ({ number, due }) => due === null && asked.some((step) => step.promise === number),
    );
}

/** The instant that a letter is sorted by: its next step or promise, else when it was sent. */
export function nearest(letter) {
    const times = letter.steps.filter(isPending).map((step) => step.due.at);
    for (const { due } of openPromises(letter)) if (due) times.push(due.at);
    return times.length > 0 ? times.reduce((first, at) => (at < first ? at : first)) : null;
}

/** Nearest first; what has no time left comes after, the newest first; never two letters alike. */
export function compareLetters(one, other) {
    const [first, second] = [nearest(one), nearest(other)];
    if (first !== null && second !== null && first !== second) return first < second ? -1 : 1;
    if ((first === null) !== (second === null)) return first === null ? 1 : -1;
    if (one.sent_at !== other.sent_at) return one.sent_at > other.sent_at ? -1 : 1;
    return one.id - other.id;
}

/** The letters by group, each sorted; every letter is in exactly one. */
export function grouped(letters, now, nowWallIn) {
    const groups = new Map(GROUPS.map((name) => [name, []]));
    for (const letter of letters) groups.get(groupOf(letter, now, nowWallIn)).push(letter);
    for (const list of groups.values()) list.sort(compareLetters);
    return groups;
}

/** Names a client: the letter's To addresses together, whatever their order and case. */
export function clientKey(letter) {
    return letter.to.map(({ address }) => address.toLowerCase()).sort().join(" ");
}

/** The names of the letter's To, an address where there is no name. */
export function clientNames(letter) {
    return letter.to.map(({ name, address }) => name || address);
}

/** The letters per client, [{key, letters}], the client whose next step is nearest first. */
export function byClient(letters) {
    const clients = new Map();
    for (const letter of [...letters].sort(compareLetters)) {
        const key = clientKey(letter);
        if (!clients.has(key)) clients.set(key, { key, letters: [] });
        clients.get(key).letters.push(letter);
    }
    return [...clients.values()];
}

/** True where each of the words stands in the client's names, their addresses or the subject. */
export function matches(letter, words) {
    const people = [...letter.to, ...letter.cc].map(({ name, address }) => `${name ?? ""} ${address}`);
    const hay = fold([...people, letter.subject].join(" "));
    return fold(words).split(/\s+/).every((word) => hay.includes(word));
}

function fold(words) {
    return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function before(one, other) {
    return one.due.at !== other.due.at ? one.due.at < other.due.at : one.id < other.id;
}
