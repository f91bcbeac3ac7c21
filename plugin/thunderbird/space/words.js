// What a letter, a step or an event is called. `reader` is {language, zone, now, text}, as shared/dates.js has it.
import { dueText, instantText, relativeDayText, shortDayText, wallOf } from "../shared/dates.js";
import { clientNames, draftOf, duePromises, holdOf, nextStep, openPromises, toAskOf } from "../shared/letters.js";
import { counted, isolated } from "../shared/localise.js";

const NEXT = {
    check_in: { draft: "space_next_check_in_draft", send: "space_next_check_in_send", reminder: "space_next_check_in_reminder" },
    make_good: { draft: "space_next_make_good_draft", send: "space_next_make_good_send", reminder: "space_next_make_good_reminder" },
    call: { reminder: "space_next_call" },
    promise_due: { reminder: "space_next_promise_due" },
    promise_kept: { reminder: "space_next_promise_kept" },
    promise_undated: { reminder: "space_next_promise_undated" },
    kept_message: { draft: "space_next_kept_message" },
    slipped_message: { draft: "space_next_slipped_message" },
};
const SHORT = {
    check_in: { draft: "space_short_check_in_draft", send: "space_short_check_in_send", reminder: "space_short_check_in_reminder" },
    make_good: { draft: "space_short_make_good_draft", send: "space_short_make_good_send", reminder: "space_short_make_good_reminder" },
    call: { reminder: "space_short_call" },
    promise_due: { reminder: "space_short_promise_due" },
    promise_kept: { reminder: "space_short_promise_kept" },
    promise_undated: { reminder: "space_short_promise_undated" },
    kept_message: { draft: "space_short_kept_message" },
    slipped_message: { draft: "space_short_slipped_message" },
};
const HOLDS = {
    possible_answer: { short: "space_short_possible_answer", long: "space_hold_possible_answer" },
    upset_answer: { short: "space_short_upset_answer", long: "space_hold_upset_answer" },
};
const EVENTS = {
    sent: { done: "space_event_sent" },
    answered: { done: "space_event_answered" },
    promised: { planned: "space_event_promised" },
    kept: { done: "space_event_kept" },
    ended: { done: "space_event_ended" },
    check_in: {
        planned: "space_event_check_in_planned", done: "space_event_check_in_done", drafted: "space_event_drafted",
        unknown: "space_event_unknown", declined: "space_event_declined", withdrawn: "space_event_withdrawn",
    },
    make_good: {
        planned: "space_event_make_good_planned", done: "space_event_make_good_done", drafted: "space_event_drafted",
        unknown: "space_event_unknown", declined: "space_event_declined", withdrawn: "space_event_withdrawn",
    },
    message: {
        planned: "space_event_message_planned", done: "space_event_message_done", drafted: "space_event_drafted",
        unknown: "space_event_unknown", declined: "space_event_declined", withdrawn: "space_event_withdrawn",
    },
    call: { planned: "space_event_call_planned", done: "space_event_call_done" },
    reminder: { planned: "space_event_reminder" },
};

/** "Hana Nováková and 2 others", each name isolated. */
export function clientText(letter, reader) {
    const [first, ...others] = clientNames(letter);
    if (first === undefined) return reader.text("space_nobody");
    return others.length === 0 ? isolated(first) : counted("space_and_others", others.length, isolated(first));
}

/** What comes next, as a sentence. */
export function nextText(letter, reader) {
    const step = nextStep(letter);
    if (!step) return reader.text("space_next_none");
    if (step.state === "drafted") return reader.text("space_next_drafted");
    if (step.state === "unknown") return reader.text("space_next_unknown");
    if (step.state === "acting") return reader.text("space_next_acting");
    const key = NEXT[step.kind]?.[step.means] ?? "space_next_notice";
    return reader.text(key, dueText(step.due, reader));
}

/** What the client's answer holds back, or null. */
export function holdText(letter, reader) {
    const hold = holdOf(letter);
    return hold ? reader.text(HOLDS[hold]?.long ?? "space_hold_possible_answer") : null;
}

/** One line for the list: what is to be done now, else what comes and in how many days. */
export function rowText(letter, reader) {
    const inZone = (zone) => wallOf(reader.now, zone);
    const hold = holdOf(letter);
    if (hold) return reader.text(HOLDS[hold]?.short ?? "space_short_possible_answer");
    if (draftOf(letter)) return reader.text("space_short_drafted");
    if (letter.steps.some(({ state }) => state === "unknown")) return reader.text("space_short_unknown");
    const [late] = duePromises(letter, inZone);
    if (late) return reader.text("space_short_promise", whenText(late.due, reader));
    if (toAskOf(letter).length > 0) return reader.text("space_short_ask");
    const [promise] = openPromises(letter).filter(({ due }) => due !== null).sort((a, b) => (a.due.at < b.due.at ? -1 : 1));
    const step = nextStep(letter);
    if (promise && (!step || promise.due.at < step.due.at)) {
        return reader.text("space_short_promise", whenText(promise.due, reader));
    }
    if (step) return reader.text("space_short_when", shortStep(step, reader), whenText(step.due, reader));
    return stateText(letter, reader);
}

function shortStep(step, reader) {
    return reader.text(SHORT[step.kind]?.[step.means] ?? "space_short_notice");
}

/** "tomorrow" or "in 4 days"; further away the day. */
function whenText(due, reader) {
    const here = wallOf(reader.now, due.zone);
    const words = relativeDayText(due.wall, here, reader.language);
    const days = Math.abs(Date.parse(due.wall.slice(0, 10)) - Date.parse(here.slice(0, 10))) / 86_400_000;
    return days <= 14 ? words : shortDayText(due.wall, reader.language);
}

/** Where the letter stands: "no answer yet", "answered on …", "made good", "closed". */
export function stateText(letter, reader) {
    if (letter.state === "open") return reader.text("space_state_open");
    if (letter.state === "made_good") return reader.text("space_state_made_good");
    if (letter.state === "closed") return reader.text(letter.let_go ? "space_state_let_go" : "space_state_closed");
    if (!letter.answered_at) return reader.text("space_state_answered");
    const key = { phone: "space_state_answered_phone", meeting: "space_state_answered_meeting" }[letter.answered_by];
    return reader.text(key ?? "space_state_answered_on", instantText(letter.answered_at, reader));
}

/** What an event of the timeline is called, in a word or two. */
export function eventText(event, reader) {
    const words = reader.text(EVENTS[event.kind]?.[event.state] ?? "space_event_reminder");
    return event.step?.means === "send" && event.state === "planned" ? reader.text("space_event_by_itself", words) : words;
}

/** When it was or is to be. */
export function eventTime(event, reader) {
    if (event.kind === "promised") return dueText(event.promise.due, reader);
    return event.state === "planned" ? dueText(event.step.due, reader) : instantText(event.at, reader);
}

/** A promise's state: "by Monday 30 November, slipped once"; what it says itself stands beside it. */
export function promiseText(promise, reader) {
    const { text } = reader;
    const parts = [];
    if (promise.state === "kept") parts.push(text("space_promise_kept", instantText(promise.settled_at, reader)));
    else if (promise.state === "ended") parts.push(text("space_promise_ended", instantText(promise.settled_at, reader)));
    else if (promise.due === null) parts.push(text("space_promise_undated"));
    else {
        const past = promise.due.wall.slice(0, 10) < wallOf(reader.now, promise.due.zone).slice(0, 10);
        parts.push(text(past ? "space_promise_was_due" : "space_promise_by", dueText(promise.due, reader)));
    }
    if (promise.state === "open" && promise.recurring) parts.push(text("space_promise_recurring"));
    if (promise.state === "open" && promise.ambiguous) parts.push(text("space_promise_ambiguous"));
    if (promise.slips > 0) parts.push(counted("space_promise_slipped", promise.slips));
    return parts.join(" · ");
}
