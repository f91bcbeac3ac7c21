// What is known of one compose window, in storage.session under "tab:ID:part", so that it survives the event page.
// Each part is written whole, by the one named here:
//   template  {situation, tone, severity, fields, labels, subject, body, plain} the panel, at Insert
//   form      {situation, tone, severity, fields}                               the panel, while it is filled in
//   letter    {form, known, letter} as last written: the form, what Thunderbird knew, the bridge's answer    the panel; before, the background
//   plan      {follow, check_in, check_in_on, zone}                             the panel
//   review    {apology, situation, findings, promises, text, subject, template_gone, error}       the background, at each review
//   origin    {related, type, known, letter, step, subject}                     the background, at the first look
//   stop      {unfilled, answer, show}                                          the background; the panel, once `show` is read
//   draft     {id}: the Message-ID of the draft that is this window's, or null  the background, at the first look and each save
// and under "situations" what the bridge told last of them, so that the panel need not wait for it to be drawn.
const key = (tabId, part) => `tab:${tabId}:${part}`;
export const PARTS = ["template", "form", "letter", "plan", "review", "origin", "stop", "draft"];

export async function get(tabId, part) {
    const name = key(tabId, part);
    return (await messenger.storage.session.get(name))[name] ?? null;
}

export async function all(tabId) {
    const found = await messenger.storage.session.get(PARTS.map((part) => key(tabId, part)));
    return Object.fromEntries(PARTS.map((part) => [part, found[key(tabId, part)] ?? null]));
}

/** The parts of a tab, and the situations, from one reading of the storage. */
export function partsOf(session, tabId) {
    const kept = Object.fromEntries(PARTS.map((part) => [part, session[key(tabId, part)] ?? null]));
    return { kept, situations: session.situations ?? null };
}

export const keptSituations = async () => (await messenger.storage.session.get("situations")).situations ?? null;

export const keepSituations = (situations) => messenger.storage.session.set({ situations });

const closed = new Map(); // tabId -> its parts as they were, or null after a while
const WHILE = 30_000; // ms in which the last save of a window is told

/** Nothing is kept of a window that has closed, not even what somebody was still waiting for. */
export const set = async (tabId, part, value) => {
    if (!closed.has(tabId)) await messenger.storage.session.set({ [key(tabId, part)]: value });
};

export const clear = (tabId) => messenger.storage.session.remove(PARTS.map((part) => key(tabId, part)));

/** The window has closed. */
export async function close(tabId) {
    closed.set(tabId, all(tabId));
    setTimeout(() => closed.set(tabId, null), WHILE).unref?.(); // a test does not wait for it
    await closed.get(tabId);
    await clear(tabId);
}

/** What was known of a window, also right after it has closed. */
export const lastOf = async (tabId) => (await closed.get(tabId)) ?? all(tabId);

/** Calls listener(part, value) when a part of this tab changes; storage events are small and local. */
export function watch(tabId, listener) {
    messenger.storage.session.onChanged.addListener((changes) => {
        for (const part of PARTS) {
            const change = changes[key(tabId, part)];
            if (change) listener(part, change.newValue ?? null);
        }
    });
}
