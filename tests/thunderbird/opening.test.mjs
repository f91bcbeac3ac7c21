import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { openDraft, openMessage } from "../../plugin/thunderbird/background/opening.js";
import { fakeMessenger } from "./fake_messenger.mjs";

const LETTER = "<letter@example.test>";
const CLIENT = "bob@client.test";
let inDrafts; // [{id, date, recipients, headers}]
let fetched; // whose headers were asked for
let opened;

beforeEach(() => {
    const messenger = fakeMessenger();
    [inDrafts, fetched, opened] = [[], [], []];
    const header = (id) => inDrafts.find((one) => one.id === id).headers;
    Object.assign(messenger.messages, {
        list: async () => ({ id: null, messages: inDrafts }),
        getHeaders: async (id) => fetched.push(id) && header(id),
        listInlineTextParts: async () => [{ contentType: "text/plain" }],
        query: async () => ({ id: null, messages: messenger.messages.inFolders }),
    });
    messenger.compose = { beginNew: async (id) => opened.push(id) };
    messenger.messageDisplay = { open: async ({ messageId }) => opened.push(messageId) };
});

const draft = (id, date, headers, recipients = [`Bob <${CLIENT}>`]) => inDrafts.push({ id, date, headers, recipients });

test("of the drafts in a thread the check-in is opened, and not the user's own reply that is newer", async () => {
    draft(2, 20, { "in-reply-to": ["<answer@client.test>"], references: [`${LETTER} <answer@client.test>`] });
    draft(1, 10, { "in-reply-to": [LETTER], references: [LETTER] });
    assert.deepEqual(await openDraft(LETTER, [CLIENT]), { done: true });
    assert.deepEqual(opened, [1]);
});

test("of thousands of drafts only those to the client are fetched", async () => {
    for (let id = 10; id < 2010; ++id) draft(id, id, {}, ["someone@else.test"]);
    draft(1, 1, { "in-reply-to": [LETTER] }, ["BOB@client.test"]);
    await openDraft(LETTER, [CLIENT]);
    assert.deepEqual([opened, fetched], [[1], [1]]);
});

test("a draft that its user has addressed to somebody else is found among the newest", async () => {
    draft(1, 30, { "in-reply-to": [LETTER] }, ["her@deputy.test"]);
    draft(2, 20, { "in-reply-to": ["<other@x.test>"] });
    await openDraft(LETTER, [CLIENT]);
    assert.deepEqual(opened, [1]);
});

test("where no draft answers the letter it is said", async () => {
    draft(1, 30, {});
    assert.equal((await openDraft(LETTER, [CLIENT])).error.message, "space_draft_not_found");
});

test("of several copies of a letter the one in Sent is shown", async () => {
    const copy = (id, ...specialUse) => ({ id, folder: { specialUse } });
    globalThis.messenger.messages.inFolders = [copy(1, "trash"), copy(2, "sent"), copy(3, "archives"), copy(4)];
    await openMessage(LETTER);
    assert.deepEqual(opened, [2]);
});
