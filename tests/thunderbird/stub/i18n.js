// messenger.i18n over one language's messages.json, as Thunderbird does it.

/** `messages` is the parsed file; the answer has getMessage. A key that is missing gives "". */
export function i18nOf(messages) {
    return {
        getMessage(key, substitutions = []) {
            const entry = messages[key];
            if (!entry) return "";
            const values = [].concat(substitutions);
            const placeholders = Object.fromEntries(
                Object.entries(entry.placeholders ?? {}).map(([name, { content }]) => [name.toLowerCase(), content]),
            );
            const filled = (words) => words.replace(/\$([1-9])/g, (_all, number) => values[number - 1] ?? "");
            return entry.message.replace(/\$(?:([a-z0-9_@]+)\$|([1-9])|(\$+))/gi, (_all, name, number, dollars) => {
                if (name !== undefined) return filled(placeholders[name.toLowerCase()] ?? "");
                return number === undefined ? dollars : (values[number - 1] ?? "");
            });
        },
    };
}
