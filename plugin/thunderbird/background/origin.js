// What a compose window was opened from: a draft of the daemon, or an answer in the thread of a tracked letter. Looked up
// once for a window and kept, since the draft's Message-ID changes with every save.
import { bare, inAngles } from "../shared/message_id.js";
import * as state from "../shared/tab_state.js";
import { call } from "./bridge.js";

const MOST_IDS = 100; // of a question to the daemon

const isDraft = ({ folder }) => (folder?.specialUse ?? []).includes("drafts");

/** The Message-IDs of a header's lines, each once. Pure. */
export function idsIn(lines) {
    return [...new Set((lines ?? []).join(" ").match(/<[^<>\s]+>/g) ?? [])];
}

/** Of a message's own id and those of its headers so many as may be asked for: the newest of a long thread. Pure. */
function threadOf(own, answers, references) {
    const near = [...own, ...answers].slice(0, MOST_IDS / 2);
    return [...new Set([...near, ...references.slice(near.length - MOST_IDS)])];
}

async function relatedOf(details) {
    if (!details.relatedMessageId) return null;
    try {
        const header = await messenger.messages.get(details.relatedMessageId);
        const headers = await messenger.messages.getHeaders(details.relatedMessageId);
        const own = header.headerMessageId ? [inAngles(header.headerMessageId)] : [];
        const answers = idsIn(headers["in-reply-to"]);
        const message_ids = threadOf(own, answers, idsIn(headers.references));
        return { isDraft: isDraft(header), answers, message_ids };
    } catch {
        return null; // the message is gone, or its server does not answer
    }
}

/** The letter that a window belongs to and what came for it since, or null: the last of those that letters.find knows. */
async function find(message_ids, deadline) {
    if (message_ids.length === 0) return null;
    const { result, error } = await call("letters.find", { message_ids }, deadline);
    if (error) return undefined;
    return result.find((letter) => letter.step) ?? result[0] ?? null;
}

/**
 * True for a draft of the daemon that was saved anew elsewhere, so that its Message-ID says nothing any more: it answers
 * the letter itself, and the letter had one. The user's own answer to the client answers the client's mail.
 */
function isCheckIn(related, letter) {
    if (!related?.isDraft || !letter) return false;
    const hadDraft = (letter.steps ?? []).some(({ means, state: now }) =>
        means === "draft" && (now === "drafted" || now === "withdrawn"));
    return hadDraft && related.answers.includes(inAngles(letter.message_id));
}

const digest = (related, letter) => ({
    letter: letter?.id ?? null,
    step: letter?.step ?? null,
    is_check_in: Boolean(letter?.step) || isCheckIn(related, letter),
    subject: letter?.subject ?? "",
});

const looking = new Map(); // tabId -> the look that is under way

/** The window's origin; looks anew where the daemon was away the last time. */
export function originOf(tabId, details) {
    if (!looking.has(tabId)) looking.set(tabId, look(tabId, details).finally(() => looking.delete(tabId)));
    return looking.get(tabId);
}

async function look(tabId, details) {
    const kept = await state.get(tabId, "origin");
    if (kept?.known) return kept;
    const related = kept?.related ?? (await relatedOf(details));
    // Right after a save Thunderbird names a draft that is not there yet.
    const isLost = details.type === "draft" && !related?.message_ids.length;
    const letter = isLost ? undefined : await find(related?.message_ids ?? []);
    const origin = { related, type: details.type, known: letter !== undefined, ...digest(related, letter) };
    await state.set(tabId, "origin", origin);
    return origin;
}

/** An answer that came while a check-in was being written: {words, at, by} or null. */
export async function answerSince(origin, deadline) {
    if (!origin?.related || !origin.is_check_in) return null;
    const letter = await find(origin.related.message_ids, deadline);
    return letter?.answered_since ?? null;
}

/** The Message-ID of the daemon's draft that stays behind when this window's mail is sent, or null. */
export function leftBehind(origin) {
    // Edit-as-new leaves the draft there; where the draft itself is edited, Thunderbird takes it away.
    const isLeft = origin?.type === "new" && origin.step && origin.related?.isDraft;
    return isLeft ? (origin.related.message_ids[0] ?? null) : null;
}

export async function removeDraft(messageId) {
    const headerMessageId = bare(messageId);
    const { messages } = await messenger.messages.query({ headerMessageId });
    const ids = messages.filter(isDraft).map(({ id }) => id);
    if (ids.length) await messenger.messages.delete(ids, { deletePermanently: true }).catch(() => {}); // it is gone already
}
