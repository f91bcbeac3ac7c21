// The Amends space: its button in Thunderbird's bar, and the badge on it.
import { badgeOf } from "../shared/badge.js";
import { language, text } from "../shared/localise.js";
import { call } from "./bridge.js";

const PAGE = "space/space.html";
const NAME = "amends";
const ALARM = "amends-badge";
const MINUTES = 5;
const ENOUGH = 100; // letters whose next step is nearest: what is due is among them
const TROUBLE_COLOUR = "#a8172b";
const DUE_COLOUR = "#0a5fb4";

/** The space, made where it is not there yet; it lives as long as Thunderbird runs, longer than this script. */
async function space() {
    const [own] = await messenger.spaces.query({ isSelfOwned: true, name: NAME });
    return own ?? messenger.spaces.create(NAME, PAGE, {
        title: text("space_title"),
        defaultIcons: { 16: "icons/amends.svg", 32: "icons/amends.svg" },
    });
}

/** Asks the daemon how it is and what is due, and shows it on the button. */
export async function refreshBadge() {
    const [status, letters, { refused }, { slowBefore }] = await Promise.all([
        call("daemon.status", {}),
        call("letters.list", { limit: ENOUGH }),
        messenger.storage.local.get("refused"),
        messenger.storage.session.get("slowBefore"),
    ]);
    const badge = badgeOf(status, letters, refused);
    await messenger.storage.session.set({ slowBefore: badge.busy });
    if (badge.busy && !slowBefore) return badge; // what the badge says is likely still true
    const { id } = await space();
    await messenger.spaces.update(id, {
        title: badge.trouble ? text("space_title_trouble") : text("space_title"),
        badgeText: badge.trouble ? "!" : countText(badge.due),
        badgeBackgroundColor: badge.trouble ? TROUBLE_COLOUR : DUE_COLOUR,
    });
    return badge;
}

function countText(due) {
    if (due === 0) return "";
    return due >= ENOUGH ? `${ENOUGH - 1}+` : new Intl.NumberFormat(language()).format(due);
}

messenger.storage.local.onChanged.addListener(({ refused }) => (refused ? refreshBadge() : undefined));
messenger.alarms.onAlarm.addListener(({ name }) => (name === ALARM ? refreshBadge() : undefined));

async function begin() {
    await space();
    if (!(await messenger.alarms.get(ALARM))) {
        await messenger.alarms.create(ALARM, { delayInMinutes: MINUTES, periodInMinutes: MINUTES });
        await refreshBadge();
    }
}

/** Resolves when the space is there. */
export const ready = begin();
