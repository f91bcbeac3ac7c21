import assert from "node:assert/strict";
import test from "node:test";

import { fakeMessenger } from "./fake_messenger.mjs";

// The event page as a whole: who may ask it for what.
const messenger = fakeMessenger();
let ask = null;
const event = () => ({ addListener: () => {} });
Object.assign(messenger.runtime, {
    getManifest: () => ({ compose_scripts: [{ js: [], css: [] }] }),
    getURL: (path) => `moz-extension://x/${path}`,
    onMessage: { addListener: (listener) => (ask = listener) },
    onStartup: event(), onInstalled: event(),
});
Object.assign(messenger, {
    compose: { onBeforeSend: event(), onAfterSend: event(), onAfterSave: event(), getComposeDetails: async () => ({}) },
    tabs: { onRemoved: event() },
    spaces: { query: async () => [{ id: 1 }], update: async () => {} },
});
Object.assign(messenger.alarms, { onAlarm: event(), get: async () => ({}) });
await import("../../plugin/thunderbird/background/main.js");

const page = { url: "moz-extension://x/panel/panel.html" };
const script = { url: "about:blank?compose", tab: { id: 1 } };

test("a page of the add-on reaches the bridge by one name", async () => {
    messenger.host.answer = ({ method, params }) => ({ result: { method, params } });
    const answer = await ask({ call: "bridge", method: "letters.list", params: { limit: 1 } }, page);
    assert.deepEqual(answer, { result: { method: "letters.list", params: { limit: 1 } } });
    messenger.host.ports.at(-1).dies("the test is over");
});

test("what runs beside a mail has its words reviewed and nothing else", () => {
    for (const call of ["bridge", "deliver", "again", "badge", "openMessage", "openDraft"]) {
        assert.equal(ask({ call, method: "letters.drop", params: { letter: 1 } }, script), undefined, call);
        assert.equal(ask({ call, method: "letters.drop", params: { letter: 1 } }, { tab: { id: 1 } }), undefined, call);
    }
});

test("what nobody knows is left to others", () => {
    for (const message of [null, "bridge", {}, { call: "constructor" }, { to: "daemon" }]) assert.equal(ask(message, page), undefined);
});
