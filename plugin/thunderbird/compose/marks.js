// Underlines findings through the CSS Custom Highlight API: the document itself is never changed.
(() => {
    "use strict";

    const amends = (globalThis.amends ??= {});

    // Each severity has a shape of its own (see compose.css), so that nothing rests on colour alone.
    const NAMES = { error: "amends-error", warning: "amends-warning", hint: "amends-hint" };

    function clear() {
        for (const name of Object.values(NAMES)) CSS.highlights.delete(name);
    }

    function rangeOf(document, piece) {
        const range = document.createRange();
        range.setStart(piece.node, piece.start);
        range.setEnd(piece.node, piece.end);
        return range;
    }

    function show(document, map, findings) {
        const highlights = { error: new Highlight(), warning: new Highlight(), hint: new Highlight() };
        for (const finding of findings) {
            if (finding.part !== "body") continue;
            for (const piece of map.pieces(finding.start, finding.end)) {
                highlights[finding.severity]?.add(rangeOf(document, piece));
            }
        }
        for (const [severity, highlight] of Object.entries(highlights)) CSS.highlights.set(NAMES[severity], highlight);
    }

    amends.marks = { clear, show };
})();
