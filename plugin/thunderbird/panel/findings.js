// The page "Review": each finding with its reason, its rewrite and "dismiss". Follows the live review as it changes.
import { counted, language, text } from "../shared/localise.js";
import { isTemplates } from "../shared/outcome.js";
import * as state from "../shared/tab_state.js";
import { adviceOn } from "../shared/trouble.js";
import { bridge, details, order } from "./ask.js";
import { mended, rewritten } from "./rewrite.js";

const by = (id) => document.getElementById(id);

function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
}

/** What the guides say of a letter. */
const english = (...parts) => Object.assign(element(...parts), { lang: "en" });

function button(label, action, describedBy) {
    const made = element("button", "", text(label));
    made.type = "button";
    if (describedBy) made.setAttribute("aria-describedby", describedBy);
    made.addEventListener("click", action);
    return made;
}

export class ReviewPage {
    #tabId;
    #review = null;
    #kept = {};

    constructor(tabId) {
        this.#tabId = tabId;
    }

    start(kept) {
        this.#kept = { ...kept };
        this.#show(this.#kept.review);
        state.watch(this.#tabId, (part, value) => {
            this.#kept[part] = value;
            if (part === "review") this.#show(value);
            if (part === "plan" || part === "template") this.#say();
        });
    }

    count() {
        return this.#review?.findings?.length ?? 0;
    }

    #show(review) {
        this.#review = review;
        const list = by("findings");
        const at = [...list.children].findIndex((item) => item.contains(document.activeElement));
        list.replaceChildren(...(review?.findings ?? []).map((finding, index) => this.#item(finding, index)));
        // The keyboard stays where it was: at the next finding, or at the page's heading where none is left.
        if (at >= 0) (list.children[Math.min(at, list.children.length - 1)]?.querySelector("button") ?? by("tab-review")).focus();
        by("tab-review").textContent = this.count() ? text("panel_tab_review_count", this.count()) : text("panel_tab_review");
        this.#say();
    }

    #say(words = null) {
        const review = this.#review;
        const ofTemplate = isTemplates({ ...this.#kept, review });
        const said = words ?? sentenceFor(review, this.count(), ofTemplate);
        by("review-status").textContent = said.words ?? said;
        by("review-status").lang = said.lang ?? language();
        const offered = review?.apology && !this.#kept.origin?.step && this.#kept.plan?.follow === undefined;
        by("offer").hidden = !offered || ofTemplate;
    }

    #item(finding, index) {
        const words = `finding-${index}`;
        const severity = element("span", "severity", text(`severity_${finding.severity}`));
        const quoted = element("q", "", finding.text);
        quoted.dir = "auto";
        const head = element("p", "words", severity, ...(finding.text ? [quoted] : []));
        head.id = words;
        const item = element("li", finding.severity, head, english("p", "reason", finding.message));
        if (finding.suggestion) item.append(english("p", "suggestion", finding.suggestion));
        const actions = element("div", "actions");
        const source = finding.part === "subject" ? this.#review.subject : this.#review.text;
        if (finding.edits.length) {
            const rewrite = element("ins", "", rewritten(source, finding) || text("review_left_out"));
            item.append(element("p", "rewrite", text("review_rewrite"), " ", rewrite));
            actions.append(button("review_replace", () => this.#replace(finding), words));
        }
        if (finding.part === "body" && finding.end > finding.start) {
            actions.append(button("review_show", () => this.#point(finding), words));
        }
        actions.append(button("review_dismiss", () => this.#dismiss(finding), words));
        item.append(actions);
        return item;
    }

    async #replace(finding) {
        if (finding.part === "subject") {
            const { subject } = await details(this.#tabId);
            if (subject === this.#review.subject) {
                await messenger.compose.setComposeDetails(this.#tabId, { subject: mended(subject, finding.edits) });
            }
            await order(this.#tabId, "review");
            return;
        }
        const answer = await order(this.#tabId, "replace", { text: this.#review.text, edits: finding.edits });
        if (answer?.done) return;
        this.#say(text("review_moved"));
        await order(this.#tabId, "review");
    }

    #point(finding) {
        const { start, end } = finding;
        return order(this.#tabId, "show", { text: this.#review.text, start, end });
    }

    async #dismiss(finding) {
        const answer = await bridge("guide.dismiss", { fingerprint: finding.fingerprint });
        if (answer.error) {
            this.#say(adviceOn(answer.error));
            return;
        }
        await order(this.#tabId, "review");
        by("undo-dismiss").hidden = false;
        by("undo-dismiss").onclick = async () => {
            by("undo-dismiss").hidden = true;
            await bridge("guide.restore", { fingerprint: finding.fingerprint });
            await order(this.#tabId, "review");
            by("tab-review").focus();
        };
    }
}

function sentenceFor(review, count, ofTemplate) {
    if (!review) return text("review_none_yet");
    if (review.error) return adviceOn(review.error);
    if (count) return counted("review_count", count);
    return text(review.apology || ofTemplate ? "review_clean" : "review_no_apology");
}
