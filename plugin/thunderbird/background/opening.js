// Opens a letter, or the draft that answers to it. Each gives {done: true} or {error: {code, message}}.
import { text } from "../shared/localise.js";

const bare = (messageId) => messageId.replace(/^<|>$/g, "");
const refused = (key) => ({ error: { code: 1, message: text(key) } });

/** All messages of a list that Thunderbird gives in pages. */
async function* each(list) {
    let page = await list;
    yield* page.messages;
    while (page.id) {
        page = await messenger.messages.continueList(page.id);
        yield* page.messages;
    }
}

/** Shows the message with this Message-ID in a tab; a copy outside Drafts and Trash goes first. */
export async function openMessage(messageId) {
    let found = null;
    for await (const message of each(messenger.messages.query({ headerMessageId: bare(messageId) }))) {
        const uses = message.folder?.specialUse ?? [];
        if (!found || !uses.some((use) => use === "trash" || use === "drafts")) found = message;
    }
    if (!found) return refused("space_message_not_found");
    await messenger.messageDisplay.open({ messageId: found.id, location: "tab" });
    return { done: true };
}

/** Opens the newest draft that refers to the letter with this Message-ID, also one that the user has edited. */
export async function openDraft(letterMessageId) {
    const draft = await draftFor(letterMessageId);
    if (!draft) return refused("space_draft_not_found");
    const [body] = await messenger.messages.listInlineTextParts(draft.id);
    const isPlainText = body?.contentType !== "text/html";
    await messenger.compose.beginNew(draft.id, { isPlainText });
    return { done: true };
}

async function draftFor(letterMessageId) {
    const folders = await messenger.folders.query({ specialUse: ["drafts"] });
    const found = await Promise.all(folders.map((folder) => newestIn(folder, letterMessageId)));
    return found.filter(Boolean).sort((one, other) => other.date - one.date)[0] ?? null;
}

async function newestIn(folder, letterMessageId) {
    const list = messenger.messages.list(folder.id, { sortType: "date", sortOrder: "descending" });
    for await (const message of each(list)) if (await refersTo(message, letterMessageId)) return message;
    return null;
}

async function refersTo(message, letterMessageId) {
    const headers = await messenger.messages.getHeaders(message.id);
    const named = [...(headers["in-reply-to"] ?? []), ...(headers.references ?? [])].join(" ");
    return named.includes(`<${bare(letterMessageId)}>`);
}
