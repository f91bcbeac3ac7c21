// How the words of a finding read once its edits are made. Pure.

/** The stretch that the finding and its edits cover, with the edits made in it. */
export function rewritten(source, finding) {
    const edits = [...finding.edits].sort((one, other) => one.start - other.start);
    const start = Math.min(finding.start, edits[0].start);
    const end = Math.max(finding.end, edits.at(-1).end);
    let out = "";
    let at = start;
    for (const edit of edits) {
        if (edit.start < at) continue;
        out += source.slice(at, edit.start) + edit.text;
        at = edit.end;
    }
    return (out + source.slice(at, end)).trim();
}
