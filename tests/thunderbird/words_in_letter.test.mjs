import assert from "node:assert/strict";
import test from "node:test";

import "../../plugin/thunderbird/compose/text_map.js";
import "../../plugin/thunderbird/compose/caret.js";
import "../../plugin/thunderbird/compose/insert.js";
import { countOf, heeded } from "../../plugin/thunderbird/background/reviewing.js";
import { mailbox, people } from "../../plugin/thunderbird/shared/mail.js";
import { idsIn } from "../../plugin/thunderbird/background/origin.js";
import { mended, rewritten } from "../../plugin/thunderbird/panel/rewrite.js";
import { el } from "./small_dom.mjs";

const { caret, edits, insert } = globalThis.amends;

test("a letter becomes a paragraph for each block of lines, and its signs stay signs", () => {
    assert.equal(insert.asHtml("Dear A & B,\n\none <two>\nthree \"x\"\n"), "<p>Dear A &amp; B,</p><p>one &lt;two&gt;<br>three &quot;x&quot;</p>");
});

test("several edits are one change, so that one undo takes it back", () => {
    const text = "We are sorry if you feel bad.";
    const changes = [{ start: 20, end: 24, text: "felt" }, { start: 13, end: 15, text: "that" }];
    assert.deepEqual(edits.joined(text, changes), { start: 13, end: 24, text: "that you felt" });
    assert.equal(mended(text, changes), "We are sorry that you felt bad.");
});

test("a letter that was inserted is found again while nobody has changed it", () => {
    const text = "Dear Ms Lind,\n\nI  was late.\nTwice.\n";
    const html = el("body", el("p", "Hi"), el("p", "Dear Ms Lind,"), el("p", "I was late.", el("br"), "Twice."));
    const map = globalThis.amends.textMap.of(html);
    assert.deepEqual(insert.find(map, { text, plain: false }), { start: 4, end: map.text.length });
    assert.equal(insert.find(map, { text: text.replace("Twice", "Once"), plain: false }), null);
    assert.equal(insert.find(map, { text: " \n", plain: false }), null);
    const style = { style: "white-space: pre-wrap" };
    const plain = el("body", style, "Dear Ms Lind,", el("br"), el("br"), "I  was late.", el("br"), "Twice.");
    assert.equal(insert.find(globalThis.amends.textMap.of(plain), { text, plain: true }).start, 0);
});

test("a mailbox is written so that any name can stand in it", async () => {
    assert.equal(mailbox({ name: "", address: "a@b.test" }), "a@b.test");
    assert.equal(mailbox({ name: 'Li, "Bo" \\ Co', address: "a@b.test" }), '"Li, \\"Bo\\" \\\\ Co" <a@b.test>');
});

test("entries of the address book and mailboxes without an address are no clients", async () => {
    const parse = async (line) => line.split(";").map((email) => ({ name: undefined, email }));
    assert.deepEqual(await people(["a@b.test;", { id: "x", type: "contact" }], parse), [{ name: "", address: "a@b.test" }]);
    assert.deepEqual(await people(null, parse), []);
});

test("the caret stays where it is in the user's own words", () => {
    const words = el("p", "Hello");
    const body = el("body", words);
    assert.deepEqual(caret.placeFor(words.childNodes[0], 3, body), { node: words.childNodes[0], offset: 3 });
    assert.deepEqual(caret.placeFor(null, 0, body), { node: body, offset: 0 });
});

test("from within a quote the caret goes before the line that opens the quote, from the signature before that", () => {
    const quoted = el("p", "Where is it?");
    const signature = el("pre", { class: "moz-signature" }, "-- \nAlice");
    const prefix = el("div", { class: "moz-cite-prefix" }, "Bob wrote:");
    const body = el("body", el("p", el("br")), prefix, el("blockquote", { type: "cite" }, quoted), signature);
    assert.deepEqual(caret.placeFor(quoted.childNodes[0], 2, body), { node: body, offset: 1 });
    assert.deepEqual(caret.placeFor(signature.childNodes[0], 2, body), { node: body, offset: 3 });
});

test("from a quote within a quote the caret goes before both", () => {
    const inner = el("p", "Older");
    const body = el("body", el("p", "x"), el("blockquote", { type: "cite" }, el("blockquote", { type: "cite" }, inner)));
    assert.deepEqual(caret.placeFor(inner.childNodes[0], 1, body), { node: body, offset: 1 });
});

test("a letter that is no apology is left in peace, unless a template made it", () => {
    const findings = [{ severity: "hint" }];
    assert.deepEqual(heeded({ apology: false, findings }, null), []);
    assert.deepEqual(heeded({ apology: false, findings }, {}), findings);
    assert.deepEqual(heeded({ apology: true, findings }, null), findings);
});

test("the badge counts, and an empty one is no badge", () => {
    assert.equal(countOf([]).text, "");
    assert.equal(countOf([{ severity: "hint" }, { severity: "error" }]).text, "2");
    assert.notEqual(countOf([{ severity: "hint" }]).colour, countOf([{ severity: "error" }, { severity: "hint" }]).colour);
});

test("a rewrite is shown with the words around it", () => {
    const source = "I am sorry if you were upset.";
    const finding = { start: 0, end: 28, edits: [{ start: 11, end: 13, text: "that" }] };
    assert.equal(rewritten(source, finding), "I am sorry that you were upset");
    assert.equal(rewritten(source, { start: 0, end: 28, edits: [{ start: 0, end: 28, text: "" }] }), "");
});

test("the ids of a References header are read, folded or not, each once", () => {
    assert.deepEqual(idsIn(["<a@b>\r\n <c@d>", "<a@b>"]), ["<a@b>", "<c@d>"]);
    assert.deepEqual(idsIn(undefined), []);
});
