import assert from "node:assert/strict";
import test from "node:test";

import { isNews, unfilled } from "../../plugin/thunderbird/background/unfilled.js";

const LABELS = ["What was due", "New day", "Costs (net)"];

test("a template's labels are found in any text, however the lines are wrapped", () => {
    assert.deepEqual(unfilled(["Re: [What was due]", "until [New\n day]"], LABELS, false), ["What was due", "New day"]);
    assert.deepEqual(unfilled(["[Costs (net)]"], LABELS, false), ["Costs (net)"]);
});

test("each is named once", () => {
    assert.deepEqual(unfilled(["[New day]", "[New day] and [new day]"], LABELS, true), ["New day"]);
});

test("other templates' fields count in an apology only", () => {
    const texts = ["", "Dear {{first_name}}, *|FNAME|* [Your name] ____"];
    assert.deepEqual(unfilled(texts, [], false), []);
    assert.deepEqual(unfilled(texts, [], true), ["{{first_name}}", "*|FNAME|*", "[Your name]", "____"]);
});

test("brackets that are no fields stay", () => {
    assert.deepEqual(unfilled(["See [1], [your report](https://x.test), [sic], [#48213] and arr[0]."], LABELS, true), []);
});

test("a label without its brackets is text", () => {
    assert.deepEqual(unfilled(["What was due on the new day"], LABELS, true), []);
});

test("a send is stopped for what was not named before, and only for that", () => {
    assert.equal(isNews(["A"], undefined), true);
    assert.equal(isNews(["A"], ["A", "B"]), false);
    assert.equal(isNews(["A", "C"], ["A", "B"]), true);
    assert.equal(isNews([], ["A"]), false);
});
