// The panel of a compose window: Write, Review, Plan. It closes whenever it loses the focus, so all it knows is kept in
// storage.session (shared/tab_state.js). What is not seen at once is read once the panel is drawn.
import { localise } from "../shared/localise.js";
import * as state from "../shared/tab_state.js";
import { adviceOn } from "../shared/trouble.js";
import { ReviewPage } from "./findings.js";
import { painted } from "./painted.js";
import { PlanPage } from "./plan.js";
import { showRefused } from "./refused.js";
import { showStop } from "./stopped.js";
import { Tabs } from "./tabs.js";
import { WritePage } from "./write.js";

const by = (id) => document.getElementById(id);
// The panel is the popup of its window; a page opened with ?tab=N belongs to the window of tab N.
const asked = new URL(document.location.href).searchParams.get("tab");

/** What is wrong with the bridge or the daemon and what to do; null clears it. */
function tell(error) {
    const { words, command, lang } = error ? adviceOn(error) : { words: "", command: null, lang: "" };
    by("trouble").lang = lang;
    by("trouble").replaceChildren(words, ...(command ? [" ", Object.assign(document.createElement("code"), { textContent: command })] : []));
}

/** Where the panel opens: at what there is to look at, else at what comes next. */
function firstPage({ review, template, origin, stop }) {
    if (template && stop?.show?.unfilled.length) return "tab-write"; // there the fields can be filled in
    if (review?.findings?.length) return "tab-review";
    return template || origin?.step ? "tab-plan" : "tab-write";
}

/** Review and Plan, and what is said above all pages. */
function startOthers(tabId, kept) {
    const plan = new PlanPage(tabId);
    new ReviewPage(tabId).start(kept);
    plan.start(kept);
    showRefused(by("refused"));
    if (showStop(tabId, by("stop"), kept.stop)) by("stop").focus();
    return plan;
}

/** For tests: what is known is filled in, and the letter stands in the preview. */
function sayReady() {
    if (write.isFilled()) document.documentElement.dataset.ready = "true";
}

localise(document);
document.documentElement.classList.toggle("alone", asked !== null);
const [[tab], session] = await globalThis.amendsAsked;
const tabId = asked === null ? tab.id : Number(asked);
const { kept, situations } = state.partsOf(session, tabId);
const write = new WritePage(tabId, tell);
let plan = null;
let page = firstPage(kept);
const tabs = new Tabs(by("tabs"), (id) => {
    page = id;
    if (page === "tab-plan") plan?.show();
});
if (page !== "tab-write" || kept.stop?.show) plan = startOthers(tabId, kept);
await write.start(kept, situations);
tabs.choose(page);
if (!kept.stop?.show) by(page === "tab-write" ? "situation" : page).focus();
sayReady();

await painted();
if (!plan) {
    plan = startOthers(tabId, kept);
    if (page === "tab-plan") plan.show();
}
await write.fill();
sayReady();
await write.refresh(kept, situations !== null);
messenger.runtime.sendMessage({ call: "deliver" });
