// Letters that were sent and that the daemon does not know: those that wait for it, and those that it refused.
// background/waiting.js keeps them in storage.local.
import { isolated, text } from "./localise.js";

const WAITING = "waiting";
const REFUSED = "refused";
const SENT = new Set(["copy", "letter"]); // the others have not left yet, as far as anybody knows

/** {waiting: how many, refused: [sentence]} */
export async function unregistered() {
    const { [WAITING]: waiting = [], [REFUSED]: refused = [] } = await messenger.storage.local.get([WAITING, REFUSED]);
    return { waiting: waiting.filter(({ way }) => SENT.has(way)).length, refused: refused.map(sentenceOf) };
}

function sentenceOf({ subject, message, is_unseen, was_queued }) {
    if (is_unseen) return text(was_queued ? "refused_outbox" : "refused_unseen", isolated(subject));
    return text("refused_letter", isolated(subject), message);
}

/** The user has read of those that were refused. */
export const understood = () => messenger.storage.local.remove(REFUSED);

/** Calls when something of it changes. */
export function onUnregistered(listener) {
    messenger.storage.local.onChanged.addListener((changes) => {
        if (WAITING in changes || REFUSED in changes) listener();
    });
}
