// Times in words. A step's time is a wall time in a zone ({at, wall, zone}); an instant is RFC 3339 in UTC.
// Pure: the time that it is, the user's zone and the language are parameters.

const LOCALES = { en: "en-GB" }; // Amends writes "Thursday 26 November, 09:30" in English, wherever it writes
const DAY_MS = 86_400_000;

// To make a format takes a hundred times as long as to use it, and thousands of letters are shown at once.
const formats = new Map();

function format(language, options) {
    const key = `${language} ${JSON.stringify(options)}`;
    if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(LOCALES[language] ?? language, options));
    return formats.get(key);
}

/** "Berlin" for "Europe/Berlin"; a name without a place, like "UTC", as it is. */
export function placeOf(zone) {
    if (!zone || zone.startsWith("Etc/")) return zone ?? "";
    return zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

/** The date and time of an instant as the clocks of a zone show it: "2026-11-26T09:30:00". */
export function wallOf(at, zone) {
    const parts = format("en", {
        timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
        hour: "2-digit", minute: "2-digit", second: "2-digit",
    }).formatToParts(new Date(at));
    const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
    return `${part.year.padStart(4, "0")}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}`;
}

/** "Thursday 26 November", with the year where it is not this one. `wall` is "2026-11-26" or begins so. */
export function dayText(wall, language, nowWall = wall) {
    const options = { timeZone: "UTC", weekday: "long", day: "numeric", month: "long" };
    if (wall.slice(0, 4) !== nowWall.slice(0, 4)) options.year = "numeric";
    const words = format(language, options).format(midnight(wall));
    return language === "en" ? words.replace(",", "") : words;
}

/** "26 Nov", for a place that has little room. */
export function shortDayText(wall, language) {
    return format(language, { timeZone: "UTC", day: "numeric", month: "short" }).format(midnight(wall));
}

/** "09:30" of a wall time. */
export function timeText(wall) {
    return wall.slice(11, 16);
}

/** Whole days from one wall time's date to another's; less than 0 where the second is earlier. */
export function daysBetween(from, to) {
    return Math.round((midnight(to) - midnight(from)) / DAY_MS);
}

/** "today", "tomorrow", "in 4 days", "2 days ago". */
export function relativeDayText(wall, nowWall, language) {
    const words = new Intl.RelativeTimeFormat(LOCALES[language] ?? language, { numeric: "auto" });
    return words.format(daysBetween(nowWall, wall), "day");
}

/**
 * A step's time: "Thursday 26 November, 09:30 in Berlin", without the place where it is the user's own zone. A day that
 * is meant as a whole has no time. `reader` is {language, zone, now (RFC 3339), text (of localise.js)}.
 */
export function dueText(due, reader) {
    const day = dayText(due.wall, reader.language, wallOf(reader.now, due.zone));
    if (due.whole_day) return day;
    if (due.zone === reader.zone) return reader.text("date_and_time", day, timeText(due.wall));
    return reader.text("date_and_time_in", day, timeText(due.wall), placeOf(due.zone));
}

/** An instant in the user's own zone: "Thursday 26 November, 09:30". */
export function instantText(at, reader) {
    const wall = wallOf(at, reader.zone);
    const day = dayText(wall, reader.language, wallOf(reader.now, reader.zone));
    return reader.text("date_and_time", day, timeText(wall));
}

/** The user's own zone, as this machine has it. */
export function ownZone() {
    return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function midnight(wall) {
    return Date.parse(`${wall.slice(0, 10)}T00:00:00Z`);
}
