import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";

import { counted, isolated, localise, text } from "../../plugin/thunderbird/shared/localise.js";
import { addon, languages, messagesOf, speak } from "./speaking.mjs";

const english = messagesOf("en");
const others = languages.filter((tag) => tag !== "en");
const sources = readdirSync(addon, { recursive: true })
    .filter((path) => /\.(js|html|json)$/.test(path) && !path.startsWith("_locales"))
    .map((path) => ({ path, words: readFileSync(new URL(path, addon), "utf8") }));

// A key in a source is a whole string; `counted` takes one without its ending, and a template may end in a word of the
// daemon's: `step_${kind}`.
const KEY = /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/;

function placeholdersOf({ message, placeholders = {} }) {
    const declared = Object.entries(placeholders).map(([name, { content }]) => `${name.toLowerCase()}=${content}`);
    const used = [...message.matchAll(/\$([a-z0-9_]+)\$/gi)].map(([, name]) => name.toLowerCase());
    const numbers = [...message.matchAll(/\$([1-9])/g)].map(([, number]) => number);
    return { declared: declared.sort(), used: [...new Set(used)].sort(), numbers: [...new Set(numbers)].sort() };
}

/** What the sources name: whole keys, those of `counted`, and the beginnings of keys that are put together. */
function named() {
    const keys = new Map();
    const beginnings = new Map();
    const note = (map, key, path) => map.set(key, path);
    for (const { path, words } of sources) {
        const html = path.endsWith(".html") ? words : "";
        for (const [, key] of html.matchAll(/data-i18n="([^"]*)"/g)) note(keys, key, path);
        for (const [, pairs] of html.matchAll(/data-i18n-attributes="([^"]*)"/g)) {
            for (const pair of pairs.trim().split(/\s+/)) note(keys, pair.split(":")[1], path);
        }
        for (const [, key] of words.matchAll(/__MSG_(\w+)__/g)) note(keys, key, path);
        for (const [, key] of words.matchAll(/\b(?:text|getMessage)\(\s*"([^"]+)"/g)) note(keys, key, path);
        for (const [, key] of words.matchAll(/\bcounted\(\s*"([^"]+)"/g)) {
            note(keys, `${key}_one`, path);
            note(keys, `${key}_other`, path);
        }
        for (const [, start] of words.matchAll(/`([a-z0-9]+_[a-z0-9_]*)\$\{/g)) note(beginnings, start, path);
        for (const [, key] of words.matchAll(/"([a-z0-9_]+)"/g)) {
            if (KEY.test(key) && key in english) note(keys, key, path);
        }
    }
    return { keys, beginnings };
}

test("there are English, German and French", () => {
    assert.deepEqual(languages, ["de", "en", "fr"]);
});

for (const tag of others) {
    test(`${tag} has the keys of English, no more and no fewer`, () => {
        const its = messagesOf(tag);
        assert.deepEqual(Object.keys(english).filter((key) => !(key in its)), [], "missing");
        assert.deepEqual(Object.keys(its).filter((key) => !(key in english)), [], "too many");
    });

    test(`${tag} has the placeholders of English in every text`, () => {
        const its = messagesOf(tag);
        for (const [key, entry] of Object.entries(english)) {
            assert.deepEqual(placeholdersOf(its[key] ?? { message: "" }), placeholdersOf(entry), key);
        }
    });

    test(`${tag} is translated: no longer text is as in English`, () => {
        const its = messagesOf(tag);
        const same = Object.keys(english).filter(
            (key) => its[key]?.message === english[key].message && /[a-z]{3,} [a-z]{2,}/i.test(english[key].message),
        );
        assert.deepEqual(same, []);
    });
}

test("every placeholder is declared and used", () => {
    for (const [key, entry] of Object.entries(english)) {
        const { declared, used } = placeholdersOf(entry);
        assert.deepEqual(used, declared.map((each) => each.split("=")[0]), key);
    }
});

test("every key is lower case, and no text is empty or has white space at an end", () => {
    for (const tag of languages) {
        for (const [key, { message }] of Object.entries(messagesOf(tag))) {
            assert.match(key, /^[a-z][a-z0-9_]*$/);
            assert.ok(message.length > 0 && message === message.trim(), `${tag}: ${key}`);
        }
    }
});

test("every key that a page, a script or the manifest names is there", () => {
    for (const [key, path] of named().keys) assert.ok(key in english, `${path} names "${key}"`);
    for (const [start, path] of named().beginnings) {
        const known = Object.keys(english).some((key) => key.startsWith(start));
        const isText = sources.find((each) => each.path === path).words.includes(`text(\`${start}\${`);
        assert.ok(known || !isText, `${path} puts a key together from "${start}", and none begins so`);
    }
});

test("every text is used somewhere", () => {
    const { keys, beginnings } = named();
    const unused = Object.keys(english).filter(
        (key) => !keys.has(key) && ![...beginnings.keys()].some((start) => key.startsWith(start)),
    );
    assert.deepEqual(unused, []);
});

test("a substitution is taken as it is, whatever it looks like", () => {
    speak("en");
    assert.equal(text("date_and_time", "$2 $TIME$ $1", "09:30"), "$2 $TIME$ $1, 09:30");
    assert.equal(isolated("شركة"), "\u2068شركة\u2069");
});

test("a key that is missing shows itself rather than nothing", () => {
    speak("en");
    assert.equal(text("no_such_key"), "no_such_key");
});

test("a number takes its language's form", () => {
    const messages = {
        language_tag: { message: "fr" },
        letters_one: { message: "$1 lettre" },
        letters_other: { message: "$1 lettres" },
    };
    globalThis.messenger = { i18n: { getMessage: (key, values) => messages[key]?.message.replace("$1", values?.[0]) } };
    assert.equal(counted("letters", 0), "0 lettre");
    assert.equal(counted("letters", 1), "1 lettre");
    assert.equal(counted("letters", 2), "2 lettres");
});

test("a page gets its texts, its attributes and its language", () => {
    speak("de");
    const attributes = {};
    const texts = [{ dataset: { i18n: "date_and_time" } }];
    const labels = [{
        dataset: { i18nAttributes: " title:date_and_time aria-label:date_and_time_in " },
        setAttribute: (name, value) => { attributes[name] = value; },
    }];
    const page = {
        documentElement: {},
        querySelectorAll: (selector) => (selector === "[data-i18n]" ? texts : labels),
    };
    localise(page);
    assert.equal(texts[0].textContent, text("date_and_time"));
    assert.equal(attributes.title, text("date_and_time"));
    assert.equal(attributes["aria-label"], text("date_and_time_in"));
    assert.equal(page.documentElement.lang, "de");
});
