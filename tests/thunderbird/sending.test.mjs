import assert from "node:assert/strict";
import test, { afterEach, beforeEach } from "node:test";

import { afterSend, beforeSend } from "../../plugin/thunderbird/background/sending.js";
import * as state from "../../plugin/thunderbird/shared/tab_state.js";
import { deliver } from "../../plugin/thunderbird/background/waiting.js";
import { fakeMessenger } from "./fake_messenger.mjs";
import { el } from "./small_dom.mjs";

const DEADLINE = 1500; // ms for every handler
const TAB = { id: 5, windowId: 50 };
const TEMPLATE = { body: "I promised you the brochure for [Day].\n", labels: ["Day"], situation: "missed_deadline" };
const SENT = [{ folder: { accountId: "imap" }, headerMessageId: "a@b" }];
const CHECK_IN = {
    related: { isDraft: true, answers: ["<l@x>"], message_ids: ["<d@x>", "<l@x>"] }, type: "new", known: true,
    step: { kind: "check_in" }, is_check_in: true,
};
const DRAFT = { id: 9, headerMessageId: "d@x", folder: { specialUse: ["drafts"] } };
let messenger;

beforeEach(() => {
    TAB.id += 1; // a window of its own for each test
    messenger = fakeMessenger();
    messenger.opened = 0;
    messenger.messengerUtilities = { parseMailboxString: async (email) => [{ name: "", email }] };
    messenger.composeAction = { openPopup: async () => (messenger.opened += 1) > 0 };
    messenger.accounts = { list: async () => [{ id: "imap", type: "imap" }] };
    messenger.messages.delete = async (ids) => messenger.messages.deleted.push(...ids);
    messenger.messages.get = async () => DRAFT;
    messenger.messages.getHeaders = async () => ({ "in-reply-to": ["<l@x>"], references: ["<l@x>"] });
    messenger.host.answer = ({ method }) => ({ result: method === "letters.find" ? [] : {} });
    globalThis.DOMParser = class {
        parseFromString = (words) => ({ body: el("body", el("p", words)) });
    };
});
afterEach(() => messenger.host.ports.at(-1)?.dies("the test is over"));

const mail = (body, more = {}) => ({ from: "alice@x.test", to: ["bob@y.test"], subject: "Sorry", body, type: "new", ...more });
const tracked = () => messenger.host.asked.filter((one) => one.method === "letters.track").map((one) => one.params);
const goes = (details) => beforeSend(TAB, details).then((answer) => answer.cancel !== true);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
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
    await state.set(TAB.id, "origin", CHECK_IN);
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
    messenger.messages.inFolders = [DRAFT];
    await state.set(TAB.id, "origin", CHECK_IN);
    await goes(mail("How is it?"));
    await sends(mail("How is it?"), { mode: "sendNow", headerMessageId: null, messages: [] });
    assert.deepEqual(messenger.messages.deleted, []);
    await sends(mail("How is it?"));
    assert.deepEqual(messenger.messages.deleted, [9]);
    assert.deepEqual(tracked(), []);
});

test("the draft of a check-in goes as well where it is sent before anything else is known of it", async () => {
    messenger.host.answer = ({ method }) => ({ result: method === "letters.find" ? [{ id: 1, step: { kind: "check_in" } }] : {} });
    messenger.messages.inFolders = [DRAFT];
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
    messenger.messages.inFolders = [DRAFT];
    for (const origin of [{ step: null, is_check_in: false }, { type: "draft" }]) {
        await state.set(TAB.id, "origin", { ...CHECK_IN, ...origin });
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

/** Where the daemon answers letters.find so, does the draft go at once? */
async function goesFrom(draft, letter) {
    messenger.messages.getHeaders = async () => draft;
    messenger.host.answer = () => ({ result: [letter] });
    return goes(mail("Thank you for the news.", { type: "draft", relatedMessageId: 9 }));
}
const ANSWERED = {
    id: 1, message_id: "l@x", step: null, steps: [{ means: "draft", state: "withdrawn" }],
    answered_since: { at: "t", words: "All is well" },
};

test("the user's own answer to what the client wrote is not held up by just that", async () => {
    assert.equal(await goesFrom({ "in-reply-to": ["<answer@y>"], references: ["<l@x> <answer@y>"] }, ANSWERED), true);
});

test("a second letter to the client that is still a draft is no check-in either", async () => {
    assert.equal(await goesFrom({ "in-reply-to": ["<l@x>"] }, { ...ANSWERED, steps: [{ means: "send", state: "done" }] }), true);
});

test("a check-in that was saved anew elsewhere is held up by the client's answer", async () => {
    assert.equal(await goesFrom({ "in-reply-to": ["<l@x>"], references: ["<l@x>"] }, ANSWERED), false);
});

test("open fields stop a send at once, with a bridge that says nothing and a folder that takes its time", async () => {
    messenger.host.answer = () => undefined;
    messenger.messages.getHeaders = () => new Promise(() => {});
    await state.set(TAB.id, "template", TEMPLATE);
    const began = Date.now();
    assert.equal(await goes(mail("I promised you the brochure for [Day].", { type: "draft", relatedMessageId: 9 })), false);
    assert.ok(Date.now() - began < 500);
});

test("open fields stop a send also where it cannot be found out which draft the window was opened from", async () => {
    messenger.messengerUtilities.parseMailboxString = async () => Promise.reject(new Error("no mailbox"));
    await state.set(TAB.id, "template", TEMPLATE);
    assert.equal(await goes(mail("I promised you the brochure for [Day].", { type: "draft", relatedMessageId: 9 })), false);
});

test("a send is answered in time whoever is silent: the bridge, a folder, the storage", async () => {
    const draft = mail("How is it?", { type: "draft", relatedMessageId: 9 });
    const silent = () => new Promise(() => {});
    const slowly = async () => pause(850).then(() => DRAFT);
    messenger.host.answer = ({ id }) => (id % 2 ? { result: [ANSWERED] } : undefined);
    for (const [part, name, slow] of [
        ["host", "answer", () => undefined], ["messages", "get", slowly], ["messages", "get", silent],
        ["messages", "getHeaders", silent],
    ]) {
        messenger[part][name] = slow;
        TAB.id += 1;
        const began = Date.now();
        assert.equal(await goes(draft), true);
        assert.ok(Date.now() - began < DEADLINE, `${name} held it up`);
    }
    TAB.id += 1;
    messenger.storage.session.set = silent;
    const began = Date.now();
    assert.equal(await goes(draft), true);
    assert.ok(Date.now() - began < DEADLINE, "the storage held it up");
});

test("a check-in that is sent later keeps its draft until its copy is seen", async () => {
    await state.set(TAB.id, "origin", CHECK_IN);
    const queued = { headerMessageId: "a@b", folder: { accountId: "local", specialUse: ["outbox"] } };
    messenger.messages.inFolders = [DRAFT, queued];
    await goes(mail("How is it?"));
    await sends(mail("How is it?"), { mode: "sendLater", messages: [queued] });
    await deliver();
    assert.deepEqual(messenger.messages.deleted, []);
    messenger.messages.inFolders = [DRAFT];
    await deliver();
    assert.deepEqual(messenger.messages.deleted, []);
    messenger.messages.inFolders = [DRAFT, { headerMessageId: "a@b", folder: { specialUse: ["sent"] } }];
    await deliver();
    assert.deepEqual(messenger.messages.deleted, [9]);
    assert.deepEqual([tracked(), messenger.storage.local.kept.waiting], [[], []]);
});

test("a mail that goes from the outbox back to Drafts is followed up as what it is when it is sent, and only so", async () => {
    await state.set(TAB.id, "template", TEMPLATE);
    const details = mail("I promised you the brochure for Monday.");
    const queued = { id: 7, headerMessageId: "q@b", folder: { accountId: "local", specialUse: ["outbox"] } };
    messenger.messages.inFolders = [queued];
    await goes(details);
    await sends(details, { mode: "sendLater", messages: [queued] });
    messenger.messages.inFolders = [{ ...queued, folder: { specialUse: ["drafts"] } }];
    await deliver();
    assert.deepEqual(messenger.storage.local.kept.waiting, []);
    TAB.id += 1;
    messenger.messages.get = async () => queued;
    const edited = mail("I promised you the brochure for Monday. Sorry.", { type: "draft", relatedMessageId: 7 });
    await goes(edited);
    messenger.messages.inFolders = [];
    await sends(edited);
    assert.deepEqual(tracked(), [{ message_id: "<a@b>", situation: "missed_deadline" }]);
    assert.deepEqual(messenger.storage.local.kept.waiting, []);
    assert.deepEqual(Object.keys(messenger.storage.local.kept).filter((key) => key.startsWith("draft:")), []);
});

test("of a mail to many no more people are told than the daemon takes", async () => {
    await state.set(TAB.id, "template", TEMPLATE);
    messenger.host.isMissing = true;
    const to = Array.from({ length: 150 }, (_, number) => `bob${number}@y.test`);
    await sends(mail("I promised you the brochure for Monday.", { to }));
    assert.equal(messenger.storage.local.kept.waiting[0].letter.to.length, 100);
});

test("an answer that is found too late stops nothing and opens nothing: the mail has left", async () => {
    await state.set(TAB.id, "origin", CHECK_IN);
    messenger.messages.get = () => new Promise(() => {}); // what draft it was takes its time
    const late = [{ id: 1, step: {}, answered_since: { at: "t", words: "All is well" } }];
    messenger.host.answer = ({ id }, port) => void setTimeout(() => port.onMessage.fire({ id, result: late }), 700);
    assert.equal(await goes(mail("How is it?", { type: "draft", relatedMessageId: 9 })), true);
    await pause(900);
    assert.deepEqual([await state.get(TAB.id, "stop"), messenger.opened], [null, 0]);
});
