// The languages of the add-on for tests: the files themselves, and a `messenger` that speaks one of them.
import { readFileSync, readdirSync } from "node:fs";

import { i18nOf } from "./stub/i18n.js";

export const addon = new URL("../../plugin/thunderbird/", import.meta.url);
export const languages = readdirSync(new URL("_locales/", addon)).sort();

export function messagesOf(tag) {
    return JSON.parse(readFileSync(new URL(`_locales/${tag}/messages.json`, addon), "utf8"));
}

/** From here on `messenger.i18n` speaks this language. */
export function speak(tag) {
    globalThis.messenger = { ...globalThis.messenger, i18n: i18nOf(messagesOf(tag)) };
}
