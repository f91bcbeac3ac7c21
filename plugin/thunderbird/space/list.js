// The list of letters: sections with rows, drawn in parts, since there may be thousands; one row is in the tab order.
import { wallOf } from "../shared/dates.js";
import { byClient, grouped } from "../shared/letters.js";
import { counted, text } from "../shared/localise.js";
import { button, name, node } from "./nodes.js";
import { clientText, rowText } from "./words.js";

const PART = 60; // rows of a section that are drawn at once
const SIGNS = { held: "!", due: "●", promised: "◆", waiting: "…", closed: "✓" };
const KEYS = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

export class LetterList {
    /** `onOpen(id, byKeyboard)` hears of a row that was chosen. */
    constructor(place, onOpen) {
        this.place = place;
        this.onOpen = onOpen;
        this.rows = new Map(); // how many rows of a section are drawn
        this.looks = null; // what they said
        this.current = null;
        this.more = new IntersectionObserver((seen) => {
            for (const { isIntersecting, target } of seen) if (isIntersecting) this.#drawMore(target, false);
        });
        place.addEventListener("keydown", (event) => this.#move(event));
    }

    /** Draws the letters by what is next or by client; what was scrolled to and focused stays so. */
    render(letters, { reader, by, selected }) {
        const sections = by === "client" ? clientSections(letters, reader) : nextSections(letters, reader);
        this.reader = reader;
        this.selected = selected;
        if (this.#isDrawn(sections)) return this.select(selected);
        const focused = this.place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
        this.more.disconnect();
        this.place.replaceChildren(...sections.map((section) => this.#section(section)));
        this.#keepOneTabStop();
        if (focused) this.#buttonOf(focused)?.focus();
        return undefined;
    }

    /** True where all that is on show would look the same: then nothing is touched that is being read or scrolled. */
    #isDrawn(sections) {
        const looks = JSON.stringify(sections.map((section) => [section.key, section.letters.length,
            section.letters.slice(0, this.#shown(section)).map((letter) => [letter.id, letter.subject,
                section.groupOf(letter), clientText(letter, this.reader), rowText(letter, this.reader)])]));
        const same = looks === this.looks;
        this.looks = looks;
        if (same) sections.forEach((section, index) => { this.place.children[index].section = section; });
        return same;
    }

    #shown(section) {
        return Math.min(section.letters.length, Math.max(PART, this.rows.get(section.key) ?? 0));
    }

    /** Marks the letter that is shown beside the list; null: none. */
    select(id) {
        this.selected = id;
        for (const row of this.place.querySelectorAll("button.row")) {
            if (Number(row.dataset.key) === id) row.setAttribute("aria-current", "true");
            else row.removeAttribute("aria-current");
        }
    }

    /** Puts the focus on a letter's row, or on the first where that is not drawn. */
    focus(id) {
        (this.#buttonOf(String(id)) ?? this.place.querySelector("button.row"))?.focus();
    }

    #section(section) {
        const rows = node("ul", { "aria-labelledby": `section-${section.key}` });
        const shown = this.#shown(section);
        rows.append(...section.letters.slice(0, shown).map((letter) => this.#row(letter, section)));
        const title = node("h2", { id: `section-${section.key}` }, section.title,
            node("span", { class: "count" }, ` ${new Intl.NumberFormat(this.reader.language).format(section.letters.length)}`));
        const element = node("section", { class: `group ${section.kind}` }, title, rows);
        element.section = section;
        this.rows.set(section.key, shown);
        if (shown < section.letters.length) this.#offerMore(element, section.letters.length - shown);
        return element;
    }

    #offerMore(element, left) {
        const offer = button(counted("space_more", left), () => this.#drawMore(offer, true), { class: "more plain" });
        element.append(offer);
        this.more.observe(offer);
    }

    #drawMore(offer, byHand) {
        const element = offer.parentElement;
        if (!element) return;
        this.more.unobserve(offer);
        const { section } = element;
        const from = this.rows.get(section.key);
        const part = section.letters.slice(from, from + PART);
        const rows = part.map((letter) => this.#row(letter, section));
        element.querySelector("ul").append(...rows);
        this.rows.set(section.key, from + part.length);
        this.looks = null;
        const hadFocus = byHand || document.activeElement === offer;
        offer.remove();
        if (from + part.length < section.letters.length) {
            this.#offerMore(element, section.letters.length - from - part.length);
        }
        if (hadFocus) rows[0].querySelector("button").focus();
    }

    #row(letter, section) {
        const kind = section.groupOf(letter);
        const byName = section.kind !== "client"; // else the name stands above already
        const client = name(clientText(letter, this.reader));
        const subject = name(letter.subject || text("space_no_subject"));
        return node("li", {},
            node("button", {
                class: `row ${kind}`, type: "button", tabindex: "-1", "data-key": letter.id,
                "aria-current": letter.id === this.selected ? "true" : null,
                onclick: (event) => this.onOpen(letter.id, event.detail === 0),
                onfocus: (event) => this.#take(event.currentTarget),
            },
            node("span", { class: "sign", "aria-hidden": "true" }, SIGNS[kind]),
            node("span", { class: "who" }, byName ? client : subject),
            node("span", { class: "about" },
                node("span", { class: "next" }, rowText(letter, this.reader)), byName && [" · ", subject])));
    }

    #buttonOf(key) {
        return this.place.querySelector(`button.row[data-key="${CSS.escape(key)}"]`);
    }

    #take(row) {
        if (this.current && this.current !== row) this.current.tabIndex = -1;
        this.current = row;
        row.tabIndex = 0;
    }

    #keepOneTabStop() {
        const row = (this.selected !== null && this.#buttonOf(String(this.selected))) || this.place.querySelector("button.row");
        this.current = null;
        if (row) this.#take(row);
    }

    #move(event) {
        const by = KEYS[event.key];
        if (by === undefined || !event.target.matches("button.row") || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        const rows = [...this.place.querySelectorAll("button.row")];
        const at = rows.indexOf(event.target) + by;
        rows[Math.min(Math.max(at, 0), rows.length - 1)].focus();
    }
}

/** What the clocks of a zone show now; asked for thousands of letters. */
function wallsOf({ now }) {
    const walls = new Map();
    return (zone) => {
        if (!walls.has(zone)) walls.set(zone, wallOf(now, zone));
        return walls.get(zone);
    };
}

function nextSections(letters, reader) {
    const groups = grouped(letters, reader.now, wallsOf(reader));
    return [...groups].filter(([, list]) => list.length > 0).map(([kind, list]) => ({
        key: kind, kind, title: text(`space_group_${kind}`), letters: list, groupOf: () => kind,
    }));
}

function clientSections(letters, reader) {
    const kinds = new Map();
    for (const [kind, list] of grouped(letters, reader.now, wallsOf(reader))) {
        for (const { id } of list) kinds.set(id, kind);
    }
    return byClient(letters).map(({ key, letters: list }, index) => ({
        key: `client-${index}-${key}`.replace(/\s+/g, "-"), kind: "client", letters: list,
        title: name(clientText(list[0], reader)), groupOf: ({ id }) => kinds.get(id),
    }));
}
