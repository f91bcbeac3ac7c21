// The panel of a compose window: Write, Review, Plan. It closes whenever it loses the focus, so all it knows is kept in
// storage.session (background/tab_state.js). What is not seen at once is read once the panel is drawn.
import * as state from "../background/tab_state.js";
import { localise } from "../shared/localise.js";
import { Tabs } from "./tabs.js";
import { WritePage } from "./write.js";

const by = (id) => document.getElementById(id);
// The panel is the popup of its window; a page opened with ?tab=N belongs to the window of tab N.
const asked = new URL(document.location.href).searchParams.get("tab");

/** Trouble of the bridge or the daemon, in its own words; null clears it. */
function tell(error) {
    by("trouble").textContent = error?.message ?? "";
}

/** Where the panel opens: at what there is to look at, else at what comes next. */
function firstPage({ review, template, origin, stop }) {
    if (template && stop?.show?.unfilled.length) return "tab-write"; // there the fields can be filled in
    if (review?.findings?.length) return "tab-review";
    return template || origin?.step ? "tab-plan" : "tab-write";
}

async function startOthers(tabId, kept) {
    const [{ ReviewPage }, { PlanPage }, { showStop }, { showRefused }] = await Promise.all([
        import("./findings.js"),
        import("./plan.js"),
        import("./stopped.js"),
        import("./refused.js"),
    ]);
    const plan = new PlanPage(tabId);
    new ReviewPage(tabId).start(kept);
    plan.start(kept);
    showRefused(by("refused"));
    if (showStop(tabId, by("stop"), kept.stop)) by("stop").focus();
    return plan;
}

localise(document);
document.documentElement.classList.toggle("alone", asked !== null);
const [[tab], session] = await globalThis.amendsAsked;
const tabId = asked === null ? tab.id : Number(asked);
const { kept, situations } = state.partsOf(session, tabId);
const write = new WritePage(tabId, tell);
let others = null;
const tabs = new Tabs(by("tabs"), async (id) => {
    if (id === "tab-plan") (await others).show();
});
const first = firstPage(kept);
if (first !== "tab-write" || kept.stop?.show) {
    others = startOthers(tabId, kept);
    await others;
}
await write.start(kept, situations);
tabs.choose(first);
if (!kept.stop?.show) by(first === "tab-write" ? "situation" : first).focus();
document.documentElement.dataset.ready = "true";

others ??= startOthers(tabId, kept);
await write.fill(kept, situations !== null);
messenger.runtime.sendMessage({ call: "deliver" });
