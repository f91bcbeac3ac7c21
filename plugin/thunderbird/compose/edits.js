// Edits of a text, {start, end, text}: what the compose window makes of them, and the panel shows. Pure.
(() => {
    "use strict";

    const amends = (globalThis.amends ??= {});

    /** Several edits of one text as one, so that one undo takes all of them back; of two that overlap the first counts. */
    function joined(text, edits) {
        const sorted = [...edits].sort((one, other) => one.start - other.start);
        const start = sorted[0].start;
        let out = "";
        let at = start;
        for (const edit of sorted) {
            if (edit.start < at) continue;
            out += text.slice(at, edit.start) + edit.text;
            at = edit.end;
        }
        return { start, end: at, text: out };
    }

    amends.edits = { joined };
})();
