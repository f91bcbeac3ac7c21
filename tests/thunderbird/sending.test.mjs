import assert from "node:assert/strict";
import test, { afterEach, beforeEach } from "node:test";

import { afterSend, beforeSend } from "../../plugin/thunderbird/background/sending.js";
import * as state from "../../plugin/thunderbird/background/tab_state.js";
import { fakeMessenger } from "./fake_messenger.mjs";
import { el } from "./small_dom.mjs";

const TAB = { id: 5, windowId: 50 };
const TEMPLATE = { body: "I promised you the brochure for [Day].\n", labels: ["Day"], situation: "missed_deadline" };
const SENT = [{ folder: { accountId: "imap" }, headerMessageId: "a@b" }];
let messenger;

beforeEach(() => {
    messenger = fakeMessenger();
    messenger.opened = 0;
    messenger.messengerUtilities = { parseMailboxString: async (email) => [{ name: "", email }] };
    messenger.composeAction = { openPopup: async () => (messenger.opened += 1) > 0 };
    messenger.accounts = { list: async () => [{ id: "imap", type: "imap" }] };
    messenger.messages.delete = async (ids) => messenger.messages.deleted.push(...ids);
    messenger.host.answer = ({ method }) => ({ result: method === "letters.find" ? [] : {} });
    globalThis.DOMParser = class {
        parseFromString = (words) => ({ body: el("body", el("p", words)) });
    };
});
afterEach(() => messenger.host.ports.at(-1)?.dies("the test is over"));

const mail = (body, more = {}) => ({ from: "alice@x.test", to: ["bob@y.test"], subject: "Sorry", body, type: "new", ...more });
const tracked = () => messenger.host.asked.filter((one) => one.method === "letters.track").map((one) => one.params);
const goes = (details) => beforeSend(TAB, details).then((answer) => answer.cancel !== true);
const sends = (details, info = { mode: "sendNow", headerMessageId: "a@b", messages: SENT }) =>
    afterSend(TAB, { ...info, details });

test("open fields stop a send once and are named; a new one stops it again", async () => {
    await state.set(TAB.id, "template", { ...TEMPLATE, labels: ["Day", "Name"] });
    const open = mail("I promised you the brochure for [Day].");
    assert.equal(await goes(open), false);
    assert.deepEqual((await state.get(TAB.id, "stop")).show.unfilled, ["Day"]);
    assert.equal(await goes(open), true);
    assert.equal(await goes(mail("I promised you the brochure for [Day]. [Name]")), false);
});

test("a mail with nothing open goes at once, and other mail is not looked through for fields", async () => {
    assert.equal(await goes(mail("Lunch? {{maybe}}")), true);
    await state.set(TAB.id, "template", TEMPLATE);
    assert.equal(await goes(mail("I promised you the brochure for Monday.")), true);
});

test("an answer that came since is shown once before a check-in goes", async () => {
    const related = { id: 9, isDraft: true, message_ids: ["<d@x>"] };
    await state.set(TAB.id, "origin", { related, type: "new", known: true, step: { kind: "check_in" } });
    messenger.host.answer = () => ({ result: [{ id: 1, step: {}, answered_since: { at: "t", words: "All is well" } }] });
    assert.equal(await goes(mail("How is it?")), false);
    assert.equal((await state.get(TAB.id, "stop")).show.answer.words, "All is well");
    assert.equal(await goes(mail("How is it?")), true);
});

test("the letter of a template is tracked after it is sent, even though its window is gone by then", async () => {
    await state.set(TAB.id, "template", TEMPLATE);
    const details = mail("I promised you the brochure for Monday.");
    await goes(details);
    await state.clear(TAB.id);
    await sends(details);
    assert.deepEqual(tracked(), [{ message_id: "<a@b>", situation: "missed_deadline" }]);
});

test("a refused mail is not tracked, and is when it is sent after all", async () => {
    await state.set(TAB.id, "template", TEMPLATE);
    const details = mail("I promised you the brochure for Monday.");
    await goes(details);
    assert.deepEqual(messenger.storage.local.kept.waiting.map((one) => one.way), ["leaving"]);
    await sends(details, { mode: "sendNow", headerMessageId: null, messages: [] });
    assert.deepEqual(tracked(), []);
    assert.deepEqual(messenger.storage.local.kept.waiting, []);
    await goes(details);
    await sends(details);
    assert.equal(tracked().length, 1);
});

test("a check-in that was opened as new is not tracked, and its draft goes once it is sent", async () => {
    const related = { id: 9, isDraft: true, message_ids: ["<d@x>"] };
    await state.set(TAB.id, "origin", { related, type: "new", known: true, step: { kind: "check_in" } });
    await goes(mail("How is it?"));
    await sends(mail("How is it?"), { mode: "sendNow", headerMessageId: null, messages: [] });
    assert.deepEqual(messenger.messages.deleted, []);
    await sends(mail("How is it?"));
    assert.deepEqual(messenger.messages.deleted, [9]);
    assert.deepEqual(tracked(), []);
});

test("the draft of a check-in goes as well where it is sent before anything else is known of it", async () => {
    messenger.host.answer = ({ method }) => ({ result: method === "letters.find" ? [{ id: 1, step: { kind: "check_in" } }] : {} });
    messenger.messages.get = async (id) => ({ id, headerMessageId: "d@x", folder: { specialUse: ["drafts"] } });
    messenger.messages.getHeaders = async () => ({ "in-reply-to": ["<a@b>"] });
    await state.set(TAB.id, "plan", { follow: true });
    const details = mail("How is it?", { relatedMessageId: 9 });
    assert.equal(await goes(details), true);
    assert.deepEqual(messenger.storage.local.kept.waiting, []);
    await state.clear(TAB.id);
    await sends(details);
    assert.deepEqual(messenger.messages.deleted, [9]);
    assert.deepEqual(tracked(), []);
});

test("no draft is taken away that is the user's own, or that Thunderbird takes away itself", async () => {
    const related = { id: 9, isDraft: true, message_ids: ["<d@x>"] };
    for (const origin of [{ type: "new", step: null }, { type: "draft", step: { kind: "check_in" } }]) {
        await state.set(TAB.id, "origin", { related, known: true, ...origin });
        await sends(mail("How is it?"));
    }
    assert.deepEqual(messenger.messages.deleted, []);
});

test("of an encrypted mail nothing but its subject waits", async () => {
    await state.set(TAB.id, "template", TEMPLATE);
    messenger.host.isMissing = true;
    const details = mail("I promised you the brochure for Monday.", { selectedEncryptionTechnology: { encryptBody: true } });
    await sends(details);
    assert.deepEqual(messenger.storage.local.kept.waiting.map((one) => one.letter), [{ subject: "Sorry" }]);
});
