// What the panel shows of a window in which nobody has written a letter yet: the form as it then stands, and its letter.
// The background has it written after a review, so that the panel need not wait for it. Pure but for `ask`.

export const emptyForm = () => ({ situation: "", tone: "personal", severity: "", fields: {} });

/** What guide.write is asked for a form, with these fields of it. */
export const writeRequest = (form, fields, mail) => ({
    situation: form.situation,
    tone: form.tone,
    severity: form.severity || null,
    fields,
    to: mail.to,
    from: mail.from.address,
});

/** True where the letter lacks the user's own name and the identity has one: no account of Amends had a better one. */
export const needsOwnName = ({ missing }, mail) => Boolean(mail.from.name) && missing.some(({ id }) => id === "user_name");

/** {form, known, letter} of the first situation or that of the review, or null; `ask(method, params)` gives {result} or {error}. */
export async function firstLetter(situations, review, mail, ask) {
    const form = { ...emptyForm(), situation: review?.situation || situations[0]?.id || "" };
    const written = async (known) => (await ask("guide.write", writeRequest(form, known, mail))).result ?? null;
    const letter = await written({});
    if (!letter || !needsOwnName(letter, mail)) return letter && { form, known: {}, letter };
    const known = { user_name: mail.from.name };
    const named = await written(known);
    return named && { form, known, letter: named };
}
