// The live review: the compose script sends the text, the bridge says what is to be seen in it, the badge counts it.
import { firstLetter } from "../shared/first_letter.js";
import { counted, text } from "../shared/localise.js";
import { addresses, mailOf } from "../shared/mail.js";
import * as state from "../shared/tab_state.js";
import { call } from "./bridge.js";
import { restore } from "./drafts.js";
import { originOf } from "./origin.js";
import { remains } from "./remains.js";

const COLOURS = { error: "#b3001b", warning: "#8a5200", hint: "#2a5bb0" };

/** A letter that is no apology is left in peace, unless it came from a template. Pure. */
export function heeded(result, template) {
    return result.apology || template ? result.findings : [];
}

/** What the toolbar button shows: the count, in the colour of the gravest finding. Pure. */
export function countOf(findings) {
    const gravest = ["error", "warning", "hint"].find((each) => findings.some((one) => one.severity === each));
    return { text: findings.length ? String(findings.length) : "", colour: COLOURS[gravest] ?? COLOURS.hint };
}

/** True for an apology that is followed up if its user says so, and of whom nothing has been heard yet. Pure. */
export function isOffered(result, { template, origin, plan }) {
    return result.apology && !template && !origin?.step && plan?.follow === undefined;
}

async function showBadge(tabId, { findings, apology, offered }) {
    const badge = countOf(findings);
    const title = findings.length
        ? counted("button_findings", findings.length)
        : text(apology ? "button_apology" : "compose_button_title");
    await Promise.all([
        messenger.composeAction.setBadgeText({ tabId, text: badge.text }),
        messenger.composeAction.setBadgeBackgroundColor({ tabId, color: badge.colour }),
        messenger.composeAction.setTitle({ tabId, title }),
        messenger.composeAction.setLabel({ tabId, label: text(offered ? "button_label_offer" : "extension_name") }),
    ]);
}

async function learnSituations() {
    const { result } = await call("guide.situations", {});
    if (result) await state.keepSituations(result);
    return result ?? null;
}

/** So that the panel is drawn at once, with a letter in it, when it is opened for the first time. */
async function prepare(tabId, mail) {
    const situations = (await state.keptSituations()) ?? (await learnSituations());
    if (!situations?.length) return;
    const kept = await state.all(tabId);
    if (kept.form || kept.letter) return;
    const first = await firstLetter(situations, kept.review, mail, call);
    if (first && !(await state.get(tabId, "letter"))) await state.set(tabId, "letter", first);
}

const turns = new Map(); // tabId -> number of its last review

/** Nothing that is still asked for a window which has closed is of use. */
export const forget = (tabId) => turns.delete(tabId);

/** {apology, findings} of the text, or null: an error, or a newer text that is being reviewed. */
export async function review(tabId, body) {
    const mine = (turns.get(tabId) ?? 0) + 1;
    turns.set(tabId, mine);
    const details = await messenger.compose.getComposeDetails(tabId);
    await restore(tabId, details);
    const inserted = await state.get(tabId, "template");
    originOf(tabId, details);
    const gone = inserted !== null && !remains(inserted, body);
    const template = gone ? null : inserted;
    const known = { text: body, template_gone: gone };
    const mail = await mailOf(details);
    const answer = await call("guide.review", {
        subject: mail.subject,
        body,
        to: addresses(mail.to),
        sent_at: null,
        opened_as_apology: template !== null,
        template: template && { situation: template.situation, tone: template.tone, fields: template.fields },
    });
    if (turns.get(tabId) !== mine) return null;
    if (answer.error) {
        await state.set(tabId, "review", { ...known, error: answer.error });
        await showBadge(tabId, { findings: [], apology: false, offered: false });
        return null;
    }
    const findings = heeded(answer.result, template);
    const { apology, situation, promises } = answer.result;
    await state.set(tabId, "review", { apology, situation, promises, findings, subject: mail.subject, ...known });
    const offered = isOffered(answer.result, { ...(await state.all(tabId)), template });
    await showBadge(tabId, { findings, apology, offered });
    prepare(tabId, mail);
    return { apology, findings };
}
