// What the drafts that the user saves are made of, in storage.local under their Message-IDs, so that a letter which is
// finished another day, in another window or after a restart is still known for what it is.
//   draft:MESSAGE-ID  {template, form, plan, origin, mark, text, since}   the first four as in tab_state.js; the id is bare
// Every save has a Message-ID of its own, and goes in the place of the one before. An entry goes when its mail is sent, or
// in the end by itself. Thunderbird does not always say which draft a window was opened from: the message that it answers
// stands in its place, or one that is not there yet. Then `mark`, of subject and recipients, and `text`, of the words, tell.
import { addresses, mailOf } from "../shared/mail.js";
import { bare } from "../shared/message_id.js";
import { isProtected } from "../shared/outcome.js";
import * as state from "../shared/tab_state.js";
import { ownText } from "./own_text.js";
import { remains } from "./remains.js";

const PREFIX = "draft:";
const DAYS = 90;
const DAY = 86_400_000; // ms
const PARTS = ["template", "form", "plan", "origin"];

const local = () => messenger.storage.local;

/** What of a window is worth keeping, or null. Of a mail that is encrypted no words are kept. Pure. */
export function worth(kept, isSecret) {
    const origin = kept.origin?.step ? kept.origin : null; // of a check-in, whose Message-ID goes with the first save
    if (!kept.template && !origin && !kept.plan) return null;
    const { template } = kept;
    const wordless = template && { ...template, body: null, subject: "", fields: {} };
    return isSecret
        ? { template: wordless, form: null, plan: kept.plan, origin: origin && { ...origin, subject: "" } }
        : { template, form: kept.form, plan: kept.plan, origin };
}

/** A number for words, which does not tell them (FNV-1a). Pure. */
function hash(words) {
    let mark = 0x811c9dc5;
    for (let at = 0; at < words.length; ++at) mark = Math.imul(mark ^ words.charCodeAt(at), 0x01000193) >>> 0;
    return mark;
}

async function markOf(details) {
    const { subject, to, cc } = await mailOf(details);
    return hash(JSON.stringify([subject.trim(), ...addresses([...to, ...cc]).map((one) => one.toLowerCase()).sort()]));
}

const textMark = (text) => hash(text.replace(/\s+/g, ""));

/** Keeps under this Message-ID what the mail is made of. */
export async function keep(messageId, kept, details) {
    const found = worth(kept, isProtected(details));
    if (!found) return;
    const marks = { mark: await markOf(details), text: textMark(ownText(details)) };
    await local().set({ [PREFIX + bare(messageId)]: { ...found, ...marks, since: new Date().toISOString() } });
}

export const forget = (messageId) => local().remove(PREFIX + bare(messageId));

/** Takes away what nobody has come back to. */
export async function tidy(now = Date.now()) {
    const all = Object.entries(await local().get(null));
    const old = all.filter(([key, { since }]) => key.startsWith(PREFIX) && now - Date.parse(since) > DAYS * DAY);
    if (old.length) await local().remove(old.map(([key]) => key));
}

/** [key, entry] of the newest draft that the mail can be. */
async function likely(details) {
    const mark = await markOf(details);
    const all = Object.entries(await local().get(null)).filter(([key, entry]) => key.startsWith(PREFIX) && entry.mark === mark);
    const text = all.length ? ownText(details) : "";
    const found = all.filter(([, entry]) => entry.text === textMark(text) || (entry.template?.body && remains(entry.template, text)));
    return found.sort(([, one], [, other]) => Date.parse(other.since) - Date.parse(one.since))[0] ?? null;
}

/** [key, entry] of the draft that the window was opened from, or null. */
async function draftOf(details) {
    if (!details.relatedMessageId || !["draft", "new"].includes(details.type)) return null;
    const header = await messenger.messages.get(details.relatedMessageId).catch(() => null);
    const key = PREFIX + (header?.headerMessageId ?? "");
    const entry = (await local().get(key))[key];
    if (entry) return [key, entry];
    return details.type === "draft" ? likely(details) : null;
}

const looking = new Map(); // tabId -> the look that is under way

/** Gives a window that was opened from a saved draft what is kept of it, once; resolves with that, or null. Never throws. */
export function restore(tabId, details) {
    if (!looking.has(tabId)) looking.set(tabId, look(tabId, details).catch(() => null).finally(() => looking.delete(tabId)));
    return looking.get(tabId);
}

async function look(tabId, details) {
    if (await state.get(tabId, "draft")) return null;
    const [key, found] = (await draftOf(details)) ?? [];
    // Edit-as-new leaves the draft, and what is kept of it, as it is.
    const draft = { id: found && details.type === "draft" ? key.slice(PREFIX.length) : null };
    const now = await state.all(tabId);
    for (const part of PARTS) if (found?.[part] && !now[part]) await state.set(tabId, part, found[part]);
    await state.set(tabId, "draft", draft);
    return found ? { ...found, draft } : null;
}
