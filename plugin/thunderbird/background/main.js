// The event page: every listener is registered here, at once and at the top level, so that an event can wake it.
import * as state from "../shared/tab_state.js";
import { call } from "./bridge.js";
import { tidy } from "./drafts.js";
import { openDraft, openMessage } from "./opening.js";
import { forget, review } from "./reviewing.js";
import { afterSave } from "./saving.js";
import { afterSend, beforeSend } from "./sending.js";
import { refreshBadge } from "./space.js";
import * as waiting from "./waiting.js";

const SCRIPTS = messenger.runtime.getManifest().compose_scripts[0];

const PAGES = messenger.runtime.getURL("");

// What may be asked for, as {call: name, …}: by the add-on's own pages, and by the compose script.
const pageCalls = {
    bridge: ({ method, params }) => call(method, params),
    deliver: () => waiting.deliver(),
    again: () => waiting.again(),
    badge: () => refreshBadge(),
    openMessage: ({ message_id }) => openMessage(message_id),
    openDraft: ({ message_id, people }) => openDraft(message_id, people),
};
const scriptCalls = {
    review: ({ text }, sender) => review(sender.tab.id, text),
};

messenger.runtime.onMessage.addListener((message, sender) => {
    const calls = sender.url?.startsWith(PAGES) ? pageCalls : scriptCalls;
    return Object.hasOwn(calls, message?.call) ? calls[message.call](message, sender) : undefined;
});

messenger.compose.onBeforeSend.addListener(beforeSend);
messenger.compose.onAfterSend.addListener(afterSend);
messenger.compose.onAfterSave.addListener(afterSave);
messenger.alarms.onAlarm.addListener(waiting.onAlarm);
messenger.runtime.onStartup.addListener(async () => {
    await tidy();
    await waiting.deliver();
});
messenger.tabs.onRemoved.addListener((tabId) => {
    forget(tabId);
    return state.close(tabId);
});

/** Windows that are open already when the add-on is installed or updated have no script of ours yet. */
async function serveOpenWindows() {
    for (const tab of await messenger.tabs.query({ type: "messageCompose" })) {
        const target = { tabId: tab.id };
        await messenger.scripting.insertCSS({ target, files: SCRIPTS.css });
        await messenger.scripting.executeScript({ target, files: SCRIPTS.js });
    }
}

messenger.runtime.onInstalled.addListener(async () => {
    await serveOpenWindows();
    await waiting.deliver();
});
