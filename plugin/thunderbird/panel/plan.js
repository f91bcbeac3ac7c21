// The page "Plan": what will happen after this letter is sent, and what of it the user wants otherwise.
import { ownZone, placeOf } from "../shared/dates.js";
import { language, text } from "../shared/localise.js";
import { mailOf } from "../shared/mail.js";
import { isFollowed, planRequest } from "../shared/outcome.js";
import * as state from "../shared/tab_state.js";
import { adviceOn } from "../shared/trouble.js";
import { bridge, details, order } from "./ask.js";
import { option, takesDay } from "./form_fields.js";
import { checkInDay, chosenCheckIn, inOrder, isReminder, stepText } from "./plan_text.js";

const by = (id) => document.getElementById(id);

function items(sentences) {
    return sentences.map((sentence) => {
        const item = document.createElement("li");
        item.textContent = sentence;
        return item;
    });
}

export class PlanPage {
    #tabId;
    #kept = {};
    #turn = 0;

    constructor(tabId) {
        this.#tabId = tabId;
    }

    start(kept) {
        this.#kept = { ...kept };
        takesDay(by("check-in-on"));
        by("follow").addEventListener("change", () => this.#choose({ follow: by("follow").checked }));
        for (const radio of document.querySelectorAll("[name=check_in]")) {
            radio.addEventListener("change", () => this.#choose({ check_in: radio.value }));
        }
        by("check-in-on").addEventListener("change", () => this.#choose({ check_in_on: by("check-in-on").value }));
        by("zone").addEventListener("change", () => this.#chooseZone(by("zone").value.trim()));
        by("offer").querySelector("button").addEventListener("click", async () => {
            document.querySelector("[role=tab][aria-selected=true]").focus(); // the offer goes, and the keyboard stays
            await this.#choose({ follow: true });
        });
        state.watch(this.#tabId, (part, value) => {
            this.#kept[part] = value;
            if (part === "template" || part === "origin") this.show();
        });
    }

    async #choose(change) {
        this.#kept.plan = { ...this.#kept.plan, ...change };
        await state.set(this.#tabId, "plan", this.#kept.plan);
        if ("follow" in change) await order(this.#tabId, "review"); // the button no longer asks
        await this.show();
    }

    async #chooseZone(zone) {
        const known = zone === "" || Intl.supportedValuesOf("timeZone").includes(zone);
        by("zone").setAttribute("aria-invalid", String(!known));
        if (known) await this.#choose({ zone });
        else by("plan-status").textContent = text("plan_zone_unknown", zone);
    }

    async show() {
        const isCheckIn = Boolean(this.#kept.origin?.step);
        const follow = isFollowed(this.#kept);
        by("follow").checked = follow;
        by("follow").disabled = isCheckIn;
        by("plan-body").hidden = !follow;
        if (isCheckIn) by("plan-status").textContent = text("plan_is_check_in", this.#kept.origin.subject);
        else if (!follow) by("plan-status").textContent = text("plan_off");
        else await this.#ask();
    }

    async #ask() {
        const mine = ++this.#turn;
        const [compose, own] = await Promise.all([details(this.#tabId), order(this.#tabId, "text")]);
        const mail = await mailOf(compose);
        if (mail.to.length === 0) {
            by("plan-status").textContent = text("plan_no_client");
            return;
        }
        const answer = await bridge("letters.plan", planRequest(mail, own?.text ?? "", this.#kept, compose));
        if (mine !== this.#turn) return;
        if (answer.error) {
            const later = answer.error.code === 4 ? text("plan_later") : "";
            const { words, lang } = adviceOn(answer.error);
            by("plan-status").replaceChildren(Object.assign(document.createElement("bdi"), { lang, textContent: words }), " ", later);
            return;
        }
        this.#draw(answer.result);
    }

    #draw(plan) {
        if (!by("zones").firstChild) {
            by("zones").append(...Intl.supportedValuesOf("timeZone").map((zone) => option(zone, zone)));
        }
        const reader = { language: language(), zone: ownZone(), now: new Date().toISOString(), text };
        by("plan-status").textContent = text(plan.steps.length ? "plan_will" : "plan_nothing");
        by("steps").replaceChildren(...items(inOrder(plan.steps).map((step) => stepText(step, plan.promises, reader))));
        const guess = plan.zone_is_guess ? [text("plan_zone_guess", placeOf(plan.client_zone))] : [];
        const notes = items(plan.notes);
        for (const note of notes) note.lang = "en"; // the daemon's own words
        by("plan-notes").replaceChildren(...items(guess), ...notes);
        const chosen = chosenCheckIn(plan.steps, this.#kept.plan);
        for (const radio of document.querySelectorAll("[name=check_in]")) {
            radio.checked = radio.value === chosen;
            radio.disabled = radio.value === "send" && isReminder(plan.steps);
        }
        by("check-in-on").value = checkInDay(plan.steps);
        by("check-in-on").disabled = chosen === "off";
        by("zone").value = this.#kept.plan?.zone || plan.client_zone || "";
    }
}
