// The inputs of a situation's fields. What the user typed is kept by field id, so that it survives a change of
// situation; what the bridge fills in by itself is shown until the user types something else.
import { text } from "../shared/localise.js";
import { painted } from "./painted.js";

const GUIDES = "en"; // the language of fields and their help
const PLACE = "\uE000";

export function option(label, value) {
    const made = document.createElement("option");
    made.textContent = label;
    made.value = value;
    return made;
}

/** An input for a day. Thunderbird takes as long to make one as the rest of the form, so it is text until it is drawn. */
export async function takesDay(input) {
    await painted();
    input.type = "date";
}

function inputFor(field) {
    if (field.type !== "text") {
        const input = document.createElement("input");
        if (field.type === "date") takesDay(input);
        return input;
    }
    const area = document.createElement("textarea");
    area.rows = 2;
    return area;
}

/** The field's name, which is the guides', in a sentence of the user's language where it may stay empty. */
function labelled({ label, required }) {
    const words = document.createElement("span");
    words.textContent = label;
    words.lang = GUIDES;
    if (required) return [words];
    const [before, after] = text("panel_optional", PLACE).split(PLACE);
    return [before, words, after];
}

function row(field, value, changed) {
    const box = document.createElement("div");
    box.className = "field";
    const label = document.createElement("label");
    const input = inputFor(field);
    const help = document.createElement("p");
    input.id = `field-${field.id}`;
    input.name = field.id;
    input.value = value ?? "";
    input.placeholder = field.type === "date" ? "" : field.example;
    input.required = field.required;
    input.dir = "auto";
    input.setAttribute("aria-describedby", `help-${field.id}`);
    input.addEventListener("input", () => changed(field.id, input.value));
    label.htmlFor = input.id;
    label.append(...labelled(field));
    help.id = `help-${field.id}`;
    help.className = "help";
    help.lang = GUIDES;
    help.textContent = field.help;
    box.append(label, input, help);
    return box;
}

export function draw(container, fields, values, changed) {
    container.replaceChildren(...fields.map((field) => row(field, values[field.id], changed)));
}

/** Shows what was filled in for the user, but never over something they have typed. */
export function fillIn(container, filled, typed) {
    for (const [id, value] of Object.entries(filled ?? {})) {
        const input = container.querySelector(`#field-${CSS.escape(id)}`);
        if (input && !(id in typed) && input !== document.activeElement) input.value = value;
    }
}
