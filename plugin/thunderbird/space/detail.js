// One letter: what is next, what can be said about it, its timeline as a drawing and as text, its promises, and why.
import { instantText } from "../shared/dates.js";
import { draftOf, holdOf, isCheckIn, isOver, isPending } from "../shared/letters.js";
import { isolated, text } from "../shared/localise.js";
import { events } from "../shared/timeline.js";
import { drawing } from "./drawing.js";
import { button, name, node } from "./nodes.js";
import { clientText, eventText, eventTime, holdText, nextText, promiseText, stateText } from "./words.js";

/**
 * The elements of a letter. `orders` has a function for each thing that a button does: order(method, params, said),
 * snooze, answered, slipped(promise), openMessage, openDraft, why(place), back.
 */
export function letterDetail(letter, reader, orders) {
    const hold = holdText(letter, reader);
    return [
        button(text("space_back"), orders.back, { class: "back plain", "data-focus": "back" }),
        header(letter, reader, orders),
        drawing(letter, reader),
        hold && node("p", { class: "notice held" }, node("strong", {}, hold)),
        hold && letter.last_words && node("blockquote", { dir: "auto" }, letter.last_words),
        node("section", { "aria-labelledby": "next-title" },
            node("h3", { id: "next-title" }, text("space_next")),
            node("p", { class: "next-text" }, nextText(letter, reader)),
            node("p", { class: "buttons" }, stepButtons(letter, orders))),
        letter.promises.length > 0 && promises(letter, reader, orders),
        node("section", { "aria-labelledby": "timeline-title" },
            node("h3", { id: "timeline-title" }, text("space_timeline")),
            eventList(letter, reader)),
        facts(letter, reader),
        why(orders),
    ].filter(Boolean);
}

function header(letter, reader, orders) {
    const people = [...letter.to, ...letter.cc];
    return node("header", {},
        node("h2", { tabindex: "-1", "data-focus": "title" }, clientText(letter, reader)),
        node("p", { class: "subject" }, name(letter.subject || text("space_no_subject"))),
        node("p", { class: "quiet" },
            people.map((person, index) => [index > 0 ? ", " : "", name(person.address), bounced(person)])),
        node("p", { class: "quiet" }, text("space_sent_at", instantText(letter.sent_at, reader)), " · ", stateText(letter, reader)),
        node("p", { class: "buttons" },
            draftOf(letter) && button(text("space_open_draft"), orders.openDraft, { class: "main", "data-focus": "draft" }),
            button(text("space_open_message"), orders.openMessage, { "data-focus": "message" })));
}

function bounced({ bounced: didBounce, instead, gone }) {
    if (!didBounce) return null;
    const [alone, withInstead] = gone ? ["space_gone", "space_gone_instead"] : ["space_bounced", "space_bounced_instead"];
    return node("strong", { class: "bad" }, ` ${instead ? text(withInstead, isolated(instead)) : text(alone)}`);
}

function stepButtons(letter, { order, snooze, answered }) {
    const waits = letter.steps.some((step) => isPending(step) && (isCheckIn(step) || step.kind === "call"));
    const mayAsk = letter.steps.some((step) => isPending(step) && isCheckIn(step) && step.state === "planned");
    const buttons = [];
    const add = (key, onclick) => buttons.push(button(text(key), onclick, { "data-focus": key }));
    if (holdOf(letter)) add("space_release", () => order("letters.release", {}, "space_said_released"));
    if (letter.state === "open") add("space_answered", answered);
    if (waits) add("space_snooze", snooze);
    if (mayAsk) add("space_check_in_now", () => order("letters.check_in", {}, "space_said_check_in"));
    if (!isOver(letter)) {
        add("space_done", () => order("letters.done", {}, "space_said_done"));
        add("space_drop", () => order("letters.drop", {}, "space_said_dropped"));
    }
    if (mayAsk) buttons.push(autoSwitch(letter, order));
    return buttons;
}

function autoSwitch(letter, order) {
    const set = (on) => order("letters.auto", { on }, on ? "space_said_auto_on" : "space_said_auto_off");
    return node("label", { class: "check" },
        node("input", {
            type: "checkbox", checked: letter.auto, "data-focus": "auto", onchange: ({ target }) => set(target.checked),
        }), text("space_auto"));
}

function promises(letter, reader, orders) {
    return node("section", { "aria-labelledby": "promises-title" },
        node("h3", { id: "promises-title" }, text("space_promises")),
        node("ul", { class: "promises" }, letter.promises.map((promise) => node("li", { class: promise.state },
            node("p", {}, promise.words
                ? node("q", {}, name(promise.words))
                : text("space_promise_number", promise.number)),
            node("p", { class: "quiet" }, promiseText(promise, reader)),
            promise.state === "open" && node("p", { class: "buttons" }, promiseButtons(promise, orders))))));
}

function promiseButtons(promise, { order, slipped }) {
    const { number, recurring, words } = promise;
    const describe = (key) => ({
        "data-focus": `${key}-${number}`,
        "aria-label": text("space_about_promise", text(key), words ?? text("space_promise_number", number)),
    });
    const kept = (more, said) => () => order("letters.kept", { promise: number, ...more }, said);
    return [
        button(text(recurring ? "space_kept_this_time" : "space_kept"), kept({}, "space_said_kept"),
            describe(recurring ? "space_kept_this_time" : "space_kept")),
        button(text("space_kept_draft"), kept({ draft: true }, "space_said_kept_draft"), describe("space_kept_draft")),
        button(text("space_slipped"), () => slipped(promise), describe("space_slipped")),
        recurring && button(text("space_ended"), kept({ last: true }, "space_said_ended"), describe("space_ended")),
    ];
}

function eventList(letter, reader) {
    return node("ol", { class: "events" }, events(letter).map((event) => node("li", { class: event.state },
        node("time", { datetime: event.at }, eventTime(event, reader)),
        node("span", {}, eventText(event, reader),
            event.promise?.words && [": ", name(event.promise.words)],
            event.step?.outcome && node("span", { class: "quiet" }, " – ", name(event.step.outcome, { lang: "en" }))))));
}

function facts(letter) {
    const lines = [];
    if (letter.note) lines.push([text("space_note"), letter.note]);
    if (letter.last_words && !holdOf(letter)) lines.push([text("space_last_words"), letter.last_words]);
    if (lines.length === 0) return null;
    return node("dl", {}, lines.map(([label, words]) => [node("dt", {}, label), node("dd", { dir: "auto" }, words)]));
}

function why({ why: tell }) {
    const place = node("div", { class: "why" });
    return node("details", { ontoggle: ({ target }) => target.open && tell(place) },
        node("summary", { "data-focus": "why" }, text("space_why")), place);
}

/** The journal of a letter as a list; the daemon's own sentences. */
export function journal(entries, reader) {
    if (entries.length === 0) return node("p", {}, text("space_why_nothing"));
    return node("ol", { class: "events" }, entries.map(({ at, reason }) => node("li", {},
        node("time", { datetime: at }, instantText(at, reader)), name(reason, { lang: "en" }))));
}
