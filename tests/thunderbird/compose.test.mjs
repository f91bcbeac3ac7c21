import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";

const SOURCE = readFileSync(new URL("../../plugin/thunderbird/compose/compose.js", import.meta.url), "utf8");
const settled = () => new Promise((done) => setTimeout(done));

/** The compose script in a window of its own, whose words a test changes and whose pauses it ends. */
function opened(words) {
    const timers = new Map();
    const asked = []; // the reviews that the background was asked for
    const listeners = {};
    const listen = (place) => (name, listener) => (listeners[`${place}:${name}`] = listener);
    const page = { words, asked, marked: [], order: null };
    const context = {
        amends: {
            textMap: { of: () => ({ text: page.words }) },
            marks: { show: (_document, map, findings) => page.marked.push([map.text, findings]) },
        },
        document: { body: {}, documentElement: {}, addEventListener: listen("document") },
        addEventListener: listen("window"),
        MutationObserver: class {
            observe() {}
        },
        setTimeout: (work) => timers.set(work, work) && work,
        clearTimeout: (work) => timers.delete(work),
        messenger: {
            runtime: {
                onMessage: { addListener: (listener) => (page.order = listener) },
                sendMessage: ({ text }) => new Promise((answers) => asked.push({ text, answers })),
            },
        },
    };
    context.window = context;
    vm.runInNewContext(SOURCE, context);
    page.hears = (name) => listeners[name]?.();
    page.pauses = async () => {
        const due = [...timers.keys()];
        timers.clear();
        for (const work of due) work();
        await settled();
    };
    page.writes = (text) => {
        page.words = text;
        page.hears("document:input");
    };
    page.answers = async (findings) => {
        asked.at(-1).answers({ findings });
        await settled();
    };
    return page;
}

test("a letter is reviewed once, as long as nothing changes", async () => {
    const page = opened("I am sorry.");
    await page.pauses();
    await page.answers(["one"]);
    page.hears("document:input");
    await page.pauses();
    assert.deepEqual(page.asked.map(({ text }) => text), ["I am sorry."]);
    assert.deepEqual(page.marked, [["I am sorry.", ["one"]]]);
});

test("words that are taken back while they are reviewed are reviewed as they were before", async () => {
    const page = opened("I am sorry.");
    await page.pauses();
    await page.answers(["of the first"]);
    page.writes("I am sorry if");
    await page.pauses();
    page.words = "I am sorry."; // undone, and the background has taken the other words for the last ones
    await page.answers(["of the second"]);
    await page.pauses();
    assert.deepEqual(page.asked.map(({ text }) => text), ["I am sorry.", "I am sorry if", "I am sorry."]);
});

test("who comes back from the subject or the recipients has the letter reviewed with them", async () => {
    const page = opened("I am sorry.");
    await page.pauses();
    await page.answers([]);
    page.hears("window:focus");
    await page.pauses();
    assert.equal(page.asked.length, 2);
});

test("the answer about older words marks nothing once newer words are being reviewed", async () => {
    const page = opened("I am sorry.");
    await page.pauses();
    page.writes("I am sorry if");
    await page.pauses();
    page.words = "I am sorry."; // as it was when the first was asked for
    page.asked[0].answers({ findings: ["of the first"] });
    await settled();
    assert.deepEqual(page.marked, []);
});
