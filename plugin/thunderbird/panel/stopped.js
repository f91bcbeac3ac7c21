// Why a send was stopped, shown once when the panel opens by itself: fields that are still empty, or an answer that came.
import { counted, text } from "../shared/localise.js";
import * as state from "../shared/tab_state.js";

function line(name, words, className = "") {
    const made = document.createElement(name);
    made.textContent = words;
    made.className = className;
    made.dir = "auto";
    return made;
}

function answerLines({ words }) {
    const quoted = line("blockquote", words ?? "");
    return [line("strong", text("stop_answer")), quoted, line("p", text("stop_answer_then"))];
}

/** Fills the alert; true where there was something to say. */
export function showStop(tabId, alert, stop) {
    if (!stop?.show) return false;
    const lines = [];
    if (stop.show.answer) lines.push(...answerLines(stop.show.answer));
    if (stop.show.unfilled.length) {
        const list = document.createElement("ul");
        list.append(...stop.show.unfilled.map((label) => Object.assign(line("li", label), { lang: "en" }))); // the guides' names
        lines.push(line("strong", counted("stop_unfilled", stop.show.unfilled.length)), list, line("p", text("stop_again")));
    }
    alert.replaceChildren(...lines);
    state.set(tabId, "stop", { ...stop, show: null });
    return true;
}
