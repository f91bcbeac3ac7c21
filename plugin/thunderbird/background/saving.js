// After a save, by the user or by Thunderbird itself: what the draft is made of is kept for the day when it is finished.
import { inAngles } from "../shared/message_id.js";
import * as state from "../shared/tab_state.js";
import * as drafts from "./drafts.js";
import { originOf } from "./origin.js";
import * as waiting from "./waiting.js";

/** The window may have closed with the save. */
export async function afterSave(tab, { mode, messages, error, details }) {
    const id = messages?.[0]?.headerMessageId;
    if (error || !id) return;
    const kept = await state.lastOf(tab.id);
    await drafts.keep(id, kept, details);
    if (mode !== "template") await takesThePlaceOf(kept.draft?.id, tab, id);
    await drafts.tidy();
    if (kept.origin?.known) return;
    // Saved before the daemon has said what it is: it may be a check-in.
    const origin = await originOf(tab.id, details);
    if (origin.step) await drafts.keep(id, { ...kept, origin }, details);
}

async function takesThePlaceOf(before, tab, id) {
    await state.set(tab.id, "draft", { id });
    if (!before || before === id) return;
    await drafts.forget(before);
    await waiting.drop(inAngles(before)); // where it was put back from the outbox
}
