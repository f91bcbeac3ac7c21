import assert from "node:assert/strict";
import test from "node:test";

import { emptyForm, firstLetter } from "../../plugin/thunderbird/shared/first_letter.js";

const situations = [{ id: "missed_deadline" }, { id: "other" }];
const mail = { from: { name: "Alice Baker", address: "alice@x.test" }, to: [{ name: "Bob", address: "bob@y.test" }] };

function desk({ asks = [], knowsName = false } = {}) {
    return async (method, params) => {
        asks.push([method, params]);
        const isNamed = knowsName || params.fields.user_name;
        return { result: { body: `Dear ${params.to[0].name}`, missing: isNamed ? [] : [{ id: "user_name", label: "Your name" }] } };
    };
}

test("the first letter is of the first situation, or of that which the review saw", async () => {
    const { form, letter } = await firstLetter(situations, null, mail, desk({ knowsName: true }));
    assert.deepEqual(form, { ...emptyForm(), situation: "missed_deadline" });
    assert.equal(letter.body, "Dear Bob");
    const seen = await firstLetter(situations, { situation: "other" }, mail, desk({ knowsName: true }));
    assert.equal(seen.form.situation, "other");
});

test("the identity's name stands in where the bridge knows none, and only there", async () => {
    const asks = [];
    const { known, letter } = await firstLetter(situations, null, mail, desk({ asks }));
    assert.deepEqual(known, { user_name: "Alice Baker" });
    assert.deepEqual([letter.missing, asks.length], [[], 2]);
    assert.deepEqual((await firstLetter(situations, null, mail, desk({ knowsName: true }))).known, {});
});

test("without the bridge there is no first letter", async () => {
    assert.equal(await firstLetter(situations, null, mail, async () => ({ error: { code: 4 } })), null);
});
