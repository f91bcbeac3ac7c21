// Whether anything of an inserted letter still stands in the mail: who has undone it all writes another mail. Only its
// sentences count: greeting, sign-off and names stand in every mail to that client. Pure.
const LEAST = 15; // a shorter part of a sentence may stand anywhere

const flat = (text) => text.replace(/\s+/g, " ").trim();

/** The letter without its sign-off: the last block that begins with a line ending in a comma, and what is below it. */
function withoutSignOff(body) {
    const blocks = body.replaceAll("\r\n", "\n").trim().split(/\n{2,}/);
    const signOff = blocks.findLastIndex((block) => /^[^.!?\n]*,[ \t]*\n/.test(block));
    return (signOff > 0 ? blocks.slice(0, signOff) : blocks).join("\n\n");
}

export function remains(template, text) {
    if (template.body === null) return true; // of an encrypted draft no words are kept
    const now = flat(text);
    const sentences = withoutSignOff(template.body).split(/(?<=[.!?])\s+|\n{2,}/).filter((one) => /[.!?]$/.test(one.trim()));
    // An open field is filled in within the mail, too: what stands beside it is looked for.
    const pieces = sentences.flatMap((one) => one.split(/\[[^\]\n]*\]/)).map(flat);
    return pieces.some((piece) => piece.length >= LEAST && now.includes(piece));
}
