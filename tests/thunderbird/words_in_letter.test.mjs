import assert from "node:assert/strict";
import test from "node:test";

import "../../plugin/thunderbird/compose/text_map.js";
import "../../plugin/thunderbird/compose/caret.js";
import "../../plugin/thunderbird/compose/insert.js";
import { badgeOf, heeded } from "../../plugin/thunderbird/background/reviewing.js";
import { idsIn } from "../../plugin/thunderbird/background/origin.js";
import { rewritten } from "../../plugin/thunderbird/panel/rewrite.js";
import { el } from "./small_dom.mjs";

const { caret, insert } = globalThis.amends;

test("a letter becomes a paragraph for each block of lines, and its signs stay signs", () => {
    assert.equal(insert.asHtml("Dear A & B,\n\none <two>\nthree \"x\"\n"), "<p>Dear A &amp; B,</p><p>one &lt;two&gt;<br>three &quot;x&quot;</p>");
});

test("several edits are one change, so that one undo takes it back", () => {
    const text = "We are sorry if you feel bad.";
    const edits = [{ start: 20, end: 24, text: "felt" }, { start: 13, end: 15, text: "that" }];
    assert.deepEqual(insert.joined(text, edits), { start: 13, end: 24, text: "that you felt" });
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

test("a letter that is no apology is left in peace, unless a template made it", () => {
    const findings = [{ severity: "hint" }];
    assert.deepEqual(heeded({ apology: false, findings }, null), []);
    assert.deepEqual(heeded({ apology: false, findings }, {}), findings);
    assert.deepEqual(heeded({ apology: true, findings }, null), findings);
});

test("the badge counts, and an empty one is no badge", () => {
    assert.equal(badgeOf([]).text, "");
    assert.equal(badgeOf([{ severity: "hint" }, { severity: "error" }]).text, "2");
    assert.notEqual(badgeOf([{ severity: "hint" }]).colour, badgeOf([{ severity: "error" }, { severity: "hint" }]).colour);
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
