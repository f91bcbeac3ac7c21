// Before and after a send. The handler of onBeforeSend answers within its deadline whatever the bridge does, for
// Thunderbird locks the window until it has an answer.
import { mailbox, mailOf } from "../shared/mail.js";
import { inAngles } from "../shared/message_id.js";
import { isFollowed, isProtected, isTemplates, optionsOf, outcomeOf } from "../shared/outcome.js";
import * as state from "../shared/tab_state.js";
import * as drafts from "./drafts.js";
import { answerSince, leftBehind, originOf, removeDraft } from "./origin.js";
import { ownText } from "./own_text.js";
import { remains } from "./remains.js";
import { isNews, unfilled } from "./unfilled.js";
import * as waiting from "./waiting.js";

const LET_GO = 1300; // ms
const ASK = 900; // ms for the daemon, within LET_GO
const LOOK = 1000; // ms for what the add-on itself knows of a draft
const MOST_PEOPLE = 100; // that the daemon takes of To and Cc each
const OPEN_PANEL = 300; // ms: within the handler the button is locked

const snapshotKey = (tabId) => `sending:${tabId}`;
const after = (ms, value) => new Promise((resolve) => setTimeout(() => resolve(value), ms));

/** The fields that are still open in the mail. Nobody is asked for them. */
function openFields(details, kept) {
    const isApology = isTemplates(kept) || kept.review?.apology === true;
    return unfilled([details.subject ?? "", ownText(details)], kept.template?.labels ?? [], isApology);
}

/** The client's answer to a letter whose check-in this is, where the user has not seen it yet; or null. */
async function newAnswer(kept) {
    const answer = await answerSince(kept.origin, ASK);
    return JSON.stringify(answer) === JSON.stringify(kept.stop?.answer ?? null) ? null : answer;
}

/** The panel; in a window of its own where the user has taken the button off the toolbar. */
async function openPanel(tab) {
    await after(OPEN_PANEL);
    if (await messenger.composeAction.openPopup({ windowId: tab.windowId }).catch(() => false)) return;
    await messenger.windows.create({ type: "popup", url: `/panel/panel.html?tab=${tab.id}`, width: 760, height: 640 });
}

/**
 * Keeps what afterSend needs, and what the next session of Thunderbird needs where this one ends before afterSend. Called
 * again when more is known.
 */
async function keepUntilSent(tab, details, kept) {
    const before = kept.leaving ?? null;
    const isKept = isFollowed(kept);
    kept.leaving = isKept ? (before ?? `${tab.id} ${new Date().toISOString()}`) : null;
    const snapshot = messenger.storage.session.set({ [snapshotKey(tab.id)]: kept });
    if (isKept && !before) await waiting.leave(kept.leaving, await entryOf(details, kept, null));
    if (!isKept && before) await waiting.left(before, null);
    await snapshot;
}

/** What is known of the window, with what the mail itself says now. */
function seenIn(details, kept) {
    const { template, review } = kept;
    return template ? { ...kept, review: { ...review, template_gone: !remains(template, ownText(details)) } } : kept;
}

/** Stops the mail, unless it has left meanwhile, and has the panel say why: {unfilled, answer}. */
async function stops(tab, kept, reason, turn) {
    if (turn.isOver) return {};
    const told = kept.stop ?? {};
    await state.set(tab.id, "stop", {
        unfilled: [...(told.unfilled ?? []), ...reason.unfilled],
        answer: reason.answer ?? told.answer ?? null,
        show: reason,
    });
    openPanel(tab);
    return { cancel: true };
}

async function decide(tab, details, turn) {
    await Promise.race([drafts.restore(tab.id, details), after(LOOK)]);
    const kept = seenIn(details, await state.all(tab.id));
    const open = openFields(details, kept);
    if (isNews(open, kept.stop?.unfilled)) return stops(tab, kept, { unfilled: open, answer: null }, turn);
    if (turn.isOver) return {};
    await keepUntilSent(tab, details, kept);
    if (!kept.origin?.known) {
        kept.origin = await Promise.race([originOf(tab.id, details), after(ASK, kept.origin)]);
        if (turn.isOver) return {};
        await keepUntilSent(tab, details, kept);
    }
    const answer = await newAnswer(kept);
    return answer ? stops(tab, kept, { unfilled: [], answer }, turn) : {};
}

export function beforeSend(tab, details) {
    const turn = { isOver: false }; // a reason that is found too late may not claim that the mail was stopped
    const late = after(LET_GO, {}).then((letGo) => {
        turn.isOver = true;
        return letGo;
    });
    return Promise.race([decide(tab, details, turn).catch(() => ({})), late]);
}

async function serverAccounts() {
    const accounts = await messenger.accounts.list(false);
    return new Set(accounts.filter((account) => account.type === "imap").map((account) => account.id));
}

async function letterOf(details, message_id, origin) {
    const mail = await mailOf(details);
    if (isProtected(details)) return { subject: mail.subject };
    return {
        from: mailbox(mail.from),
        to: mail.to.slice(0, MOST_PEOPLE).map(mailbox),
        cc: mail.cc.slice(0, MOST_PEOPLE).map(mailbox),
        subject: mail.subject,
        text: ownText(details),
        sent_at: new Date().toISOString(),
        message_id,
        references: origin?.related?.message_ids ?? [],
    };
}

const entryOf = async (details, kept, message_id) => ({
    letter: await letterOf(details, message_id, kept.origin),
    is_protected: isProtected(details),
    options: optionsOf(kept, isProtected(details)),
});

/** The draft that the mail was written in is used up, and one of the daemon's goes with it once the mail has left. */
async function clearUp(kept, outcome, letter) {
    if (kept.draft?.id) {
        await drafts.forget(kept.draft.id);
        await waiting.drop(inAngles(kept.draft.id)); // where it was a mail of the outbox
    }
    const used_draft = leftBehind(kept.origin);
    if (!used_draft) return;
    if (outcome.way === "outbox") await waiting.add({ ...outcome, letter, options: {}, used_draft });
    else await removeDraft(used_draft);
}

/** What was known when the mail left; and what its draft was made of, where that was found too late to be among it. */
async function takeSnapshot(tab, details) {
    const key = snapshotKey(tab.id);
    const kept = (await messenger.storage.session.get(key))[key] ?? (await state.lastOf(tab.id));
    await messenger.storage.session.remove(key);
    const late = kept.draft || !details ? null : await drafts.restore(tab.id, details);
    if (!late) return kept;
    for (const [part, value] of Object.entries(late)) kept[part] ??= value;
    return seenIn(details, kept);
}

export async function afterSend(tab, info) {
    const kept = await takeSnapshot(tab, info.details);
    const onServer = await serverAccounts();
    const outcome = outcomeOf(info, (folder) => onServer.has(folder?.accountId));
    if (!outcome) {
        if (kept.leaving) await waiting.left(kept.leaving, null);
        return;
    }
    const entry = { ...outcome, ...(await entryOf(info.details, kept, outcome.message_id)) };
    if (isFollowed(kept)) {
        await waiting.left(kept.leaving, entry);
        if (outcome.way === "outbox") await drafts.keep(outcome.message_id, kept, info.details); // to be edited there
    }
    await clearUp(kept, outcome, { subject: entry.letter.subject });
    if (isFollowed(kept)) await waiting.deliver();
}
