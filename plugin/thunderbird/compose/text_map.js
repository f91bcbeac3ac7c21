// The user's own words in a compose window as plain text, and the way back from a place in that text to the DOM.
// Quotes and the signature are left out. Pure: reads nodeType, nodeName, childNodes, data and getAttribute, no layout;
// so the background can use it on a parsed body, and the tests on nodes of their own.
// Every visible character is one UTF-16 code unit of one text node; line ends stand for <br> and block boundaries and
// have no place of their own in the DOM.
(() => {
    "use strict";

    const amends = (globalThis.amends ??= {});

    const UNSEEN = new Set(["SCRIPT", "STYLE", "HEAD", "TITLE", "TEMPLATE", "NOSCRIPT"]);
    const OTHERS_CLASSES = ["moz-signature", "moz-cite-prefix", "moz-forward-container", "moz-email-headers-table"];
    const LINES = new Set(
        ("ADDRESS ARTICLE ASIDE BLOCKQUOTE CENTER DD DIV DT FIGURE FOOTER FORM HEADER HR LI MAIN NAV PRE SECTION TABLE " +
            "TBODY TD TFOOT TH THEAD TR").split(" "),
    );
    const PARAGRAPHS = new Set("P H1 H2 H3 H4 H5 H6 UL OL DL".split(" "));

    const attribute = (node, name) => (node.getAttribute && node.getAttribute(name)) || "";

    /** True for what Thunderbird puts into the window beside the user's own words: quotes, their first line, the signature. */
    function isOthers(node) {
        const classes = attribute(node, "class").split(/\s+/);
        if (OTHERS_CLASSES.some((name) => classes.includes(name))) return true;
        const name = node.nodeName.toUpperCase();
        if (name === "BLOCKQUOTE") return attribute(node, "type").toLowerCase() === "cite";
        return name === "SPAN" && /\b98vw\b/.test(attribute(node, "style"));
    }

    function keepsSpaces(node, inherited) {
        const style = /white-space\s*:\s*([a-z-]+)/i.exec(attribute(node, "style"));
        if (style) return /^(pre|break)/i.test(style[1]);
        return node.nodeName.toUpperCase() === "PRE" || inherited;
    }

    class Writer {
        text = "";
        segments = []; // {at, node, from, length, zone}: text[at, at + length) is node.data[from, from + length)
        zone = 0; // goes up at everything that is not the user's
        #breaks = 0; // line ends since the last character
        #wanted = 0; // at least so many before the next one
        #space = null;

        want(breaks) {
            this.#wanted = Math.max(this.#wanted, breaks);
            this.#space = null;
        }

        lineEnd() {
            this.#breaks = Math.max(this.#breaks, this.#wanted) + 1;
            this.#wanted = 0;
            this.#space = null;
        }

        /** A run of white space that shows as one space, if a character follows on the same line. */
        space(node, from) {
            const atStart = this.text === "" || this.#breaks > 0 || this.#wanted > 0 || this.text.endsWith(" ");
            if (!atStart) this.#space ??= { node, from };
        }

        characters(node, from, data) {
            if (this.text !== "") this.text += "\n".repeat(Math.max(this.#breaks, this.#wanted));
            this.#breaks = this.#wanted = 0;
            if (this.#space) this.#write(this.#space.node, this.#space.from, " ");
            this.#space = null;
            this.#write(node, from, data.replaceAll("\u00a0", " "));
        }

        #write(node, from, data) {
            const last = this.segments.at(-1);
            const at = this.text.length;
            const follows =
                last && last.node === node && last.from + last.length === from && last.at + last.length === at;
            if (follows) last.length += data.length;
            else this.segments.push({ at, node, from, length: data.length, zone: this.zone });
            this.text += data;
        }
    }

    function writeText(writer, node, keeps) {
        const pieces = keeps ? /\r\n|[\r\n]|[^\r\n]+/g : /[ \t\n\r\f]+|[^ \t\n\r\f]+/g;
        for (const piece of node.data.matchAll(pieces)) {
            if (keeps && /^[\r\n]/.test(piece[0])) writer.lineEnd();
            else if (!keeps && /^[ \t\n\r\f]/.test(piece[0])) writer.space(node, piece.index);
            else writer.characters(node, piece.index, piece[0]);
        }
    }

    function walk(writer, node, keeps) {
        if (node.nodeType === 3) writeText(writer, node, keeps);
        else if (node.nodeType === 1) walkElement(writer, node, keeps);
    }

    function walkElement(writer, node, keeps) {
        const name = node.nodeName.toUpperCase();
        if (UNSEEN.has(name)) return;
        if (name === "BR") {
            writer.lineEnd();
            return;
        }
        if (isOthers(node)) {
            writer.want(2);
            writer.zone += 1;
            return;
        }
        const breaks = PARAGRAPHS.has(name) ? 2 : LINES.has(name) ? 1 : 0;
        if (breaks) writer.want(breaks);
        const inner = keepsSpaces(node, keeps);
        for (const child of node.childNodes) walk(writer, child, inner);
        if (breaks) writer.want(breaks);
    }

    class TextMap {
        constructor(root) {
            const writer = new Writer();
            walk(writer, root, false);
            this.text = writer.text;
            this.segments = writer.segments;
        }

        /** The pieces of text nodes that show text[start, end), in order: [{node, start, end}]. */
        pieces(start, end) {
            const found = [];
            for (const segment of this.segments) {
                const from = Math.max(start, segment.at);
                const to = Math.min(end, segment.at + segment.length);
                if (from >= to) continue;
                const shift = segment.from - segment.at;
                found.push({ node: segment.node, start: from + shift, end: to + shift, zone: segment.zone });
            }
            return found;
        }

        /** text[start, end) as one stretch of the DOM, or null where it is empty or reaches over a quote or signature. */
        stretch(start, end) {
            const pieces = this.pieces(start, end);
            if (pieces.length === 0 || pieces[0].zone !== pieces.at(-1).zone) return null;
            const first = pieces[0];
            const last = pieces.at(-1);
            return { startNode: first.node, startOffset: first.start, endNode: last.node, endOffset: last.end };
        }

        /** The DOM place before text[at], for a text without length: {node, offset} or null. */
        place(at) {
            const after = this.segments.find((one) => at >= one.at && at < one.at + one.length);
            if (after) return { node: after.node, offset: after.from + at - after.at };
            const before = this.segments.findLast((one) => one.at + one.length <= at);
            return before ? { node: before.node, offset: before.from + before.length } : null;
        }
    }

    amends.textMap = { TextMap, isOthers, of: (root) => new TextMap(root) };
})();
