// Texts of _locales by key. A page names them in its HTML and calls localise(document) once:
//   data-i18n="key"                          the element's text
//   data-i18n-attributes="title:key …"       attributes
// A name, an address or a subject may run from right to left: hand it over as isolated(name).

/** The text of a key in the user's language, with its substitutions in order. The key itself where there is none. */
export function text(key, ...substitutions) {
    return messenger.i18n.getMessage(key, substitutions.map(String)) || key;
}

/** A text that depends on a number, which is its first substitution: the keys are `key_one` and `key_other`. */
export function counted(key, count, ...substitutions) {
    const form = new Intl.PluralRules(language()).select(count) === "one" ? "one" : "other";
    return text(`${key}_${form}`, new Intl.NumberFormat(language()).format(count), ...substitutions);
}

/** The language that the texts are in, as a tag like "de": where Thunderbird speaks another one, English. */
export function language() {
    return messenger.i18n.getMessage("language_tag") || "en";
}

/** The name within a sentence, however its letters run (FIRST STRONG ISOLATE … POP DIRECTIONAL ISOLATE). */
export function isolated(name) {
    return `\u2068${name}\u2069`;
}

/** Puts the texts into everything below the root that names them; a whole document learns its language too. */
export function localise(root) {
    for (const element of root.querySelectorAll("[data-i18n]")) element.textContent = text(element.dataset.i18n);
    for (const element of root.querySelectorAll("[data-i18n-attributes]")) {
        for (const pair of element.dataset.i18nAttributes.trim().split(/\s+/)) {
            const [attribute, key] = pair.split(":");
            element.setAttribute(attribute, text(key));
        }
    }
    const whole = root.documentElement;
    if (whole) whole.lang = language();
}
