// Where a letter goes in: at the caret, unless that stands in a quote or in the signature, which stay as they are.
(() => {
    "use strict";

    const amends = (globalThis.amends ??= {});

    function othersAround(node, root) {
        let found = null;
        for (let each = node; each && each !== root; each = each.parentNode) {
            if (each.nodeType === 1 && amends.textMap.isOthers(each)) found = each;
        }
        return found;
    }

    /** The place as {node, offset} for a caret at (node, offset); pure but for walking the tree. */
    function placeFor(node, offset, root) {
        if (!node || !root.contains(node)) return { node: root, offset: 0 };
        const others = othersAround(node, root);
        if (!others) return { node, offset };
        let first = others;
        // The line "On …, Bob wrote:" and its quote belong together.
        const before = first.previousElementSibling;
        if (before && /\bmoz-cite-prefix\b/.test(before.getAttribute("class") ?? "")) first = before;
        return { node: first.parentNode, offset: [...first.parentNode.childNodes].indexOf(first) };
    }

    /** Puts the caret where a letter goes in; what was selected stays and is not written over. */
    function prepare(document) {
        const selection = document.getSelection();
        const place = placeFor(selection.focusNode, selection.focusOffset, document.body);
        selection.collapse(place.node, place.offset);
    }

    amends.caret = { placeFor, prepare };
})();
