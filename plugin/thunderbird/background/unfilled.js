// Fields that are still empty in a letter, found without the bridge, so that a send never waits for it. Pure.
const SYNTAXES = [
    /\{\{[^{}\n]{1,60}\}\}/g, // Mustache
    /\*\|[A-Z_:]+\|\*/g, // merge tags
    /%%[A-Za-z_]+%%/g,
    /\$\{[^{}\n]{1,60}\}/g,
    /\[(?:your|client's|client|customer|company|recipient|specific|insert|enter|add|name|date|amount)\b[^[\]\n]{0,60}\](?!\()/gi,
    /_{4,}/g,
];

const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** A label in brackets, however the lines were wrapped. */
function bracketed(label) {
    return new RegExp(`\\[${label.trim().split(/\s+/).map(escaped).join("\\s+")}\\]`, "i");
}

/**
 * What is still open in the texts (body, subject), each once, as a person would name it: the template's labels first;
 * the syntaxes of other templates only in a letter that is an apology, where they are no subject of the mail.
 */
export function unfilled(texts, labels, isApology) {
    const all = texts.join("\n\n");
    const found = labels.filter((label) => bracketed(label).test(all));
    if (!isApology) return found;
    let rest = all;
    for (const label of found) rest = rest.replaceAll(new RegExp(bracketed(label), "gi"), "");
    for (const syntax of SYNTAXES) {
        for (const [match] of rest.matchAll(syntax)) if (!found.includes(match)) found.push(match);
    }
    return found;
}

/** True where the user has not been stopped for all of these before. */
export function isNews(open, toldBefore) {
    return open.some((one) => !(toldBefore ?? []).includes(one));
}
