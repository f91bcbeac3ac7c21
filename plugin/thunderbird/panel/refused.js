// Letters that were sent and that the daemon will not follow up, each with its reason, until the user has read it.
import { text } from "../shared/localise.js";
import { askAgain, understood, unregistered } from "../shared/unregistered.js";

function line({ words, reason, lang }) {
    const made = document.createElement("p");
    const why = document.createElement("bdi");
    why.textContent = reason;
    why.lang = lang;
    made.append(words, " ", why);
    return made;
}

export async function showRefused(alert) {
    const { refused, can_again } = await unregistered();
    if (refused.length === 0) return;
    const answer = (key, action) => {
        const made = document.createElement("button");
        made.type = "button";
        made.textContent = text(key);
        made.addEventListener("click", async () => {
            await action();
            alert.replaceChildren();
            document.querySelector("[role=tab][aria-selected=true]").focus();
            await showRefused(alert);
        });
        return made;
    };
    const answers = document.createElement("div");
    answers.className = "actions";
    if (can_again) answers.append(answer("refused_again", askAgain));
    answers.append(answer("refused_read", understood));
    alert.replaceChildren(...refused.map(line), answers);
}
