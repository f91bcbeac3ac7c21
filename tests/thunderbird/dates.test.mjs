import assert from "node:assert/strict";
import test from "node:test";

import { dayText, daysBetween, dueText, instantText, placeOf, relativeDayText, shortDayText, timeText, wallOf } from "../../plugin/thunderbird/shared/dates.js";
import { text } from "../../plugin/thunderbird/shared/localise.js";
import { forSeeds } from "./generated.mjs";
import { speak } from "./speaking.mjs";

const zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati", "Pacific/Marquesas", "UTC"];
const reader = (language) => ({ language, zone: "Europe/London", now: "2026-11-22T12:00:00Z", text });
const berlin = { at: "2026-11-26T08:30:00Z", wall: "2026-11-26T09:30:00", zone: "Europe/Berlin", rule: null };

test("a step in another zone names the place", () => {
    speak("en");
    assert.equal(dueText(berlin, reader("en")), "Thursday 26 November, 09:30 in Berlin");
    speak("de");
    assert.equal(dueText(berlin, reader("de")), "Donnerstag, 26. November, 09:30 Uhr in Berlin");
    speak("fr");
    assert.equal(dueText(berlin, reader("fr")), "jeudi 26 novembre à 09:30 (heure de Berlin)");
});

test("a step in the user's own zone names no place", () => {
    speak("en");
    const own = { ...berlin, zone: "Europe/London" };
    assert.equal(dueText(own, reader("en")), "Thursday 26 November, 09:30");
});

test("a whole day has no time", () => {
    speak("en");
    assert.equal(dueText({ ...berlin, whole_day: true }, reader("en")), "Thursday 26 November");
});

test("another year is named", () => {
    assert.equal(dayText("2027-01-04", "en", "2026-11-22"), "Monday 4 January 2027");
    assert.equal(dayText("2026-01-05", "en", "2026-11-22"), "Monday 5 January");
});

test("an instant is told in the user's own zone", () => {
    speak("en");
    assert.equal(instantText("2026-07-01T23:30:00Z", reader("en")), "Thursday 2 July, 00:30");
});

test("days are counted over the night, not over hours", () => {
    assert.equal(daysBetween("2026-11-22T23:59:00", "2026-11-23T00:01:00"), 1);
    assert.equal(relativeDayText("2026-11-23T00:01:00", "2026-11-22T23:59:00", "en"), "tomorrow");
    assert.equal(relativeDayText("2026-11-20", "2026-11-22", "de"), "vorgestern");
    assert.equal(relativeDayText("2026-12-01", "2026-11-22", "en"), "in 9 days");
});

test("the day that summer time begins is one day long", () => {
    assert.equal(daysBetween("2026-03-28T12:00:00", "2026-03-29T12:00:00"), 1);
});

test("a zone is called by its place", () => {
    assert.equal(placeOf("America/Argentina/Buenos_Aires"), "Buenos Aires");
    assert.equal(placeOf("UTC"), "UTC");
    assert.equal(placeOf("Etc/GMT+5"), "Etc/GMT+5");
    assert.equal(placeOf(null), "");
});

test("the clocks of a zone agree with its offset, for any instant", () => {
    forSeeds(300, (draw) => {
        const at = new Date(Date.UTC(draw.whole(2020, 2035), draw.whole(0, 11), draw.whole(1, 28), draw.whole(0, 23), draw.whole(0, 59)));
        const zone = draw.one(zones);
        const ahead = Date.parse(`${wallOf(at.toISOString(), zone)}Z`) - at.getTime();
        assert.ok(Math.abs(ahead) <= 14 * 3_600_000, `${zone} ${ahead}`);
        assert.equal(Math.abs(ahead) % 900_000, 0);
        assert.equal(wallOf(at.toISOString(), "UTC"), at.toISOString().slice(0, 19));
    });
});

test("every day's words hold its number, in each language", () => {
    forSeeds(200, (draw) => {
        const wall = new Date(Date.UTC(draw.whole(2020, 2035), draw.whole(0, 11), draw.whole(1, 28))).toISOString();
        for (const language of ["en", "de", "fr"]) {
            const number = String(Number(wall.slice(8, 10)));
            assert.ok(dayText(wall, language).includes(number));
            assert.ok(shortDayText(wall, language).includes(number));
        }
        assert.equal(timeText("2026-11-26T09:30:00"), "09:30");
    });
});
