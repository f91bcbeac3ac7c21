// What came of a send, and what is to be registered then. Pure.
import { addresses } from "./mail.js";
import { inAngles } from "./message_id.js";

const addressIn = (mailbox) => mailbox.slice(mailbox.lastIndexOf("<") + 1).replace(/>$/, "");

/**
 * {way, message_id, outbox} of what onAfterSend tells, or null where nothing was sent. A refusal by the server comes
 * without an error, so only a Message-ID (or, sent later, a copy in the outbox) is proof.
 *   copy    the daemon finds the mail in the mailbox     letter  it lies in no folder that the daemon could read
 *   outbox  it has not left yet
 */
export function outcomeOf(info, isOnServer) {
    if (info.error) return null;
    const messages = info.messages ?? [];
    if (info.mode === "sendLater") {
        const waiting = messages[0];
        if (!waiting?.headerMessageId) return null;
        return { way: "outbox", message_id: inAngles(waiting.headerMessageId) };
    }
    if (!info.headerMessageId) return null;
    const way = messages.some((copy) => isOnServer(copy.folder)) ? "copy" : "letter";
    return { way, message_id: inAngles(info.headerMessageId) };
}

/** {way, message_id} of the first of these messages of Sent and the outbox that can be the entry's mail, or null. */
export function copyOf({ letter }, messages) {
    const isTo = (recipients, wanted) => wanted.every((one) => recipients.some((each) => each.includes(addressIn(one))));
    const copies = messages
        .filter(({ subject, headerMessageId }) => headerMessageId && letter.subject.endsWith(subject))
        .filter(({ recipients }) => isTo(recipients ?? [], letter.to ?? []))
        .sort((one, other) => one.date - other.date);
    if (copies.length === 0) return null;
    const isQueued = (copies[0].folder?.specialUse ?? []).includes("outbox");
    return { way: isQueued ? "outbox" : "copy", message_id: inAngles(copies[0].headerMessageId) };
}

/** True for a letter of a template, unless all of it is gone and what stands there now is no apology. */
export function isTemplates({ template, review }) {
    return template !== null && (review?.template_gone !== true || review.apology === true);
}

/** A letter of a template is followed up unless switched off; any other only where the user said so. */
export function isFollowed(kept) {
    if (kept.origin?.step) return false; // the check-in of a letter is no letter of its own
    return kept.plan?.follow ?? isTemplates(kept);
}

/** The options of letters.track and letters.plan that the panel has chosen. For what is protected nothing is ever sent. */
export function optionsOf({ template, plan, review }, is_protected = false) {
    const options = {};
    const situation = (isTemplates({ template, review }) && template.situation) || review?.situation;
    if (situation) options.situation = situation;
    if (template?.severity) options.severity = template.severity;
    if (plan?.zone) options.zone = plan.zone;
    const check_in = plan?.check_in === "send" && is_protected ? "draft" : plan?.check_in;
    if (check_in) options.check_in = check_in;
    if (check_in === "send") options.auto = true;
    if (plan?.check_in_on && plan.check_in !== "off") options.check_in_on = plan.check_in_on;
    return options;
}

const MOST_PEOPLE = 100; // of To and Cc each, that the daemon takes
const MOST_TEXT = 60_000; // characters: it takes 200,000 bytes, and one may be three

/** What letters.plan is asked for a mail (as mailOf gives it) and its words. What is encrypted is not told. Pure. */
export function planRequest({ from, to, cc, subject }, words, kept, details) {
    const protection = protectionOf(details);
    return {
        from: from.address,
        to: addresses(to).slice(0, MOST_PEOPLE),
        cc: addresses(cc).slice(0, MOST_PEOPLE),
        subject,
        text: protection === "encrypted" ? "" : words.slice(0, MOST_TEXT),
        protection,
        ...optionsOf(kept, isProtected(details)),
    };
}

/** How the mail will be sent, as the daemon has it: "none", "signed" or "encrypted". */
function protectionOf({ selectedEncryptionTechnology: chosen }) {
    if (chosen?.encryptBody) return "encrypted";
    return chosen?.signMessage ? "signed" : "none";
}

/** Encrypted or signed: what it says is kept nowhere, and only the mail itself tells the daemon so. */
export const isProtected = (details) => protectionOf(details) !== "none";

/** What letters.track is asked for an entry of the queue (see waiting.js). */
export function trackRequest(entry) {
    if (entry.way === "letter") return { letter: entry.letter, ...entry.options };
    return { message_id: entry.message_id, ...entry.options };
}

/** What becomes of an entry after an answer: "done", "refused" (with the sentence kept), "letter", "unseen" or "wait". */
export function verdict(entry, answer) {
    if (answer.result) return "done";
    const { code, retry } = answer.error;
    if (code === 4 || retry === "later" || retry === "unknown" || retry === "after_change") return "wait";
    // The copy may take its time to reach the folder; after some tries the letter is handed over as it was sent.
    if (code === 1 && entry.way === "copy" && entry.tries < 5) return "wait";
    // What lies neither in the outbox nor in Sent may have been thrown away in the outbox.
    if (code === 1 && entry.way === "copy" && entry.was_queued) return "unseen";
    if (code === 1 && entry.way === "copy" && !entry.is_protected && !entry.is_wordless) return "letter";
    return "refused";
}
