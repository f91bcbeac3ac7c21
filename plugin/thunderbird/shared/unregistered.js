// Letters that were sent and that the daemon does not know: those that wait for it, and those that it refused.
// background/waiting.js keeps them in storage.local.
import { isolated, text } from "./localise.js";

const WAITING = "waiting";
const REFUSED = "refused";
const SENT = new Set(["copy", "letter"]); // the others have not left yet, as far as anybody knows

/**
 * {waiting: how many, refused: [{words, reason, lang}], can_again}: a reason, or "", and the language that it is in; whether
 * the daemon can be asked once more for one of these.
 */
export async function unregistered() {
    const { [WAITING]: waiting = [], [REFUSED]: refused = [] } = await messenger.storage.local.get([WAITING, REFUSED]);
    return {
        waiting: waiting.filter(({ way }) => SENT.has(way)).length,
        refused: refused.map((one) => ({ words: wordsOf(one), reason: one.message ?? "", lang: one.lang ?? "en" })),
        can_again: refused.some((one) => one.again),
    };
}

function wordsOf({ subject, is_unseen, was_queued, is_expired, again }) {
    if (is_expired) return text(again ? "refused_expired" : "refused_expired_lost", isolated(subject));
    if (is_unseen) return text(was_queued ? "refused_outbox" : "refused_unseen", isolated(subject));
    return text("refused_letter", isolated(subject));
}

/** The user has read of those that were refused. */
export const understood = () => messenger.storage.local.remove(REFUSED);

/** Asks the daemon once more for those that have waited for it too long. */
export const askAgain = () => messenger.runtime.sendMessage({ call: "again" });

/** Calls when something of it changes. */
export function onUnregistered(listener) {
    messenger.storage.local.onChanged.addListener((changes) => {
        if (WAITING in changes || REFUSED in changes) listener();
    });
}
