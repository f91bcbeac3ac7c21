import assert from "node:assert/strict";
import test from "node:test";

import {
    isFollowed, isProtected, optionsOf, outcomeOf, planRequest, trackRequest, verdict,
} from "../../plugin/thunderbird/shared/outcome.js";
import { remains } from "../../plugin/thunderbird/background/remains.js";

const onServer = (folder) => folder?.accountId === "imap";
const sent = { accountId: "imap", specialUse: ["sent"] };

test("a mail with its copy on the server is found there by its Message-ID", () => {
    const info = { mode: "sendNow", headerMessageId: "a@b", messages: [{ folder: sent }] };
    assert.deepEqual(outcomeOf(info, onServer), { way: "copy", message_id: "<a@b>" });
});

test("a mail without a copy, or with one only on this machine, is handed over itself", () => {
    assert.equal(outcomeOf({ mode: "sendNow", headerMessageId: "a@b", messages: [] }, onServer).way, "letter");
    const local = { mode: "sendNow", headerMessageId: "a@b", messages: [{ folder: { accountId: "local" } }] };
    assert.equal(outcomeOf(local, onServer).way, "letter");
});

test("a mail that the server refused, and one that was stopped, were not sent", () => {
    assert.equal(outcomeOf({ mode: "sendNow", headerMessageId: null, messages: [] }, onServer), null);
    assert.equal(outcomeOf({ mode: "sendNow", error: "Send aborted", headerMessageId: "a@b" }, onServer), null);
    assert.equal(outcomeOf({ mode: "sendLater", messages: [] }, onServer), null);
});

test("a mail for later lies in the outbox under its final Message-ID", () => {
    const info = { mode: "sendLater", messages: [{ headerMessageId: "a@b", folder: { accountId: "local" } }] };
    assert.deepEqual(outcomeOf(info, onServer), { way: "outbox", message_id: "<a@b>" });
});

test("a letter of a template is followed up unless switched off, any other only when told to", () => {
    const template = { situation: "missed_deadline" };
    assert.equal(isFollowed({ template, plan: null, origin: null }), true);
    assert.equal(isFollowed({ template, plan: { follow: false }, origin: null }), false);
    assert.equal(isFollowed({ template: null, plan: null, origin: null }), false);
    assert.equal(isFollowed({ template: null, plan: { check_in: "off" }, origin: null }), false);
    assert.equal(isFollowed({ template: null, plan: { follow: true }, origin: null }), true);
});

test("a check-in is no letter of its own, whatever the panel says", () => {
    const origin = { step: { kind: "check_in" } };
    assert.equal(isFollowed({ template: {}, plan: { follow: true }, origin }), false);
});

test("only what was chosen is asked for, and sending by itself is opted in to", () => {
    assert.deepEqual(optionsOf({ template: null, plan: null, review: null }), {});
    const review = { situation: "billing_error" };
    assert.deepEqual(optionsOf({ template: null, plan: null, review }), { situation: "billing_error" });
    const template = { situation: "missed_deadline", severity: "serious" };
    assert.deepEqual(optionsOf({ template, review, plan: { check_in: "send", check_in_on: "2026-12-01", zone: "Asia/Tokyo" } }), {
        situation: "missed_deadline", severity: "serious", zone: "Asia/Tokyo", check_in: "send", auto: true,
        check_in_on: "2026-12-01",
    });
});

test("a check-in that is switched off has no day", () => {
    const options = optionsOf({ template: null, review: null, plan: { check_in: "off", check_in_on: "2026-12-01" } });
    assert.deepEqual(options, { check_in: "off" });
});

test("a letter is asked for by its id, or handed over whole", () => {
    const entry = { message_id: "<a@b>", letter: { subject: "x" }, options: { situation: "other" } };
    assert.deepEqual(trackRequest({ ...entry, way: "copy" }), { message_id: "<a@b>", situation: "other" });
    assert.deepEqual(trackRequest({ ...entry, way: "letter" }), { letter: { subject: "x" }, situation: "other" });
});

test("a mail that is encrypted or signed is known", () => {
    assert.equal(isProtected({}), false);
    assert.equal(isProtected({ selectedEncryptionTechnology: { name: "OpenPGP", encryptBody: false } }), false);
    assert.equal(isProtected({ selectedEncryptionTechnology: { name: "OpenPGP", encryptBody: true } }), true);
    assert.equal(isProtected({ selectedEncryptionTechnology: { name: "S/MIME", signMessage: true } }), true);
});

const mail = { from: { address: "a@x" }, to: [{ address: "b@y" }], cc: [], subject: "Sorry" };
const wanted = { template: null, review: null, plan: { check_in: "send" } };

test("the plan of a mail is asked for with its words, and says how it will be sent", () => {
    const plain = planRequest(mail, "I was wrong.", wanted, {});
    assert.deepEqual([plain.from, plain.to, plain.text, plain.protection], ["a@x", ["b@y"], "I was wrong.", "none"]);
    assert.deepEqual([plain.check_in, plain.auto], ["send", true]);
    const signed = planRequest(mail, "I was wrong.", wanted, { selectedEncryptionTechnology: { signMessage: true } });
    assert.deepEqual([signed.text, signed.protection], ["I was wrong.", "signed"]);
    assert.equal(planRequest(mail, "w".repeat(20_000), wanted, {}).text.length, 20_000);
});

test("of a mail that is encrypted no words are told, and of none that is protected a check-in is sent", () => {
    const encrypted = planRequest(mail, "I was wrong.", wanted, { selectedEncryptionTechnology: { encryptBody: true } });
    assert.deepEqual([encrypted.text, encrypted.protection], ["", "encrypted"]);
    assert.deepEqual([encrypted.check_in, encrypted.auto], ["draft", undefined]);
});

test("what may pass is waited for, what cannot is refused", () => {
    const failed = (code, retry) => ({ error: { code, retry, message: "" } });
    const copy = { way: "copy", tries: 1 };
    assert.equal(verdict(copy, { result: {} }), "done");
    assert.equal(verdict(copy, failed(4, "never")), "wait");
    assert.equal(verdict(copy, failed(5, "later")), "wait");
    assert.equal(verdict(copy, failed(3, "after_change")), "wait");
    assert.equal(verdict(copy, failed(2, "never")), "refused");
    assert.equal(verdict({ ...copy, way: "letter" }, failed(1, "never")), "refused");
});

test("a copy that is not found for a while is given up for the letter itself", () => {
    const missing = { error: { code: 1, retry: "never", message: "" } };
    assert.equal(verdict({ way: "copy", tries: 4 }, missing), "wait");
    assert.equal(verdict({ way: "copy", tries: 5 }, missing), "letter");
    assert.equal(verdict({ way: "copy", tries: 5, is_protected: true }, missing), "refused");
});

test("a letter of which nothing is left in the mail is not followed up, and one of which a sentence is left is", () => {
    const template = { body: "Dear Ms Lind,\n\nI promised you the brochure for Monday. It is late.\n\nKind regards,\nAlice\n" };
    assert.equal(remains(template, "Hello Bo,\nlunch at one?\nKind regards,\nAlice"), false);
    assert.equal(remains(template, "Hi,\nI promised you the\n brochure for Monday. Sorry."), true);
    const kept = { template, plan: null, origin: null };
    assert.equal(isFollowed({ ...kept, review: { template_gone: true } }), false);
    assert.equal(isFollowed({ ...kept, review: { template_gone: true, apology: true } }), true);
    assert.equal(isFollowed({ ...kept, review: { template_gone: false } }), true);
    assert.equal(isFollowed({ ...kept, plan: { follow: true }, review: { template_gone: true } }), true);
});

test("greeting, sign-off and names make no letter of an inserted one, however long they are", () => {
    const body = "Dear Bob Miller-Hohenstein,\n\nI promised you the brochure for [Day]. I am sorry.\n\n" +
        "With kind regards,\nAlice Baker\nAccount Manager\nBaker & Daughters Ltd.\n";
    const lunch = "Dear Bob Miller-Hohenstein,\n\nlunch at one?\n\nWith kind regards,\nAlice Baker\nAccount Manager\n" +
        "Baker & Daughters Ltd.";
    assert.equal(remains({ body }, lunch), false);
    assert.equal(remains({ body }, "Bob,\nI promised you the\nbrochure for Friday, and forgot."), true);
});
