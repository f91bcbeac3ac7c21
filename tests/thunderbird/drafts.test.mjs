import assert from "node:assert/strict";
import test, { afterEach, beforeEach } from "node:test";

import { restore, tidy, worth } from "../../plugin/thunderbird/background/drafts.js";
import { afterSave } from "../../plugin/thunderbird/background/saving.js";
import * as state from "../../plugin/thunderbird/shared/tab_state.js";
import { fakeMessenger } from "./fake_messenger.mjs";
import { el } from "./small_dom.mjs";

const TEMPLATE = { body: "I promised you the brochure for [Day].\n", labels: ["Day"], situation: "missed_deadline", fields: {} };
const MAIL = { from: "alice@x.test", to: ["Bob <bob@y.test>"], subject: "Re: Brochure", type: "reply", relatedMessageId: 9 };
const TEXT = "I promised you the brochure for [Day].";
const saved = (headerMessageId, more = {}) => ({ mode: "draft", messages: [{ headerMessageId }], details: MAIL, ...more });
const opened = (type = "draft", more = {}) => ({ ...MAIL, type, body: TEXT, ...more });
let messenger;
let tab = 0; // each test has windows of its own
let last = 100;
const another = () => ({ id: ++last });
const keys = () => Object.keys(messenger.storage.local.kept).filter((key) => key.startsWith("draft:"));

beforeEach(() => {
    messenger = fakeMessenger();
    tab = another();
    messenger.messages.get = async () => ({ id: 9, headerMessageId: "1@x" });
    messenger.messages.getHeaders = async () => ({});
    messenger.messengerUtilities = { parseMailboxString: async (one) => [{ email: /[^<\s]+@[^>]+/.exec(one)[0] }] };
    messenger.host.answer = () => ({ result: [] });
    globalThis.DOMParser = class {
        parseFromString = (words) => ({ body: el("body", el("p", words)) });
    };
});

afterEach(() => messenger.host.ports.at(-1)?.dies("the test is over"));

test("a window opened from a saved draft knows what the one before knew", async () => {
    await state.set(tab.id, "template", TEMPLATE);
    await state.set(tab.id, "plan", { check_in: "off" });
    await afterSave(tab, saved("1@x"));
    const next = another();
    await restore(next.id, opened());
    assert.deepEqual(await state.get(next.id, "template"), TEMPLATE);
    assert.deepEqual(await state.get(next.id, "plan"), { check_in: "off" });
    assert.deepEqual(await state.get(next.id, "draft"), { id: "1@x" });
});

test("each save takes the place of the one before, and a template's does not", async () => {
    await state.set(tab.id, "template", TEMPLATE);
    await afterSave(tab, saved("1@x"));
    await afterSave(tab, saved("2@x", { mode: "autoSave" }));
    assert.deepEqual(keys(), ["draft:2@x"]);
    await afterSave(tab, saved("t@x", { mode: "template" }));
    await afterSave(tab, saved("3@x"));
    assert.deepEqual(keys(), ["draft:t@x", "draft:3@x"]);
});

test("the save with which a window closes is told after it has closed, and counts", async () => {
    await state.set(tab.id, "template", TEMPLATE);
    await state.close(tab.id);
    assert.deepEqual(messenger.storage.session.kept, {});
    await afterSave(tab, saved("1@x"));
    assert.deepEqual(keys(), ["draft:1@x"]);
    assert.deepEqual(messenger.storage.session.kept, {});
});

test("a draft is kept before the daemon has said what it is, and is a check-in where that says so", async () => {
    await state.set(tab.id, "template", TEMPLATE);
    let answers = null;
    messenger.messages.getHeaders = () => new Promise((answer) => (answers = answer));
    const save = afterSave(tab, saved("1@x"));
    while (!answers) await new Promise((done) => setTimeout(done));
    assert.equal(messenger.storage.local.kept["draft:1@x"].origin, null);
    messenger.host.answer = () => ({ result: [{ id: 1, step: { kind: "check_in" } }] });
    answers({ "in-reply-to": ["<l@x>"] });
    await save;
    assert.equal(messenger.storage.local.kept["draft:1@x"].origin.step.kind, "check_in");
});

test("a queued mail that is put back to Drafts and saved there waits no more under its old Message-ID", async () => {
    await state.set(tab.id, "template", TEMPLATE);
    await state.set(tab.id, "draft", { id: "q@x" });
    messenger.storage.local.kept.waiting = [{ message_id: "<q@x>", way: "outbox", letter: { subject: "" } }];
    await afterSave(tab, saved("1@x"));
    assert.deepEqual(messenger.storage.local.kept.waiting, []);
});

test("nothing is kept of a mail without a letter, of a save that failed, or of a window that has closed", async () => {
    await afterSave(tab, saved("1@x"));
    await state.set(tab.id, "template", TEMPLATE);
    await afterSave(tab, saved("1@x", { error: "no" }));
    assert.deepEqual(keys(), []);
    await state.close(tab.id);
    await state.set(tab.id, "review", { text: "what was still asked for" });
    assert.deepEqual(messenger.storage.session.kept, {});
});

test("only what is opened from a draft, or as new from one, is the letter that lies there", async () => {
    await state.set(tab.id, "template", TEMPLATE);
    await afterSave(tab, saved("1@x"));
    const reply = another();
    await restore(reply.id, opened("reply"));
    assert.equal(await state.get(reply.id, "template"), null);
    const asNew = another();
    await restore(asNew.id, opened("new"));
    assert.deepEqual(await state.get(asNew.id, "template"), TEMPLATE);
    await afterSave(asNew, saved("2@x"));
    assert.deepEqual(keys(), ["draft:1@x", "draft:2@x"]);
});

test("where Thunderbird names another message, the draft is known by whom it is for, its subject and its words", async () => {
    await state.set(tab.id, "template", TEMPLATE);
    await afterSave(tab, saved("1@x"));
    for (const [header, details, isIt] of [
        ["the complaint@y", opened(), true],
        ["", opened("draft", { to: ["bob@y.test"] }), true],
        ["", opened("draft", { to: ["carol@y.test"] }), false],
        ["", opened("draft", { subject: "Lunch" }), false],
        ["", opened("draft", { body: "Lunch at one?" }), false],
        ["", opened("new"), false],
    ]) {
        messenger.messages.get = async () => ({ id: 9, headerMessageId: header });
        const next = another();
        await restore(next.id, details);
        assert.deepEqual(await state.get(next.id, "template"), isIt ? TEMPLATE : null);
        assert.deepEqual(await state.get(next.id, "draft"), { id: isIt ? "1@x" : null });
    }
});

test("a draft without a letter of the panel is known by its words alone", async () => {
    await state.set(tab.id, "plan", { follow: true });
    await afterSave(tab, saved("1@x", { details: { ...MAIL, body: "I am sorry.  It was late." } }));
    messenger.messages.get = async () => ({ id: 9, headerMessageId: "" });
    const [same, other] = [another(), another()];
    await restore(same.id, opened("draft", { body: "I am sorry. It was late." }));
    await restore(other.id, opened("draft", { body: "Lunch at one?" }));
    assert.deepEqual(await state.get(same.id, "plan"), { follow: true });
    assert.equal(await state.get(other.id, "plan"), null);
});

test("a letter that is inserted into an opened draft stays", async () => {
    await state.set(tab.id, "template", TEMPLATE);
    await afterSave(tab, saved("1@x"));
    const next = another();
    await state.set(next.id, "template", { ...TEMPLATE, situation: "other" });
    await restore(next.id, opened());
    assert.equal((await state.get(next.id, "template")).situation, "other");
});

test("of an encrypted mail no words are kept", () => {
    const origin = { step: { kind: "check_in" }, subject: "Secret" };
    const kept = worth({ template: { ...TEMPLATE, subject: "Secret", fields: { a: "Secret" } }, form: { a: "Secret" }, origin }, true);
    assert.doesNotMatch(JSON.stringify(kept), /Secret|brochure/);
    assert.deepEqual(kept.template.labels, ["Day"]);
});

test("what nobody has come back to for a season goes", async () => {
    await state.set(tab.id, "template", TEMPLATE);
    await afterSave(tab, saved("1@x"));
    const day = 86_400_000;
    await tidy(Date.now() + 89 * day);
    assert.deepEqual(keys(), ["draft:1@x"]);
    await tidy(Date.now() + 91 * day);
    assert.deepEqual(keys(), []);
});
