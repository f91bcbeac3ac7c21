// What is said where there is no list to show, and above it where something is not as it should be.
import { isTrouble } from "../shared/badge.js";
import { instantText } from "../shared/dates.js";
import { counted, isolated, text } from "../shared/localise.js";
import { commandFor } from "../shared/trouble.js";
import { button, name, node } from "./nodes.js";

const AWAY = {
    bridge: { title: "space_bridge_away_title", what: "space_bridge_away_what" },
    daemon: { title: "space_daemon_away_title", what: "space_daemon_away_what" },
    busy: { title: "space_busy_away_title", what: "space_busy_away_what" },
};

const HELD = {
    many: "space_held_many", away: "space_held_away", clock: "space_held_clock", restored: "space_held_restored",
};

/** Instead of a list: what is wrong and what to do about it. */
export function troublePage(trouble, retry) {
    const known = AWAY[trouble.away];
    return [
        node("h2", { tabindex: "-1" }, text(known?.title ?? "space_error_title")),
        node("p", {}, text(known?.what ?? "space_error_what")),
        known && node("p", {}, node("code", {}, commandFor(trouble.away))),
        known && node("p", {}, text("space_nothing_lost")),
        node("p", { class: "quiet" }, name(trouble.message, { lang: trouble.lang })),
        node("p", { class: "buttons" }, button(text("space_retry"), retry, { class: "main" })),
    ].filter(Boolean);
}

/** Instead of a list: no letter is tracked yet, and how that begins. */
export function emptyPage() {
    return [
        node("h2", {}, text("space_empty_title")),
        node("p", {}, text("space_empty_what")),
        node("ol", { class: "steps" },
            ["space_empty_write", "space_empty_mark", "space_empty_suggest"].map((key) => node("li", {}, text(key)))),
    ];
}

function banner(kind, words, ...more) {
    return node("div", { class: `banner ${kind}`, role: kind === "bad" ? "alert" : "status" },
        node("p", {}, words), ...more);
}

/** Letters that were sent and that the daemon does not know. */
function unregisteredBanners({ waiting, refused, can_again }, { understood, askAgain }) {
    const all = refused.map(({ words, reason, lang }) => banner("bad", [words, reason && [" ", name(reason, { lang })]]));
    all.at(-1)?.append(...[can_again && button(text("refused_again"), askAgain), button(text("refused_read"), understood)].filter(Boolean));
    if (waiting > 0) all.push(banner("due", counted("space_unregistered", waiting)));
    return all;
}

/**
 * Above the list: the daemon's problems, whether it is paused or held, and letters that it does not know; `set(method, on)`,
 * `understood()` and `askAgain()` change that.
 */
export function banners({ status, trouble, unregistered, reader, set, retry, ...orders }) {
    const all = unregisteredBanners(unregistered, orders);
    if (trouble) {
        const words = trouble.away ? name(text(AWAY[trouble.away].title)) : name(trouble.message, { lang: trouble.lang });
        all.push(banner("bad", [text("space_old_list"), " ", words], button(text("space_retry"), retry)));
    }
    if (!status) return all;
    if (isTrouble(status)) all.push(...problems(status, reader));
    if (status.dry_run) all.push(banner("due", text("space_dry_run")));
    if (status.simulated_clock) all.push(banner("due", text("space_simulated", instantText(status.now, reader))));
    if (status.accounts.some(({ paused }) => paused)) {
        all.push(banner("due", text("space_paused"), button(text("space_resume"), () => set("daemon.pause", false))));
    }
    if (status.accounts.some(({ held }) => held)) {
        all.push(banner("due", text(heldKey(status)), button(text("space_unhold"), () => set("daemon.hold", false))));
    }
    return all;
}

/** What Amends holds by itself says why; an order needs no reason. */
export function heldKey(status) {
    const cause = status.accounts.map(({ hold }) => hold?.because).find((because) => because in HELD);
    return HELD[cause] ?? "space_held";
}

function problems(status, reader) {
    const said = new Set(status.problems);
    const accounts = status.accounts.filter(({ state }) => state === "cannot work").map((account) => banner("bad",
        [text("space_account_trouble", isolated(account.name)), " ", name(account.problem ?? "", { lang: "en" }), " ",
            account.next_try ? text("space_next_try", instantText(account.next_try, reader)) : ""]));
    const told = (problem) => status.accounts.some((each) => each.problem && problem.includes(each.problem));
    return [...accounts, ...[...said].filter((problem) => !told(problem)).map((problem) => banner("bad", name(problem, { lang: "en" })))];
}

/** "Last look at 09:30 · next on …": how fresh the list is. */
export function freshness(status, reader) {
    const looks = status.accounts.map(({ last_look: at }) => at).filter(Boolean).sort();
    const parts = [];
    if (looks.length > 0) parts.push(text("space_last_look", instantText(looks[0], reader)));
    if (status.next_wake) parts.push(text("space_next_wake", instantText(status.next_wake, reader)));
    return parts.join(" · ");
}
