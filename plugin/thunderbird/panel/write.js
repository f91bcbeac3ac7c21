// The page "Write": a situation and a tone give a form, the form gives a letter, Insert puts it into the window.
import { emptyForm, needsOwnName, writeRequest } from "../shared/first_letter.js";
import { counted, language, text } from "../shared/localise.js";
import { mailOf } from "../shared/mail.js";
import * as state from "../shared/tab_state.js";
import { bridge, details, order } from "./ask.js";
import { draw, fillIn, option } from "./form_fields.js";

const by = (id) => document.getElementById(id);
const GUIDES = "en"; // the language of the letters and of what is said about them
const PAUSE = 120; // ms without a key before the preview

export class WritePage {
    #tabId;
    #tell; // (error or null) => void
    #situations = [];
    #mailKnown = null; // a promise: the window's people and subject
    #mail = null;
    #form = emptyForm();
    #known = {}; // what Thunderbird knows and the bridge does not
    #filledIn = new Set(); // fields that were filled in for the user: given as "" they stay open
    #letter = null;
    #cannotWrite = false; // the bridge is away
    #isFresh = false; // written for the mail as it is, and not kept from before
    #timer = null;
    #turn = 0;

    constructor(tabId, tell) {
        this.#tabId = tabId;
        this.#tell = tell;
    }

    /** Draws the form from what is kept; `situations` are those that the bridge told the last time, if it did. */
    async start(kept, situations) {
        Object.assign(this.#form, kept.form ?? {});
        for (const name of ["situation", "tone", "severity"]) {
            by(name).value = this.#form[name] ?? "";
            by(name).addEventListener("change", () => this.#chosen(name));
        }
        by("form").addEventListener("submit", (event) => {
            event.preventDefault();
            this.#insert();
        });
        if (situations) this.#offer(situations, kept.review);
        else await this.#learnSituations(kept.review);
        if (kept.letter && JSON.stringify(kept.letter.form) === JSON.stringify(this.#form)) {
            this.#known = kept.letter.known;
            this.#show(kept.letter.letter);
        }
    }

    /** Whether the letter stands there, and in the form what is known. */
    isFilled() {
        return this.#letter !== null || this.#cannotWrite;
    }

    /** Resolves when it does, or cannot. */
    async fill() {
        if (!this.isFilled()) await this.#preview();
        this.#cannotWrite = this.#letter === null;
    }

    /** What can wait until then: who the mail is for may have changed meanwhile, and the situations. */
    async refresh(kept, wereKept) {
        this.#nameInsert(kept.template);
        await this.#preview();
        if (wereKept) await this.#learnSituations(kept.review);
    }

    async #learnSituations(review) {
        const { result, error } = await bridge("guide.situations", {});
        this.#tell(error ?? null);
        if (!result || JSON.stringify(result) === JSON.stringify(this.#situations)) return;
        this.#offer(result, review);
        await state.keepSituations(result);
    }

    #offer(situations, review) {
        this.#situations = situations;
        this.#form.situation ||= review?.situation || situations[0]?.id || "";
        by("situation").replaceChildren(...situations.map((one) => option(one.title, one.id)));
        by("situation").lang = by("preview").lang = by("preview-subject").lang = GUIDES;
        by("situation").value = this.#form.situation;
        this.#drawFields();
    }

    /** Insert says that it replaces, where the letter of before stands unchanged in the mail. */
    async #nameInsert(template) {
        const before = template && (await order(this.#tabId, "find", { text: template.body, plain: template.plain }));
        by("insert").textContent = text(before?.found ? "panel_insert_again" : "panel_insert");
    }

    #situation() {
        return this.#situations.find((one) => one.id === this.#form.situation);
    }

    #chosen(name) {
        this.#form[name] = by(name).value;
        if (name === "situation") this.#drawFields();
        this.#changed();
    }

    #drawFields() {
        draw(by("fields"), this.#situation()?.fields ?? [], this.#form.fields, (id, value) => {
            this.#form.fields[id] = value;
            this.#changed();
        });
    }

    #changed() {
        state.set(this.#tabId, "form", this.#form);
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#preview(), PAUSE);
    }

    #ownFields() {
        const ids = new Set((this.#situation()?.fields ?? []).map((field) => field.id));
        const given = Object.entries({ ...this.#known, ...this.#form.fields });
        return Object.fromEntries(given.filter(([id, value]) => ids.has(id) && (value || this.#filledIn.has(id))));
    }

    async #preview() {
        clearTimeout(this.#timer);
        this.#timer = null;
        if (!this.#situation()) return;
        const mine = ++this.#turn;
        this.#mailKnown ??= details(this.#tabId).then((compose) => mailOf(compose));
        this.#mail = await this.#mailKnown;
        const form = structuredClone(this.#form);
        const answer = await bridge("guide.write", writeRequest(form, this.#ownFields(), this.#mail));
        if (mine !== this.#turn) return;
        this.#tell(answer.error ?? null);
        if (answer.error) return;
        if (this.#learnsName(answer.result)) {
            await this.#preview();
            return;
        }
        this.#isFresh = true;
        this.#show(answer.result);
        await state.set(this.#tabId, "letter", { form, known: this.#known, letter: answer.result });
    }

    #show(letter) {
        this.#letter = letter;
        for (const id of Object.keys({ ...this.#known, ...this.#letter.values })) this.#filledIn.add(id);
        fillIn(by("fields"), { ...this.#known, ...this.#letter.values }, this.#form.fields);
        by("preview-subject").textContent = this.#letter.subject;
        by("preview").replaceChildren(...marked(this.#letter));
        const said = [...(this.#letter.advice ?? []), ...(this.#letter.notes ?? [])];
        by("advice").replaceChildren(...said.map(sentence));
        by("write-status").textContent = openFields(this.#letter.missing);
    }

    /** The name of the identity stands in where no account of Amends has a better one. */
    #learnsName(letter) {
        if (this.#known.user_name || "user_name" in this.#form.fields || !needsOwnName(letter, this.#mail)) return false;
        this.#known = { user_name: this.#mail.from.name };
        return true;
    }

    async #insert() {
        if (this.#timer || !this.#isFresh) await this.#preview();
        if (!this.#letter) return;
        const letter = this.#letter;
        const [compose, before] = await Promise.all([details(this.#tabId), state.get(this.#tabId, "template")]);
        const plain = compose.isPlainText;
        const template = {
            body: letter.body,
            plain,
            subject: letter.subject,
            situation: letter.situation,
            tone: letter.tone,
            severity: letter.severity,
            fields: { ...letter.values, ...this.#ownFields() },
            labels: this.#situation().fields.map((field) => field.label),
        };
        // Before the letter stands in the mail, since the panel closes as soon as its user turns back to the mail.
        await state.set(this.#tabId, "template", template);
        const titled = ["", before?.subject].includes(compose.subject.trim());
        if (titled) {
            await messenger.compose.setComposeDetails(this.#tabId, { subject: letter.subject });
        }
        const answer = await order(this.#tabId, "insert", { text: letter.body, plain, over: before?.body ?? null });
        if (!answer?.done) {
            await state.set(this.#tabId, "template", before);
            if (titled) await messenger.compose.setComposeDetails(this.#tabId, { subject: compose.subject });
            this.#tell({ message: text("panel_no_window"), lang: language() });
            return;
        }
        await order(this.#tabId, "review");
        by("write-status").textContent = text("panel_inserted");
        await this.#nameInsert(template);
    }
}

function sentence(one) {
    const item = document.createElement("li");
    item.textContent = typeof one === "string" ? one : (one.message ?? one.text ?? "");
    item.lang = GUIDES;
    return item;
}

function openFields(missing) {
    if (missing.length === 0) return text("panel_all_filled");
    return counted("panel_open", missing.length);
}

/** The letter's text with its open fields marked, as nodes. */
function marked(letter) {
    const labels = letter.missing.map((field) => `[${field.label}]`);
    const nodes = [];
    let rest = letter.body;
    while (rest !== "") {
        const next = labels
            .map((label) => ({ label, at: rest.indexOf(label) }))
            .filter((one) => one.at >= 0)
            .sort((one, other) => one.at - other.at)[0];
        if (!next) break;
        const mark = document.createElement("mark");
        mark.textContent = next.label;
        nodes.push(rest.slice(0, next.at), mark);
        rest = rest.slice(next.at + next.label.length);
    }
    return [...nodes, rest];
}
