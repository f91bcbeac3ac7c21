import assert from "node:assert/strict";
import test, { afterEach, beforeEach } from "node:test";

import { originOf } from "../../plugin/thunderbird/background/origin.js";
import { fakeMessenger } from "./fake_messenger.mjs";

let messenger;
const details = { type: "draft", relatedMessageId: 9 };
const asked = () => messenger.host.asked.filter(({ method }) => method === "letters.find").length;

beforeEach(() => {
    messenger = fakeMessenger();
    messenger.messages.get = async () => ({ headerMessageId: "d@x", folder: { specialUse: ["drafts"] } });
    messenger.messages.getHeaders = async () => ({ "in-reply-to": ["<l@x>"], references: ["<l@x>"] });
    messenger.host.answer = () => ({ result: [{ id: 1, step: { kind: "check_in" }, subject: "Sorry" }] });
});
afterEach(() => messenger.host.ports.at(-1)?.dies("the test is over"));

test("what a window was opened from is looked up once, since a save changes the draft", async () => {
    const first = await originOf(1, details);
    assert.deepEqual([first.known, first.is_check_in], [true, true]);
    messenger.messages.getHeaders = async () => ({});
    assert.deepEqual(await originOf(1, details), first);
    assert.equal(asked(), 1);
});

test("where the daemon was away it is asked again, about the same draft", async () => {
    messenger.host.answer = () => ({ error: { code: 4, message: "away", retry: "later" } });
    assert.equal((await originOf(2, details)).known, false);
    messenger.host.answer = () => ({ result: [] });
    messenger.messages.getHeaders = async () => ({});
    const second = await originOf(2, details);
    assert.deepEqual([second.known, second.related.answers], [true, ["<l@x>"]]);
    assert.equal(asked(), 2);
});
