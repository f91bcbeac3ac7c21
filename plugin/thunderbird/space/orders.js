// What the user can say about a letter: each order asks the daemon and hands on the letter as it then is. What needs a
// day or a word is asked for in the page's dialog.
import { text } from "../shared/localise.js";
import { dayAfter, morningOf, nextMonday } from "./days.js";
import { button, node } from "./nodes.js";

/** Fills the dialog, opens it, and answers with its form's values, or null where it was left. */
function asked(title, fields, confirm) {
    const dialog = document.getElementById("dialog");
    const form = node("form", { method: "dialog" },
        node("h2", { id: "dialog-title" }, title),
        ...fields,
        node("p", { class: "buttons" },
            button(text("space_cancel"), () => dialog.close("")),
            node("button", { class: "main", value: "yes" }, confirm)));
    dialog.replaceChildren(form);
    dialog.returnValue = "";
    return new Promise((resolve) => {
        dialog.addEventListener("close", () => {
            resolve(dialog.returnValue === "yes" ? new FormData(form) : null);
        }, { once: true });
        dialog.showModal();
    });
}

function dayField(label, least, value) {
    return node("label", { class: "field" }, label,
        node("input", { type: "date", name: "day", min: least, value, required: true, autofocus: true }));
}

/** Asks until when, with the usual days a click away. */
export async function askSnooze(today) {
    const days = [["space_snooze_tomorrow", dayAfter(today, 1)], ["space_snooze_monday", nextMonday(today)],
        ["space_snooze_week", dayAfter(today, 7)], ["space_snooze_fortnight", dayAfter(today, 14)]];
    const field = dayField(text("space_snooze_day"), dayAfter(today, 1), dayAfter(today, 7));
    const choices = node("p", { class: "choices" }, days.map(([key, day]) => button(text(key), () => {
        field.querySelector("input").value = day;
    })));
    const form = await asked(text("space_snooze_ask"), [choices, field], text("space_snooze_do"));
    return form && { until: morningOf(form.get("day")) };
}

/** Asks for a promise's new day, and whether the client is to hear of it. */
export async function askSlipped(today) {
    const form = await asked(text("space_slipped_ask"), [
        dayField(text("space_slipped_day"), today, dayAfter(today, 7)),
        node("label", { class: "check" }, node("input", { type: "checkbox", name: "draft", checked: true }),
            text("space_slipped_draft")),
    ], text("space_slipped_do"));
    return form && { to: form.get("day"), draft: form.get("draft") !== null };
}

/** Asks how the client answered. */
export async function askAnswered() {
    const ways = [["phone", "space_by_phone"], ["meeting", "space_by_meeting"], ["other", "space_by_other"]];
    const form = await asked(text("space_answered_ask"), [
        node("fieldset", {}, node("legend", { class: "unseen" }, text("space_answered_ask")),
            ways.map(([way, key]) => node("label", { class: "check" },
                node("input", { type: "radio", name: "by", value: way, checked: way === "phone" }), text(key)))),
        node("label", { class: "field" }, text("space_answered_note"),
            node("textarea", { name: "note", rows: 3, maxlength: 600, dir: "auto" })),
    ], text("space_answered_do"));
    if (!form) return null;
    const note = form.get("note").trim();
    return { by: form.get("by"), ...(note === "" ? {} : { note }) };
}
