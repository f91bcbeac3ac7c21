// Before and after a send. The handler of onBeforeSend answers within its deadline whatever the bridge does, for
// Thunderbird locks the window until it has an answer.
import { mailbox, mailOf } from "./mail.js";
import { answerSince, originOf, removeUsedDraft } from "./origin.js";
import { isFollowed, isProtected, isTemplates, optionsOf, outcomeOf } from "./outcome.js";
import { ownText } from "./own_text.js";
import { remains } from "./remains.js";
import * as state from "./tab_state.js";
import { isNews, unfilled } from "./unfilled.js";
import * as waiting from "./waiting.js";

const LET_GO = 1300; // ms
const ASK = 900; // ms for the daemon, within LET_GO
const OPEN_PANEL = 300; // ms: within the handler the button is locked

const parse = (mailboxes) => messenger.messengerUtilities.parseMailboxString(mailboxes);
const snapshotKey = (tabId) => `sending:${tabId}`;
const after = (ms, value) => new Promise((resolve) => setTimeout(() => resolve(value), ms));

/** What the user has to see before this leaves, or null: {unfilled, answer}. */
async function reasonToStop(details, kept) {
    const told = kept.stop ?? {};
    const isApology = isTemplates(kept) || kept.review?.apology === true;
    const open = unfilled([details.subject ?? "", ownText(details)], kept.template?.labels ?? [], isApology);
    const answer = await answerSince(kept.origin, ASK);
    const isNewAnswer = answer !== null && JSON.stringify(answer) !== JSON.stringify(told.answer ?? null);
    const isOpen = isNews(open, told.unfilled);
    if (!isOpen && !isNewAnswer) return null;
    return { unfilled: isOpen ? open : [], answer: isNewAnswer ? answer : null };
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

async function decide(tab, details, turn) {
    const kept = await state.all(tab.id);
    if (kept.template) kept.review = { ...kept.review, template_gone: !remains(kept.template, ownText(details)) };
    await keepUntilSent(tab, details, kept);
    if (!kept.origin?.known) {
        kept.origin = await Promise.race([originOf(tab.id, details), after(ASK, kept.origin)]);
        if (turn.isOver) return {};
        await keepUntilSent(tab, details, kept);
    }
    const reason = await reasonToStop(details, kept);
    if (!reason || turn.isOver) return {};
    const told = kept.stop ?? {};
    await state.set(tab.id, "stop", {
        unfilled: [...(told.unfilled ?? []), ...reason.unfilled],
        answer: reason.answer ?? told.answer ?? null,
        show: reason,
    });
    openPanel(tab);
    return { cancel: true };
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
    const mail = await mailOf(details, parse);
    if (isProtected(details)) return { subject: mail.subject };
    return {
        from: mailbox(mail.from),
        to: mail.to.map(mailbox),
        cc: mail.cc.map(mailbox),
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
    options: optionsOf(kept),
});

export async function afterSend(tab, info) {
    const key = snapshotKey(tab.id);
    const kept = (await messenger.storage.session.get(key))[key] ?? (await state.all(tab.id));
    await messenger.storage.session.remove(key);
    const onServer = await serverAccounts();
    const outcome = outcomeOf(info, (folder) => onServer.has(folder?.accountId));
    if (!outcome) {
        if (kept.leaving) await waiting.left(kept.leaving, null);
        return;
    }
    if (isFollowed(kept)) {
        const entry = { ...outcome, ...(await entryOf(info.details, kept, outcome.message_id)) };
        await waiting.left(kept.leaving, entry);
    }
    await removeUsedDraft(kept.origin);
    if (isFollowed(kept)) await waiting.deliver();
}
