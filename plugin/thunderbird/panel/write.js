// The page "Write": a situation and a tone give a form, the form gives a letter, Insert puts it into the window.
import { mailOf } from "../background/mail.js";
import * as state from "../background/tab_state.js";
import { counted, language, text } from "../shared/localise.js";
import { bridge, details, order } from "./ask.js";
import { draw, fillIn, option } from "./form_fields.js";

const by = (id) => document.getElementById(id);
const parse = (mailboxes) => messenger.messengerUtilities.parseMailboxString(mailboxes);
const GUIDES = "en"; // the language of the letters and of what is said about them
const PAUSE = 120; // ms without a key before the preview

export class WritePage {
    #tabId;
    #tell; // (error or null) => void
    #situations = [];
    #mailKnown = null; // a promise: the window's people and subject
    #mail = null;
    #form = { situation: "", tone: "personal", severity: "", fields: {} };
    #known = {}; // what Thunderbird knows and the bridge does not
    #filledIn = new Set(); // fields that were filled in for the user: given as "" they stay open
    #letter = null;
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
    }

    /** What can wait until the panel is seen: the letter, and situations that have changed since. */
    async fill(kept, wereKept) {
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
        this.#mailKnown ??= details(this.#tabId).then((compose) => mailOf(compose, parse));
        this.#mail = await this.#mailKnown;
        const answer = await bridge("guide.write", {
            situation: this.#form.situation,
            tone: this.#form.tone,
            severity: this.#form.severity || null,
            fields: this.#ownFields(),
            to: this.#mail.to,
            from: this.#mail.from.address,
        });
        if (mine !== this.#turn) return;
        this.#tell(answer.error ?? null);
        if (answer.error) return;
        this.#letter = answer.result;
        if (this.#learnsName()) {
            await this.#preview();
            return;
        }
        for (const id of Object.keys({ ...this.#known, ...this.#letter.values })) this.#filledIn.add(id);
        fillIn(by("fields"), { ...this.#known, ...this.#letter.values }, this.#form.fields);
        by("preview-subject").textContent = this.#letter.subject;
        by("preview").replaceChildren(...marked(this.#letter));
        const said = [...(this.#letter.advice ?? []), ...(this.#letter.notes ?? [])];
        by("advice").replaceChildren(...said.map(sentence));
        by("write-status").textContent = openFields(this.#letter.missing);
    }

    /** The name of the identity stands in where no account of Amends has a better one. */
    #learnsName() {
        const name = this.#mail.from.name;
        if (!name || this.#known.user_name || "user_name" in this.#form.fields) return false;
        if (!this.#letter.missing.some((field) => field.id === "user_name")) return false;
        this.#known.user_name = name;
        return true;
    }

    async #insert() {
        if (this.#timer || !this.#letter) await this.#preview();
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
