// Opens a letter, or the draft that answers to it. Each gives {done: true} or {error: {code, message}}.
import { text } from "../shared/localise.js";
import { bare, inAngles } from "../shared/message_id.js";

const UNKNOWN = 50; // of the newest drafts to nobody of the letter's, which are looked into where no other is found
const LAST_PLACES = ["trash", "drafts", "junk", "templates"];

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

/** How good a copy is: the one that was sent before any other, Drafts and Trash last. */
function rank({ folder }) {
    const uses = folder?.specialUse ?? [];
    if (uses.includes("sent")) return 0;
    return uses.some((use) => LAST_PLACES.includes(use)) ? 2 : 1;
}

/** Shows the message with this Message-ID in a tab. */
export async function openMessage(messageId) {
    let found = null;
    for await (const message of each(messenger.messages.query({ headerMessageId: bare(messageId) }))) {
        if (!found || rank(message) < rank(found)) found = message;
    }
    if (!found) return refused("space_message_not_found");
    await messenger.messageDisplay.open({ messageId: found.id, location: "tab" });
    return { done: true };
}

/** Opens the draft that answers the letter with this Message-ID, also one that the user has edited; `people` its recipients. */
export async function openDraft(letterMessageId, people = []) {
    const draft = await draftFor(letterMessageId, people);
    if (!draft) return refused("space_draft_not_found");
    const [body] = await messenger.messages.listInlineTextParts(draft.id);
    const isPlainText = body?.contentType !== "text/html";
    await messenger.compose.beginNew(draft.id, { isPlainText });
    return { done: true };
}

async function draftFor(letterMessageId, people) {
    const folders = await messenger.folders.query({ specialUse: ["drafts"] });
    const all = [];
    for (const { id } of folders) for await (const message of each(messenger.messages.list(id))) all.push(message);
    all.sort((one, other) => other.date - one.date);
    // Only the headers of a message name the letter, and each message is fetched for them: those to the client go first.
    const addresses = people.map((one) => one.toLowerCase());
    const isTheirs = ({ recipients }) => (recipients ?? []).some((one) => addresses.some((address) => one.toLowerCase().includes(address)));
    const theirs = all.filter(isTheirs);
    const others = all.filter((one) => !isTheirs(one)).slice(0, UNKNOWN);
    return (await firstThatAnswers(theirs, letterMessageId)) ?? firstThatAnswers(others, letterMessageId);
}

/** The newest that answers the letter itself, else the newest that names it: the user's own reply to its answer does that. */
async function firstThatAnswers(messages, letterMessageId) {
    const id = inAngles(letterMessageId);
    let named = null;
    for (const message of messages) {
        const headers = await messenger.messages.getHeaders(message.id);
        if ((headers["in-reply-to"] ?? []).join(" ").includes(id)) return message;
        if ((headers.references ?? []).join(" ").includes(id)) named ??= message;
    }
    return named;
}
