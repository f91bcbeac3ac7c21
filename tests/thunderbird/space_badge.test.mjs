import assert from "node:assert/strict";
import test from "node:test";

import { fakeMessenger } from "./fake_messenger.mjs";

const NOW = "2026-11-24T10:15:00Z";
const well = { result: { now: NOW, problems: [], accounts: [] } };
const slow = { error: { code: 4, fault: "daemon_unreachable", retry: "unknown", message: "not in time" } };

const messenger = fakeMessenger();
let shown = []; // what stood on the button, one after the other
let status = well;
Object.assign(messenger, {
    spaces: {
        query: async () => [{ id: 1 }],
        update: async (_id, { badgeText }) => void shown.push(badgeText),
    },
});
messenger.i18n.getMessage = (key) => (key === "language_tag" ? "en" : key);
messenger.alarms.onAlarm = { addListener: () => {} };
messenger.alarms.get = async () => ({});
messenger.host.answer = ({ method }) => (method === "daemon.status" ? status : { result: [] });
const { refreshBadge } = await import("../../plugin/thunderbird/background/space.js");

const refreshed = async (now) => {
    [status, shown] = [now, []];
    await refreshBadge();
    return shown;
};

test("a daemon that is slow once changes nothing on the button, and one that stays slow is told", async () => {
    assert.deepEqual(await refreshed(well), [""]);
    assert.deepEqual(await refreshed(slow), []);
    assert.deepEqual(await refreshed(slow), ["!"]);
    assert.deepEqual(await refreshed(well), [""]);
    assert.deepEqual(await refreshed(slow), []);
});

test("a letter that the daemon has refused is counted at once, until it is read", async () => {
    await refreshed(well);
    shown = [];
    await messenger.storage.local.set({ refused: [{ subject: "Your order", message: "It has no recipient." }] });
    await refreshed(well);
    assert.ok(shown.every((text) => text === "1") && shown.length >= 1, String(shown));
    await messenger.storage.local.remove("refused");
    assert.deepEqual((await refreshed(well)).at(-1), "");
    messenger.host.ports.at(-1)?.dies("the test is over");
});
