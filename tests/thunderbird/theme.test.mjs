import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";

import { addon } from "./speaking.mjs";

const theme = readFileSync(new URL("shared/theme.css", addon), "utf8");
const sheets = readdirSync(addon, { recursive: true }).filter((path) => path.endsWith(".css"))
    .map((path) => ({ path, words: readFileSync(new URL(path, addon), "utf8") }));

function coloursIn(words) {
    return Object.fromEntries([...words.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));
}

const light = coloursIn(theme.slice(0, theme.indexOf("@media")));
const dark = coloursIn(theme.slice(theme.indexOf("prefers-color-scheme: dark"), theme.indexOf("forced-colors")));

function brightness(colour) {
    const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

/** WCAG 2.2, section 1.4.3. */
function contrast(one, other) {
    const [less, more] = [brightness(one), brightness(other)].sort((a, b) => a - b);
    return (more + 0.05) / (less + 0.05);
}

const PAGES = ["page", "raised", "accent-soft"];
const READ = [
    ...["text", "quiet", "good", "due", "bad"].flatMap((text) => PAGES.map((page) => [text, page])),
    ["accent", "page"], ["accent", "accent-soft"], ["accent-text", "accent"],
    ...["good-soft", "due-soft", "bad-soft"].flatMap((page) => [["text", page], [page.replace("-soft", ""), page]]),
];
const SEEN = [["field-line", "page"], ["field-line", "raised"], ["accent", "page"]];

for (const [name, colours] of [["light", light], ["dark", dark]]) {
    test(`what is to be read can be read in ${name} colours`, () => {
        for (const [text, page] of READ) {
            assert.ok(contrast(colours[text], colours[page]) >= 4.5, `${text} on ${page}: ${contrast(colours[text], colours[page])}`);
        }
    });

    test(`a field's border and the focus can be seen in ${name} colours`, () => {
        for (const [line, page] of SEEN) assert.ok(contrast(colours[line], colours[page]) >= 3, `${line} on ${page}`);
    });
}

test("every colour of light has its other one in the dark", () => {
    assert.deepEqual(Object.keys(dark), Object.keys(light));
});

test("every colour that a sheet uses is one of the theme's", () => {
    for (const { path, words } of sheets) {
        for (const [, name] of words.matchAll(/var\(--([a-z-]+)\)/g)) {
            const own = words.includes(`--${name}:`);
            assert.ok(own || theme.includes(`--${name}:`), `${path} uses --${name}`);
        }
    }
});
