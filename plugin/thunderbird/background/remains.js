// Whether anything of an inserted letter still stands in the mail: who has undone it all writes another mail. Pure.
const LEAST = 15; // shorter sentences, like a sign-off, stand in many mails

const flat = (text) => text.replace(/\s+/g, " ").trim();

export function remains(template, text) {
    const now = flat(text);
    const sentences = template.body.split(/(?<=[.!?])\s+|\n+/).map(flat);
    return sentences.some((sentence) => sentence.length >= LEAST && now.includes(sentence));
}
