import assert from "node:assert/strict";
import test from "node:test";

import "../../plugin/thunderbird/compose/text_map.js";
import { numbers } from "./generated.mjs";
import { el, textNodes } from "./small_dom.mjs";

const { of } = globalThis.amends.textMap;
const textOf = (...children) => of(el("body", ...children)).text;
const PLAIN = { style: "font-family: -moz-fixed; white-space: pre-wrap; width: 72ch;" };

test("paragraphs are parted by an empty line, lines by a line end", () => {
    assert.equal(textOf(el("p", "One"), el("div", "two")), "One\n\ntwo");
    assert.equal(textOf(el("p", "One,"), el("p", "two", el("br"), "three.")), "One,\n\ntwo\nthree.");
});

test("an empty line made of a break shows as one empty line", () => {
    assert.equal(textOf(el("div", "a"), el("div", el("br")), el("div", "b")), "a\n\nb");
});

test("the break that ends a line in a block adds none of its own", () => {
    assert.equal(textOf(el("div", "a", el("br")), el("div", "b")), "a\nb");
});

test("white space runs together across nodes, and none stands at a line's ends", () => {
    assert.equal(textOf(el("p", "\n  We ", el("b", " are \t"), "\n sorry ", el("br"), "  now ")), "We are sorry\nnow");
});

test("a space that does not break counts as one space", () => {
    assert.equal(textOf(el("p", "We\u00a0\u00a0are")), "We  are");
});

test("in plain-text mode spaces and line ends stay as they are", () => {
    assert.equal(textOf(el("div", PLAIN, "a  b\n\n c", el("br"), "d")), "a  b\n\n c\nd");
});

test("preformatted words keep their spaces and lines", () => {
    assert.equal(textOf(el("pre", "a  b\n c")), "a  b\n c");
});

test("the words of one line in one node are one piece", () => {
    assert.equal(of(el("body", el("p", "We are sorry"))).pieces(0, 12).length, 1);
});

test("quotes, their first line, forwarded mails and the signature are left out", () => {
    const others = [
        el("div", { class: "moz-cite-prefix" }, "On Monday Bob wrote:"),
        el("blockquote", { type: "cite", cite: "mid:1" }, el("p", "Where is it?")),
        el("div", { class: "moz-forward-container" }, "-------- Forwarded"),
        el("pre", { class: "moz-signature", cols: "72" }, "-- \nAlice"),
        el("span", { style: "white-space: pre-wrap; display: block; width: 98vw;" }, "> Where is it?"),
    ];
    for (const one of others) {
        assert.equal(textOf(el("p", "before"), one, el("p", "after")), "before\n\nafter", one.html);
    }
});

test("a quotation of the user's own is theirs", () => {
    assert.equal(textOf(el("blockquote", "as we said")), "as we said");
});

test("a stretch leads to the nodes and their places, over markup", () => {
    const body = el("body", el("p", "We are ", el("b", "so"), "rry &"));
    const stretch = of(body).stretch(3, 12);
    assert.deepEqual([stretch.startNode.data, stretch.startOffset], ["We are ", 3]);
    assert.deepEqual([stretch.endNode.data, stretch.endOffset], ["rry &", 3]);
});

test("no stretch reaches over a quote", () => {
    const map = of(el("body", el("p", "one"), el("blockquote", { type: "cite" }, "q"), el("p", "two")));
    assert.equal(map.stretch(1, 6), null);
    assert.equal(map.pieces(1, 6).length, 2);
    assert.notEqual(map.stretch(5, 8), null);
});

test("a place at the end of the text is behind its last character", () => {
    const map = of(el("body", el("p", "one")));
    assert.deepEqual(map.place(3).offset, 3);
    assert.equal(of(el("body")).place(0), null);
});

// A body of words, each with a number of its own: w1 w2 … the user's, q3 … others', some with letters beyond 16 bits.
function generated(seed) {
    const next = numbers(seed);
    const pick = (...choices) => choices[Math.floor(next() * choices.length)];
    const plain = next() < 0.4;
    let count = 0;
    const word = (kind) => `${kind}${++count}${pick("", "é", "😀", "&", "<b>", "ß.")}`;
    const blank = () => (plain ? pick(" ", "  ", "\u00a0") : pick(" ", "  ", "\n ", "\t", "\u00a0 "));
    const inline = (kind) => {
        const words = Array.from({ length: 1 + Math.floor(next() * 4) }, () => word(kind)).join(blank());
        return plain ? words : pick(words, el(pick("b", "i", "span", "a"), words), el("u", el("i", words), blank()));
    };
    const line = (kind) => [inline(kind), blank(), inline(kind)];
    const own = () =>
        plain
            ? pick([...line("w"), el("br")], [...line("w"), "\n\n", ...line("w"), el("br")])
            : [pick(el("p", ...line("w")), el("div", ...line("w"), el("br"), ...line("w")), el("ul", el("li", ...line("w"))), el("p", el("br")))];
    const others = () => [
        plain
            ? el("span", { style: "display: block; width: 98vw;" }, "> ", ...line("q"))
            : pick(el("blockquote", { type: "cite" }, el("p", ...line("q"))), el("div", { class: "moz-cite-prefix" }, ...line("q"))),
    ];
    const parts = Array.from({ length: 1 + Math.floor(next() * 7) }, () => (next() < 0.3 ? others() : own())).flat();
    parts.push(el(plain ? "div" : "pre", { class: "moz-signature" }, "-- \n", ...line("q")));
    return el("body", ...(plain ? [PLAIN] : []), ...parts);
}

const shown = (data) => data.replace(/\s/g, " ");

test("in 200 generated bodies every character leads to its place, and nothing is lost or added", () => {
    for (let seed = 1; seed <= 200; ++seed) {
        const body = generated(seed);
        const before = body.html;
        const map = of(body);
        const said = `seed ${seed}: ${before}`;
        for (let at = 0; at < map.text.length; ++at) {
            if (map.text[at] === "\n") continue;
            const [piece] = map.pieces(at, at + 1);
            assert.equal(shown(piece.node.data.slice(piece.start, piece.end)), map.text[at], said);
            assert.deepEqual(map.place(at), { node: piece.node, offset: piece.start }, said);
        }
        const words = textNodes(body).flatMap((node) => shown(node.data).match(/w\d+\S*/g) ?? []);
        assert.deepEqual(map.text.match(/\S+/g) ?? [], words, said);
        assert.equal(body.html, before);
    }
});

test("in 200 generated bodies a stretch of the text is the same stretch of the DOM", () => {
    for (let seed = 1; seed <= 200; ++seed) {
        const map = of(generated(seed));
        const next = numbers(seed + 1000);
        for (let turn = 0; turn < 10; ++turn) {
            const start = Math.floor(next() * map.text.length);
            const end = Math.min(map.text.length, start + 1 + Math.floor(next() * 60));
            const joined = map.pieces(start, end).map((one) => one.node.data.slice(one.start, one.end)).join("");
            assert.equal(shown(joined), map.text.slice(start, end).replaceAll("\n", ""), `seed ${seed} ${start} ${end}`);
        }
    }
});
