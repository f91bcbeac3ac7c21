// Whether anything of an inserted letter still stands in the mail: who has undone it all writes another mail. Pure.
const LEAST = 15; // shorter sentences, like a sign-off, stand in many mails

const flat = (text) => text.replace(/\s+/g, " ").trim();

export function remains(template, text) {
    const now = flat(text);
    // An open field is filled in within the mail, too: what stands beside it is looked for.
    const pieces = template.body.split(/(?<=[.!?])\s+|\n+|\[[^\]\n]*\]/).map(flat);
    return pieces.some((piece) => piece.length >= LEAST && now.includes(piece));
}
