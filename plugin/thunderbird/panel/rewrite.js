// How words read once a finding's edits are made. Pure.
import "../compose/edits.js";

const { joined } = globalThis.amends.edits;

/** The whole text with the edits made in it. */
export function mended(source, edits) {
    const edit = joined(source, edits);
    return source.slice(0, edit.start) + edit.text + source.slice(edit.end);
}

/** The stretch that the finding and its edits cover, with the edits made in it. */
export function rewritten(source, finding) {
    const edit = joined(source, finding.edits);
    const before = source.slice(Math.min(finding.start, edit.start), edit.start);
    return (before + edit.text + source.slice(edit.end, Math.max(finding.end, edit.end))).trim();
}
