// Letters that were sent and that the daemon will not follow up, each with its reason, until the user has read it.
import { isolated, text } from "../shared/localise.js";

const KEY = "refused"; // background/waiting.js puts them there

export async function showRefused(alert) {
    const list = (await messenger.storage.local.get(KEY))[KEY] ?? [];
    if (list.length === 0) return;
    const lines = list.map(({ subject, message, is_unseen, was_queued }) => {
        const line = document.createElement("p");
        line.textContent = is_unseen
            ? text(was_queued ? "refused_outbox" : "refused_unseen", isolated(subject))
            : text("refused_letter", isolated(subject), message);
        return line;
    });
    const read = document.createElement("button");
    read.type = "button";
    read.textContent = text("refused_read");
    read.addEventListener("click", async () => {
        await messenger.storage.local.remove(KEY);
        alert.replaceChildren();
        document.querySelector("[role=tab][aria-selected=true]").focus();
    });
    alert.replaceChildren(...lines, read);
}
