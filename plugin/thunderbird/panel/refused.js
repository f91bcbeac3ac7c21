// Letters that were sent and that the daemon will not follow up, each with its reason, until the user has read it.
import { text } from "../shared/localise.js";
import { understood, unregistered } from "../shared/unregistered.js";

export async function showRefused(alert) {
    const { refused } = await unregistered();
    if (refused.length === 0) return;
    const lines = refused.map((sentence) => {
        const line = document.createElement("p");
        line.textContent = sentence;
        return line;
    });
    const read = document.createElement("button");
    read.type = "button";
    read.textContent = text("refused_read");
    read.addEventListener("click", async () => {
        await understood();
        alert.replaceChildren();
        document.querySelector("[role=tab][aria-selected=true]").focus();
    });
    alert.replaceChildren(...lines, read);
}
