// The days that the user is offered. Pure, but for the zone that this machine is in.

const MORNING = 9;

/** RFC 3339 of nine o'clock, here, on a day like "2026-11-30". */
export function morningOf(day) {
    const [year, month, date] = day.split("-").map(Number);
    return new Date(year, month - 1, date, MORNING).toISOString().replace(".000Z", "Z");
}

/** The day that is so many days after another. */
export function dayAfter(day, days) {
    return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The Monday after a day. */
export function nextMonday(day) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return dayAfter(day, ((8 - weekday) % 7) || 7);
}
