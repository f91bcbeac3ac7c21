import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { heldKey } from "../../plugin/thunderbird/space/states.js";

const english = JSON.parse(
    readFileSync(new URL("../../plugin/thunderbird/_locales/en/messages.json", import.meta.url), "utf8"),
);
const accounts = (...holds) => ({ accounts: holds.map((hold) => ({ held: hold !== null, hold })) });

test("what Amends holds by itself says why", () => {
    for (const because of ["many", "away", "clock", "restored"]) {
        const key = heldKey(accounts(null, { because }));
        assert.equal(key, `space_held_${because}`);
        assert.match(english[key].message, /until you allow it/);
    }
});

test("what the user ordered needs no reason", () => {
    assert.equal(heldKey(accounts({ because: "user" }, null)), "space_held");
    assert.equal(heldKey(accounts({ because: "user" }, { because: "clock" })), "space_held_clock");
});

test("a daemon of an older version tells no cause", () => {
    assert.equal(heldKey({ accounts: [{ held: true }] }), "space_held");
});
