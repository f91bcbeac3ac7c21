// What a compose window was opened from: a draft of the daemon, or an answer in the thread of a tracked letter. Looked up
// once for a window and kept, since the draft's Message-ID changes with every save.
import { call } from "./bridge.js";
import * as state from "./tab_state.js";

const angles = (id) => (id.startsWith("<") ? id : `<${id}>`);

/** The Message-IDs of a header's lines, each once. Pure. */
export function idsIn(lines) {
    return [...new Set((lines ?? []).join(" ").match(/<[^<>\s]+>/g) ?? [])];
}

async function relatedOf(details) {
    if (!details.relatedMessageId) return null;
    try {
        const header = await messenger.messages.get(details.relatedMessageId);
        const headers = await messenger.messages.getHeaders(details.relatedMessageId);
        const own = header.headerMessageId ? [angles(header.headerMessageId)] : [];
        return {
            id: header.id,
            isDraft: (header.folder?.specialUse ?? []).includes("drafts"),
            message_ids: [...own, ...idsIn([...(headers["in-reply-to"] ?? []), ...(headers.references ?? [])])],
        };
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

const digest = (letter) => ({ letter: letter?.id ?? null, step: letter?.step ?? null, subject: letter?.subject ?? "" });

/** The window's origin; looks anew where the daemon was away the last time. */
export async function originOf(tabId, details) {
    const kept = await state.get(tabId, "origin");
    if (kept?.known) return kept;
    const related = kept?.related ?? (await relatedOf(details));
    const letter = related ? await find(related.message_ids) : null;
    const origin = { related, type: details.type, known: letter !== undefined, ...digest(letter) };
    await state.set(tabId, "origin", origin);
    return origin;
}

/** An answer that came while a check-in was being written: {words, at, from} or null. */
export async function answerSince(origin, deadline) {
    if (!origin?.related || !(origin.step || origin.related.isDraft)) return null;
    const letter = await find(origin.related.message_ids, deadline);
    return letter?.answered_since ?? null;
}

/** Edit-as-new leaves the daemon's draft behind; editing the draft itself does not. */
export async function removeUsedDraft(origin) {
    if (origin?.type !== "new" || !origin.step || !origin.related?.isDraft) return;
    try {
        await messenger.messages.delete([origin.related.id], { deletePermanently: true });
    } catch {
        // it is gone already
    }
}
