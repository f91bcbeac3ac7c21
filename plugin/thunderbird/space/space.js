// The page of the Amends space: what it knows, when it asks again, and who draws it.
import { ownZone, wallOf } from "../shared/dates.js";
import { matches } from "../shared/letters.js";
import { loadLetters } from "../shared/loading.js";
import { counted, language, localise, text } from "../shared/localise.js";
import { askAgain, onUnregistered, understood, unregistered } from "../shared/unregistered.js";
import { Trouble, ask, openDraft, openMessage, refreshBadge } from "./daemon.js";
import { journal, letterDetail } from "./detail.js";
import { LetterList } from "./list.js";
import { button, name } from "./nodes.js";
import { askAnswered, askSlipped, askSnooze } from "./orders.js";
import { banners, emptyPage, freshness, troublePage } from "./states.js";

const AGAIN = 60_000; // while the page is seen; later where thousands of letters take their time
const REST = 20; // so many times as long as it took
const at = (id) => document.getElementById(id);

const letters = new Map();
const page = {
    status: null, trouble: null, unregistered: { waiting: 0, refused: [], can_again: false }, selected: null, loading: false, loaded: false,
    asked: 0, rest: AGAIN,
};
let list = null;

function reader() {
    const now = page.status?.now ?? new Date().toISOString();
    return { language: language(), zone: page.status?.zone ?? ownZone(), now, text };
}

const today = () => wallOf(reader().now, reader().zone).slice(0, 10);

/** Says a sentence in the live region; with `undo`, the button that takes it back. */
function say(words, undo = false) {
    const hadFocus = at("said").contains(document.activeElement);
    at("said").replaceChildren(words, undo ? button(text("space_undo"), takeBack, { class: "plain" }) : "");
    if (hadFocus) (at("detail").querySelector("h2") ?? at("search")).focus();
}

/** Runs what a button asks for; what goes wrong is said, and never lost. */
async function tried(action) {
    try {
        return await action();
    } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        if (error.away) show({ trouble: error });
        say(name(error.message, { lang: error.lang }));
        return null;
    }
}

function show(changes = {}) {
    Object.assign(page, changes);
    const known = reader();
    replaced("banners", banners({
        status: page.status, trouble: letters.size > 0 ? page.trouble : null, unregistered: page.unregistered, reader: known,
        set, retry: load, understood, askAgain,
    }));
    const words = at("search").value.trim();
    const shown = [...letters.values()].filter((letter) => words === "" || matches(letter, words));
    const instead = insteadOfList();
    replaced("instead", instead ?? []);
    at("instead").hidden = instead === null;
    at("list").hidden = instead !== null;
    at("detail").hidden = instead !== null;
    at("list-state").textContent = listState(shown.length, words);
    at("freshness").textContent = page.status ? freshness(page.status, known) : "";
    list.render(shown, { reader: known, by: at("grouping").value, selected: page.selected });
    showDetail(known);
    const accounts = page.status?.accounts ?? [];
    at("pause").disabled = page.trouble !== null || accounts.every(({ paused }) => paused);
    at("hold").disabled = page.trouble !== null || accounts.every(({ held }) => held);
    at("look").disabled = page.trouble !== null && !page.trouble.away;
    document.body.setAttribute("aria-busy", String(page.loading && !page.loaded));
    document.documentElement.dataset.ready = String(!page.loading);
}

function insteadOfList() {
    if (letters.size > 0) return null;
    if (page.trouble) return troublePage(page.trouble, load);
    return page.loaded ? emptyPage() : null;
}

/** Only where they say something else than before: what is read aloud or holds the focus stays as it is. */
function replaced(id, children) {
    const words = children.map((child) => child.textContent).join("\n");
    if (at(id).dataset.words === words) return;
    at(id).dataset.words = words;
    at(id).replaceChildren(...children);
}

function listState(count, words) {
    if (page.loading && !page.loaded && count === 0) return text("space_loading");
    if (words !== "" && count === 0) return text("space_none_found");
    return words === "" ? "" : counted("space_found", count);
}

/** Draws the letter beside the list anew; the focus stays on what it was on. */
function showDetail(known) {
    const letter = letters.get(page.selected);
    const place = at("detail");
    at("main").dataset.showing = letter ? "letter" : "list";
    const drawnAs = JSON.stringify([letter, known.now.slice(0, 13), known.zone]);
    if (place.dataset.drawn === drawnAs) return;
    const focus = place.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
    place.dataset.drawn = drawnAs;
    if (!letter) {
        place.replaceChildren(Object.assign(document.createElement("p"), { className: "quiet", textContent: text("space_choose") }));
        return;
    }
    place.replaceChildren(...letterDetail(letter, known, ordersFor(letter)));
    if (focus) (place.querySelector(`[data-focus="${CSS.escape(focus)}"]`) ?? place.querySelector("h2")).focus();
}

const peopleOf = ({ to, cc }) => [...to, ...cc].flatMap(({ address, instead }) => [address, instead]).filter(Boolean);

function ordersFor({ id, message_id: messageId, ...rest }) {
    const order = (method, params, said) => tried(async () => {
        const letter = await ask(method, { letter: id, ...params });
        took(letter);
        say(text(said), true);
    });
    const afterAsking = (question, method, said) => async () => {
        const params = await question(today());
        if (params) await order(method, params, said);
    };
    return {
        order,
        snooze: afterAsking(askSnooze, "letters.snooze", "space_said_snoozed"),
        answered: afterAsking(askAnswered, "letters.answered", "space_said_answered"),
        slipped: async ({ number }) => {
            const params = await askSlipped(today());
            if (params) await order("letters.slipped", { promise: number, ...params }, "space_said_slipped");
        },
        openMessage: () => tried(() => openMessage(messageId)),
        openDraft: () => tried(() => openDraft(messageId, peopleOf(rest))),
        why: (place) => tried(async () => {
            place.replaceChildren(journal(await ask("letters.why", { letter: id }), reader()));
        }),
        back: () => choose(null),
    };
}

function took(letter) {
    if (letter && typeof letter.id === "number") letters.set(letter.id, letter);
    show();
    refreshBadge();
}

const takeBack = () => tried(async () => {
    took(await ask("letters.undo"));
    say(text("space_said_undone"));
});

const set = (method, on) => tried(async () => {
    await ask(method, { on });
    show({ status: await ask("daemon.status") });
    refreshBadge();
});

function choose(id, byKeyboard = true) {
    const before = page.selected;
    page.selected = id;
    list.select(id);
    showDetail(reader());
    if (id === null) list.focus(before);
    else if (byKeyboard || getComputedStyle(at("list")).display === "none") at("detail").querySelector("h2").focus();
    at("detail").scrollTop = 0;
}

/** Asks for everything; a newer request makes an older one's answers void. */
async function load() {
    page.asked += 1;
    const mine = page.asked;
    const current = () => mine === page.asked;
    page.loading = true;
    const began = performance.now();
    try {
        const status = await ask("daemon.status");
        if (current()) show({ status, trouble: null });
        const ids = await loadLetters(ask, {
            withClosed: at("with-closed").checked,
            onPart: (part) => current() && takePart(part),
        });
        if (!current()) return;
        for (const id of [...letters.keys()]) if (!ids.has(id) && id !== page.selected) letters.delete(id);
        show({ loading: false, loaded: true });
        refreshBadge();
    } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        if (current()) show({ loading: false, trouble: error });
        refreshBadge();
    } finally {
        page.rest = Math.max(AGAIN, REST * (performance.now() - began));
    }
}

/** Asks again after a while, as long as the page is open. */
function loadAgain() {
    setTimeout(() => {
        if (!document.hidden && !page.loading) load();
        loadAgain();
    }, page.rest);
}

/** The first part is shown at once; the rest waits for the end, so that thousands do not flicker. */
function takePart(part) {
    const first = letters.size === 0;
    for (const letter of part) letters.set(letter.id, letter);
    if (first && part.length > 0) show();
}

const look = () => tried(async () => {
    say(text("space_looking"));
    await ask("daemon.look");
    await load();
    if (page.trouble === null) say(text("space_looked"));
});

const lookAtUnregistered = async () => show({ unregistered: await unregistered() });

function begin() {
    localise(document);
    onUnregistered(lookAtUnregistered);
    lookAtUnregistered();
    list = new LetterList(at("sections"), choose);
    at("search").addEventListener("input", () => show());
    at("grouping").addEventListener("change", () => show());
    at("with-closed").addEventListener("change", load);
    at("look").addEventListener("click", look);
    at("undo").addEventListener("click", takeBack);
    at("pause").addEventListener("click", () => set("daemon.pause", true));
    at("hold").addEventListener("click", () => set("daemon.hold", true));
    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && page.selected !== null && !at("dialog").open) choose(null);
    });
    document.addEventListener("visibilitychange", () => document.hidden || load());
    load();
    show();
    loadAgain();
}

begin();
