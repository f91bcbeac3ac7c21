// The panel of a compose window: Write, Review, Plan. It closes whenever it loses the focus, so all it knows is kept in
// storage.session (background/tab_state.js).
import * as state from "../background/tab_state.js";
import { localise } from "../shared/localise.js";
import { asked, findTab } from "./ask.js";
import { ReviewPage } from "./findings.js";
import { PlanPage } from "./plan.js";
import { showRefused } from "./refused.js";
import { showStop } from "./stopped.js";
import { Tabs } from "./tabs.js";
import { WritePage } from "./write.js";

const by = (id) => document.getElementById(id);

/** Trouble of the bridge or the daemon, in its own words; null clears it. */
function tell(error) {
    by("trouble").textContent = error?.message ?? "";
}

/** Where the panel opens: at what there is to look at, else at what comes next. */
function firstPage(findings, template, origin) {
    if (findings) return "tab-review";
    return template || origin?.step ? "tab-plan" : "tab-write";
}

localise(document);
document.documentElement.classList.toggle("alone", asked !== null);
const tabId = await findTab();
const write = new WritePage(tabId, tell);
const review = new ReviewPage(tabId);
const plan = new PlanPage(tabId);
const tabs = new Tabs(by("tabs"), (id) => id === "tab-plan" && plan.show());

const [, , , stopped, { template, origin }] = await Promise.all([
    review.start(),
    plan.start(),
    write.start(),
    showStop(tabId, by("stop")),
    state.all(tabId),
    showRefused(by("refused")),
]);
const first = firstPage(review.count(), template, origin);
tabs.choose(first);
if (stopped) by("stop").focus();
else by(first === "tab-write" ? "situation" : first).focus();
document.documentElement.dataset.ready = "true";
messenger.runtime.sendMessage({ call: "deliver" });
