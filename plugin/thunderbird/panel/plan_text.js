// The steps of a plan as sentences: "Check-in draft on Thursday 26 November, 09:30 in Berlin, unless they answer". Pure.
import { dueText } from "../shared/dates.js";

const KEYS = {
    check_in: { draft: "plan_check_in_step_draft", send: "plan_check_in_step_send", reminder: "plan_check_in_step_reminder" },
    call: { reminder: "plan_call_step" },
    make_good: { draft: "plan_make_good_step", send: "plan_make_good_step", reminder: "plan_make_good_step" },
    promise_due: { reminder: "plan_promise_due_step" },
    promise_kept: { reminder: "plan_promise_kept_step" },
    promise_undated: { reminder: "plan_promise_undated_step" },
};

/** `reader` is {language, zone, now, text} as shared/dates.js wants it. */
export function stepText(step, promises, reader) {
    const key = KEYS[step.kind]?.[step.means] ?? "plan_other_step";
    const promise = promises.find((one) => one.number === step.promise);
    return reader.text(key, dueText(step.due, reader), promise?.words ?? "");
}

/** The steps in the order of their times. */
export function inOrder(steps) {
    return [...steps].sort((one, other) => Date.parse(one.due.at) - Date.parse(other.due.at));
}

const checkIn = (steps) => steps.find((step) => step.kind === "check_in");

/** The day on which the check-in is planned, or "". */
export function checkInDay(steps) {
    return checkIn(steps)?.due.wall.slice(0, 10) ?? "";
}

/** True where the daemon only reminds of the check-in: it writes none for a letter that is protected or foreign. */
export const isReminder = (steps) => checkIn(steps)?.means === "reminder";

/** What of "draft", "send" and "off" is chosen; a reminder comes in the place of a draft. */
export function chosenCheckIn(steps, plan) {
    const planned = isReminder(steps) ? "draft" : (checkIn(steps)?.means ?? "off");
    return isReminder(steps) ? planned : (plan?.check_in ?? planned);
}
