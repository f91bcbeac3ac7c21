// The space's page in a plain browser, as stub/serve.mjs gives it:
// ?case=telling, or count=60; language=de; trouble=daemon, busy, bridge or error; state=paused or trouble; waiting=2 and
// refused=SUBJECT and expired=SUBJECT are letters that were sent and are not registered
import { i18nOf } from "./i18n.js";
import { standIn } from "./daemon.js";
import { NOW, manyLetters, telling } from "../letters_made.mjs";

const wish = new URLSearchParams(location.search);
const TROUBLES = {
    daemon: { code: 4, message: "amendsd does not answer.", fault: "daemon_unreachable" },
    busy: { code: 4, message: "amendsd has not answered in time.", fault: "daemon_unreachable", retry: "unknown" },
    bridge: { code: 4, message: "No such native application amends", fault: "bridge_unreachable" },
    error: { code: 6, message: "The database is damaged.", fault: "internal" },
};
const account = {
    name: "alice@example.test", state: "watching", problem: null, last_look: NOW, next_try: null, paused: false, held: false, hold: null,
    open_letters: 7, open_promises: 4, next_promise: null, outbox: 0,
};
const status = {
    version: "0.1.0", now: NOW, zone: "Europe/Berlin", simulated_clock: false, dry_run: false, started_at: NOW, problems: [],
    next_wake: "2026-11-25T08:30:00Z", accounts: [account],
};
if (wish.get("state") === "paused") Object.assign(account, { paused: true, held: true });
if (wish.get("state") === "held") Object.assign(account, { held: true, hold: { because: "clock", reason: "", since: NOW, note: null } });
if (wish.get("state") === "trouble") {
    Object.assign(account, { state: "cannot work", problem: "The mail server refused the login.", next_try: "2026-11-24T11:15:00Z" });
    status.problems = ["alice@example.test: The mail server refused the login."];
}
const count = Number(wish.get("count") ?? 0);
const letters = wish.get("case") === "telling" ? telling() : manyLetters(count);
const locale = new URL(`../../../plugin/thunderbird/_locales/${wish.get("language") ?? "en"}/messages.json`, import.meta.url);
const messages = await (await window.fetch(locale)).json();

const kept = {
    waiting: Array.from({ length: Number(wish.get("waiting") ?? 0) }, () => ({ way: "copy" })),
    refused: [
        ...(wish.get("refused") ? [{ subject: wish.get("refused"), message: "It has no recipient." }] : []),
        ...(wish.get("expired") ? [{ subject: wish.get("expired"), is_expired: true, again: { way: "copy" } }] : []),
    ],
};
const listeners = [];
const local = {
    get: async () => kept,
    remove: async (key) => {
        delete kept[key];
        for (const listener of listeners) listener({ [key]: {} });
    },
    onChanged: { addListener: (listener) => listeners.push(listener) },
};

const daemon = standIn({ status, letters, trouble: TROUBLES[wish.get("trouble")] ?? null });

/** What had expired waits again. */
async function again() {
    kept.waiting.push(...kept.refused.map((one) => one.again).filter(Boolean));
    kept.refused = kept.refused.filter((one) => !one.again);
    for (const listener of listeners) listener({ refused: {}, waiting: {} });
}

window.messenger = {
    storage: { local },
    i18n: i18nOf(messages),
    runtime: { sendMessage: (message) => (message.call === "again" ? again() : daemon(message)) },
};
await import("../../../plugin/thunderbird/space/space.js");
