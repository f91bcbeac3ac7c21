// Puts a letter into the window, and changes words in it, each as one step of the editor's own undo.
(() => {
    "use strict";

    const amends = (globalThis.amends ??= {});

    const escaped = (text) =>
        text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

    /** A letter's text as HTML: a paragraph for each block of lines. Pure. */
    function asHtml(text) {
        return text
            .replaceAll("\r\n", "\n")
            .trim()
            .split(/\n{2,}/)
            .map((paragraph) => `<p>${paragraph.split("\n").map(escaped).join("<br>")}</p>`)
            .join("");
    }

    /** How a letter's text reads once it stands in the window. Pure. */
    function asShown(text, plain) {
        const lines = text.replaceAll("\r\n", "\n").trim();
        return plain ? lines : lines.replace(/[ \t]+/g, " ").replace(/\n{2,}/g, "\n\n");
    }

    /** Where a letter that was inserted before still stands as it was: {start, end} or null. Pure. */
    function find(map, { text, plain }) {
        const shown = asShown(text, plain);
        const start = shown ? map.text.indexOf(shown) : -1;
        return start < 0 ? null : { start, end: start + shown.length };
    }

    /** The paragraph that begins or ends with this text, so that none of it is left behind. */
    function paragraphOf(node, side) {
        let whole = node;
        while (whole.parentNode.nodeName !== "BODY" && whole.parentNode[side] === whole) whole = whole.parentNode;
        return whole;
    }

    function selectLetter(document, stretch, plain) {
        select(document, stretch);
        if (plain) return;
        const range = document.getSelection().getRangeAt(0);
        const [first, last] = [paragraphOf(stretch.startNode, "firstChild"), paragraphOf(stretch.endNode, "lastChild")];
        if (first.nodeName === "P") range.setStartBefore(first);
        if (last.nodeName === "P") range.setEndAfter(last);
    }

    /** Puts the letter at the caret, or in the place of `over`, the one before, where nobody has changed that. */
    function insert(document, { text, plain, over = null }) {
        const map = amends.textMap.of(document.body);
        const before = over && find(map, { text: over, plain });
        const stretch = before && map.stretch(before.start, before.end);
        if (stretch) selectLetter(document, stretch, plain);
        else amends.caret.prepare(document);
        return plain
            ? document.execCommand("insertText", false, text.trim() + (stretch ? "" : "\n"))
            : document.execCommand("insertHTML", false, asHtml(text));
    }

    function select(document, stretch) {
        const range = document.createRange();
        range.setStart(stretch.startNode, stretch.startOffset);
        range.setEnd(stretch.endNode, stretch.endOffset);
        const selection = document.getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
    }

    /** Makes the edits in the user's own words; false where they no longer stand there or reach over a quote. */
    function replace(document, map, edits) {
        const edit = amends.edits.joined(map.text, edits);
        if (edit.start === edit.end) {
            const place = map.place(edit.start);
            if (!place) return false;
            document.getSelection().collapse(place.node, place.offset);
            return document.execCommand("insertText", false, edit.text);
        }
        const stretch = map.stretch(edit.start, edit.end);
        if (!stretch) return false;
        select(document, stretch);
        return edit.text === ""
            ? document.execCommand("delete")
            : document.execCommand("insertText", false, edit.text);
    }

    amends.insert = { asHtml, find, insert, replace, select };
})();
