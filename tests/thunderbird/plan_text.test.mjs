import assert from "node:assert/strict";
import test from "node:test";

import { checkInDay, chosenCheckIn, inOrder, isReminder, stepText } from "../../plugin/thunderbird/panel/plan_text.js";
import { text } from "../../plugin/thunderbird/shared/localise.js";
import { speak } from "./speaking.mjs";

const due = { at: "2026-11-26T08:30:00Z", wall: "2026-11-26T09:30:00", zone: "Europe/Berlin" };
const reader = (language) => ({ language, zone: "America/New_York", now: "2026-11-22T12:00:00Z", text });
const step = (kind, means, promise = null) => ({ kind, means, promise, due });

test("a step says what, when and where, and on what it depends", () => {
    speak("en");
    const said = stepText(step("check_in", "draft"), [], reader("en"));
    assert.equal(said, "Check-in draft on Thursday 26 November, 09:30 in Berlin, unless they answer");
    assert.match(stepText(step("check_in", "send"), [], reader("en")), /^Check-in sent automatically on Thursday/);
});

test("a step of a promise names its words", () => {
    speak("en");
    const promises = [{ number: 1, words: "no" }, { number: 2, words: "You will have it by Friday" }];
    assert.match(stepText(step("promise_due", "reminder", 2), promises, reader("en")), /“You will have it by Friday”$/);
});

test("a kind of step that is new is still a sentence", () => {
    speak("en");
    assert.equal(stepText(step("later_kind", "reminder"), [], reader("en")), "Reminder on Thursday 26 November, 09:30 in Berlin");
});

test("every step speaks each language", () => {
    const kinds = [["check_in", "draft"], ["check_in", "send"], ["check_in", "reminder"], ["call", "reminder"], ["make_good", "draft"], ["promise_undated", "reminder"], ["promise_kept", "reminder"]];
    for (const language of ["de", "fr"]) {
        speak(language);
        for (const [kind, means] of kinds) {
            assert.match(stepText(step(kind, means), [], reader(language)), /26 (November|novembre)|26\. November/);
        }
    }
});

test("steps come in the order of their times, and the check-in's day is told", () => {
    const later = { ...step("call", "reminder"), due: { ...due, at: "2026-12-07T08:00:00Z" } };
    assert.deepEqual(inOrder([later, step("check_in", "draft")]).map((one) => one.kind), ["check_in", "call"]);
    assert.equal(checkInDay([later, step("check_in", "draft")]), "2026-11-26");
    assert.equal(checkInDay([later]), "");
});

test("what is chosen is what was picked, else what is planned, and for a reminder a draft", () => {
    const [draft, send, reminder] = ["draft", "send", "reminder"].map((means) => [step("check_in", means)]);
    assert.deepEqual([chosenCheckIn(draft, null), chosenCheckIn(send, null), chosenCheckIn([], null)], ["draft", "send", "off"]);
    assert.equal(chosenCheckIn(draft, { check_in: "send" }), "send");
    assert.deepEqual([chosenCheckIn(reminder, null), chosenCheckIn(reminder, { check_in: "send" })], ["draft", "draft"]);
    assert.equal(chosenCheckIn([], { check_in: "off" }), "off");
    assert.deepEqual([isReminder(reminder), isReminder(draft), isReminder([])], [true, false, false]);
});
