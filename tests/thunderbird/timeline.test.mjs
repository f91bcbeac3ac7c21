import assert from "node:assert/strict";
import test from "node:test";

import { holdOf } from "../../plugin/thunderbird/shared/letters.js";
import { text } from "../../plugin/thunderbird/shared/localise.js";
import { events, placeLabels, spread } from "../../plugin/thunderbird/shared/timeline.js";
import { dayAfter, morningOf, nextMonday } from "../../plugin/thunderbird/space/days.js";
import { clientText, eventText, eventTime, holdText, nextText, promiseText, rowText, stateText } from "../../plugin/thunderbird/space/words.js";
import { forSeeds } from "./generated.mjs";
import { NOW, days, letter, person, promise, someLetter, step, telling } from "./letters_made.mjs";
import { languages, messagesOf, speak } from "./speaking.mjs";

const reader = (language) => ({ language, zone: "Europe/Berlin", now: NOW, text });
const kinds = (made) => events(made).map(({ kind, state }) => `${kind} ${state}`);

test("a letter's line begins with its sending and ends with what is planned last", () => {
    const made = letter(1, {
        answered_at: days(-1), state: "answered", promises: [promise(1, days(3))],
        steps: [step(1, "check_in", "done", days(-2)), step(2, "make_good", "planned", days(9))],
    });
    assert.deepEqual(kinds(made), ["sent done", "check_in done", "answered done", "promised planned", "make_good planned"]);
});

test("a promise that is kept stands where it was kept", () => {
    const made = letter(1, { steps: [], promises: [promise(1, days(3), { state: "kept", settled_at: days(-1) })] });
    assert.deepEqual(kinds(made), ["sent done", "kept done"]);
    assert.equal(events(made)[1].at, days(-1));
});

test("what was cancelled or not needed, and reminders that came, are no part of the line", () => {
    const made = letter(1, { steps: [step(1, "check_in", "cancelled", days(1)), step(2, "promise_due", "done", days(-1)),
        step(3, "make_good", "satisfied", days(-1))] });
    assert.deepEqual(kinds(made), ["sent done"]);
});

test("a draft that lies there stands where it was laid", () => {
    const made = letter(1, { steps: [step(1, "check_in", "drafted", days(1), { acted_at: days(-1) })] });
    assert.equal(events(made)[1].at, days(-1));
});

test("events are in order, whatever the letter", () => {
    forSeeds(300, (draw) => {
        const all = events(someLetter(draw, 1));
        for (let index = 1; index < all.length; index += 1) assert.ok(Date.parse(all[index - 1].at) <= Date.parse(all[index].at));
    });
});

test("signs stay in order, on the line, and apart where there is room", () => {
    forSeeds(500, (draw) => {
        const times = draw.some(1, 30, () => draw.whole(0, draw.one([1, 1000, 1e9]))).sort((one, other) => one - other);
        const width = draw.whole(40, 1200);
        const places = spread(times, width);
        assert.equal(places.length, times.length);
        for (const place of places) assert.ok(place >= 13.99 && place <= width - 13.99);
        const gap = Math.min(20, (width - 28) / (times.length - 1));
        for (let index = 1; index < places.length; index += 1) assert.ok(places[index] - places[index - 1] >= gap - 0.001);
    });
});

test("signs with time between them stand where their time is", () => {
    assert.deepEqual(spread([0, 50, 100], 128), [14, 64, 114]);
    assert.deepEqual(spread([7], 100), [50]);
});

test("labels do not touch each other and stay within the picture; no line runs through one", () => {
    forSeeds(500, (draw) => {
        const width = draw.whole(60, 1200);
        const places = spread(draw.some(1, 25, () => draw.whole(0, 1000)).sort((one, other) => one - other), width);
        const signs = places.map((x) => ({ x, width: draw.whole(20, 160) }));
        const labels = placeLabels(signs, width).map((label, index) => label && { ...label, ...signs[index], right: label.left + signs[index].width });
        for (const [index, label] of labels.entries()) {
            if (!label) continue;
            assert.ok(label.left >= 0 && label.right <= width + 0.5);
            for (const other of labels.slice(index + 1).filter(Boolean)) {
                if (other.side !== label.side) continue;
                if (other.lane === label.lane) assert.ok(other.left >= label.right || label.left >= other.right);
                const [near, far] = label.lane < other.lane ? [label, other] : [other, label];
                if (near.lane !== far.lane) assert.ok(far.x <= near.left || far.x >= near.right);
            }
        }
    });
});

test("one letter's few labels all find a place", () => {
    for (const made of telling()) {
        const signs = spread(events(made).map(({ at }) => Date.parse(at)), 700).map((x) => ({ x, width: 110 }));
        assert.ok(placeLabels(signs, 700).every((label) => label !== null));
    }
});

for (const language of languages) {
    test(`every letter has its words, and every one of them is there, in ${language}`, () => {
        speak(language);
        const messages = messagesOf(language);
        const missing = new Set();
        const known = { ...reader(language), text: (key, ...rest) => { if (!messages[key]) missing.add(key); return text(key, ...rest); } };
        forSeeds(300, (draw) => {
            const made = someLetter(draw, 1);
            const all = [clientText(made, known), nextText(made, known), rowText(made, known), stateText(made, known), ...made.promises.map((each) => promiseText(each, known))];
            if (holdOf(made)) all.push(holdText(made, known));
            for (const event of events(made)) all.push(eventText(event, known), eventTime(event, known));
            for (const words of all) {
                assert.ok(words.length > 0);
                assert.doesNotMatch(words, /undefined|null|NaN|Invalid|\$\d/);
            }
        });
        assert.deepEqual([...missing], []);
    });
}

test("what comes next is said with its day and place", () => {
    speak("en");
    const made = letter(1, { steps: [step(1, "check_in", "planned", days(2), { due: { at: days(2), wall: "2026-11-26T09:30:00", zone: "Asia/Tokyo", rule: null } })] });
    assert.equal(nextText(made, reader("en")), "A check-in draft comes on Thursday 26 November, 09:30 in Tokyo, unless they answer.");
    assert.equal(rowText(made, reader("en")), "Check-in draft: in 2 days");
});

test("the list says first what is to be done", () => {
    speak("en");
    const late = letter(1, { promises: [promise(1, days(-1))] });
    assert.equal(rowText(late, reader("en")), "Promised: yesterday");
    assert.equal(rowText({ ...late, hold: "upset_answer" }, reader("en")), "They are upset");
    assert.equal(rowText(letter(1, { steps: [step(1, "check_in", "drafted", days(-1))] }), reader("en")), "A draft is ready");
});

test("several clients are counted, and a name that runs from right to left is kept apart", () => {
    speak("en");
    const made = letter(1, { to: [person("a@x.example", "محمد"), person("b@x.example"), person("c@x.example")] });
    assert.equal(clientText(made, reader("en")), "\u2068محمد\u2069 and 2 others");
});

test("snoozing is until nine in the morning, here", () => {
    const at = new Date(morningOf("2026-11-30"));
    assert.equal(at.getHours(), 9);
    assert.equal(at.getDate(), 30);
    assert.match(morningOf("2026-11-30"), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
});

test("next Monday is a Monday within the next seven days, never today", () => {
    forSeeds(100, (draw) => {
        const day = dayAfter("2026-01-01", draw.whole(0, 1000));
        const monday = nextMonday(day);
        assert.equal(new Date(`${monday}T00:00:00Z`).getUTCDay(), 1);
        assert.ok(monday > day && monday <= dayAfter(day, 7));
    });
});
