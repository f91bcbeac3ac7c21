import assert from "node:assert/strict";
import test from "node:test";

import { badgeOf, isTrouble } from "../../plugin/thunderbird/shared/badge.js";
import { wallOf } from "../../plugin/thunderbird/shared/dates.js";
import {
    GROUPS, byClient, clientKey, compareLetters, draftOf, groupOf, grouped, isPending, matches, nearest, nextStep, openPromises,
} from "../../plugin/thunderbird/shared/letters.js";
import { loadLetters } from "../../plugin/thunderbird/shared/loading.js";
import { forSeeds } from "./generated.mjs";
import { NOW, days, letter, manyLetters, person, promise, someLetter, step } from "./letters_made.mjs";
import { standIn } from "./stub/daemon.js";

const walls = (zone) => wallOf(NOW, zone);
const group = (made) => groupOf(made, NOW, walls);
const some = (draw) => draw.some(0, 40, () => null).map((_none, index) => someLetter(draw, index + 1));

test("a letter waits while its check-in is to come", () => {
    assert.equal(group(letter(1)), "waiting");
    assert.equal(nextStep(letter(1)).kind, "check_in");
});

test("a letter is due when its draft lies in Drafts", () => {
    const made = letter(1, { steps: [step(1, "call", "planned", days(5)), step(2, "check_in", "drafted", days(-1))] });
    assert.equal(group(made), "due");
    assert.equal(draftOf(made).id, 2);
});

test("a letter is due when nobody knows whether its check-in went out", () => {
    assert.equal(group(letter(1, { steps: [step(1, "check_in", "unknown", days(-1))] })), "due");
});

test("an answer that is to be looked at goes before everything else", () => {
    assert.equal(group(letter(1, { hold: "upset_answer", steps: [step(1, "check_in", "drafted", days(-1))] })), "held");
});

test("nothing holds a letter back that is over", () => {
    assert.equal(group(letter(1, { hold: "upset_answer", state: "closed", steps: [] })), "closed");
});

test("a promise is due on its day, in the zone it was made for", () => {
    const inZone = (day, zone) => {
        const made = promise(1, days(0));
        return { ...made, due: { ...made.due, wall: `${day}T23:59:59`, zone } };
    };
    const late = "2026-11-24T23:30:00Z"; // the 25th in Berlin, still the 24th in New York
    const at = (made) => groupOf(letter(1, { promises: [made] }), late, (zone) => wallOf(late, zone));
    assert.equal(at(inZone("2026-11-25", "Europe/Berlin")), "due");
    assert.equal(at(inZone("2026-11-25", "America/New_York")), "promised");
});

test("a promise without a day is due once the user was asked about it", () => {
    const undated = promise(1, null);
    const asked = step(2, "promise_undated", "done", days(-1), { promise: 1 });
    assert.equal(group(letter(1, { promises: [undated] })), "promised");
    assert.equal(group(letter(1, { promises: [undated], steps: [asked] })), "due");
    assert.equal(group(letter(1, { promises: [{ ...undated, number: 2 }], steps: [asked] })), "promised");
});

test("a letter that is over is closed, unless a promise of it is open", () => {
    assert.equal(group(letter(1, { state: "closed", steps: [] })), "closed");
    assert.equal(group(letter(1, { state: "made_good", steps: [], promises: [promise(1, days(4))] })), "promised");
});

test("clients are the same whatever the order and case of their addresses", () => {
    const one = letter(1, { to: [person("A@x.example"), person("b@x.example")] });
    const other = letter(2, { to: [person("B@X.example"), person("a@x.example")] });
    assert.equal(clientKey(one), clientKey(other));
    assert.equal(byClient([one, other, letter(3)]).length, 2);
});

test("a search finds names without their accents, addresses and subjects, in any order", () => {
    assert.ok(matches(letter(1), "novakova hana"));
    assert.ok(matches(letter(1), "INVOICE novak.example"));
    assert.ok(!matches(letter(1), "invoice jonas"));
});

test("every letter is in exactly one group, and each group is in order", () => {
    forSeeds(200, (draw) => {
        const letters = some(draw);
        const groups = grouped(letters, NOW, walls);
        assert.deepEqual([...groups.keys()], GROUPS);
        const all = [...groups.values()].flat();
        assert.equal(all.length, letters.length);
        assert.equal(new Set(all).size, letters.length);
        for (const list of groups.values()) {
            for (let index = 1; index < list.length; index += 1) assert.ok(compareLetters(list[index - 1], list[index]) < 0);
        }
    });
});

test("the order of letters is one: neither their places nor who is asked first changes it", () => {
    forSeeds(100, (draw) => {
        const letters = some(draw);
        const sorted = [...letters].sort(compareLetters);
        assert.deepEqual([...letters].reverse().sort(compareLetters), sorted);
        for (const one of letters) {
            for (const other of letters) assert.equal(Math.sign(compareLetters(one, other)), -Math.sign(compareLetters(other, one)) + 0);
        }
    });
});

test("the next step is pending and none that is pending comes before it", () => {
    forSeeds(200, (draw) => {
        for (const made of some(draw)) {
            const next = nextStep(made);
            assert.equal(next === null, !made.steps.some(isPending));
            if (next) assert.ok(isPending(next) && made.steps.filter(isPending).every((each) => next.due.at <= each.due.at));
            const first = nearest(made);
            for (const { due } of openPromises(made)) assert.ok(due === null || first <= due.at);
        }
    });
});

test("clients together have every letter once", () => {
    forSeeds(100, (draw) => {
        const letters = some(draw);
        const all = byClient(letters).flatMap(({ key, letters: list }) => list.map((made) => [key, made]));
        assert.equal(new Set(all.map(([, made]) => made)).size, letters.length);
        for (const [key, made] of all) assert.equal(clientKey(made), key);
    });
});

test("all letters are loaded, in parts, the nearest first", async () => {
    for (const count of [0, 1, 99, 100, 101, 1000]) {
        const asked = [];
        const answers = standIn({ status: {}, letters: manyLetters(count), asked });
        const parts = [];
        const ids = await loadLetters(async (method, params) => (await answers({ call: "bridge", method, params })).result, {
            withClosed: false, onPart: (part) => parts.push(part),
        });
        assert.equal(ids.size, count);
        assert.equal(parts[0].length, Math.min(count, 100));
        assert.equal(asked.length, 2 + Math.floor(count / 100));
        assert.equal(parts.slice(1).flat().length, count, "each once");
        assert.ok(asked.every(({ params }) => params.limit <= 100));
    }
});

test("loading stops where the daemon does", async () => {
    const away = async () => { throw new Error("away"); };
    await assert.rejects(loadLetters(away, { withClosed: false, onPart: () => assert.fail() }), /away/);
});

const well = { result: { now: NOW, problems: [], accounts: [{ state: "watching" }] } };

test("the badge counts what is to be looked at or done", () => {
    const due = letter(1, { steps: [step(1, "check_in", "drafted", days(-1))] });
    const held = letter(2, { hold: "possible_answer" });
    assert.deepEqual(badgeOf(well, { result: [due, held, letter(3)] }), { trouble: false, busy: false, due: 2 });
});

test("the badge warns when the daemon is away, has a problem or an account that cannot work", () => {
    const away = { error: { code: 4 } };
    assert.ok(badgeOf(away, away).trouble);
    assert.ok(badgeOf(well, away).trouble);
    assert.ok(isTrouble({ problems: ["The disk is full."], accounts: [] }));
    assert.ok(isTrouble({ problems: [], accounts: [{ state: "watching" }, { state: "cannot work" }] }));
    assert.ok(!isTrouble({ problems: [], accounts: [{ state: "connecting" }] }));
});
