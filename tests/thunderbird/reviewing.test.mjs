import assert from "node:assert/strict";
import test, { afterEach, beforeEach } from "node:test";

import { forget, isOffered, review } from "../../plugin/thunderbird/background/reviewing.js";
import * as state from "../../plugin/thunderbird/shared/tab_state.js";
import { fakeMessenger } from "./fake_messenger.mjs";

const FOUND = { apology: true, situation: "other", promises: [], findings: [] };
let messenger;
let tab = 0; // each test has a window of its own
let asked; // the requests to the bridge that wait for their answers

beforeEach(() => {
    messenger = fakeMessenger();
    tab += 1;
    asked = [];
    messenger.compose = { getComposeDetails: async () => ({ from: "alice@x.test", to: [], subject: "Sorry", type: "new" }) };
    messenger.messengerUtilities = { parseMailboxString: async (email) => [{ name: "", email }] };
    const nothing = async () => {};
    messenger.composeAction = { setBadgeText: nothing, setBadgeBackgroundColor: nothing, setTitle: nothing, setLabel: nothing };
    messenger.host.answer = (request, port) => {
        if (request.method !== "guide.review") return { result: [] };
        asked.push({ ...request.params, answers: () => port.onMessage.fire({ id: request.id, result: FOUND }) });
        return undefined;
    };
});
afterEach(() => messenger.host.ports.at(-1)?.dies("the test is over"));

/** A review that has got as far as the bridge. */
async function begun(text) {
    const answer = review(tab, text);
    while (!asked.some(({ body }) => body === text)) await new Promise((done) => setTimeout(done));
    return { answer, ...asked.find(({ body }) => body === text) };
}
const kept = async () => (await state.get(tab, "review"))?.text;

test("the answer about an older text does not take the place of the newer one's", async () => {
    const [older, newer] = [await begun("It was late."), await begun("It was late, sorry.")];
    newer.answers();
    assert.deepEqual(await newer.answer, { apology: true, findings: [] });
    older.answers();
    assert.equal(await older.answer, null);
    assert.equal(await kept(), "It was late, sorry.");
});

test("an answer that comes after its window has closed leaves nothing behind", async () => {
    const last = await begun("It was late.");
    forget(tab);
    await state.close(tab);
    last.answers();
    assert.equal(await last.answer, null);
    assert.deepEqual(Object.keys(messenger.storage.session.kept).filter((key) => key.startsWith("tab:")), []);
});

test("each window has its own count", async () => {
    const shown = [];
    messenger.i18n.getMessage = (key) => (key === "language_tag" ? "en" : key);
    messenger.composeAction.setBadgeText = async (badge) => void shown.push(badge);
    const found = (count) => ({ ...FOUND, findings: Array.from({ length: count }, () => ({ severity: "hint" })) });
    messenger.host.answer = ({ method, params }) => ({ result: method === "guide.review" ? found(params.body.length) : [] });
    await review(tab, "12");
    await review(tab + 1000, "1234");
    assert.deepEqual(shown, [{ tabId: tab, text: "2" }, { tabId: tab + 1000, text: "4" }]);
});

test("an inserted letter of which nothing is left is reviewed as any other mail", async () => {
    await state.set(tab, "template", { body: "I promised you the brochure for Monday.", situation: "other", tone: "personal", fields: {} });
    const whole = await begun("I promised you the brochure for Monday.");
    assert.deepEqual([whole.opened_as_apology, whole.template.situation], [true, "other"]);
    const gone = await begun("Lunch at one?");
    assert.deepEqual([gone.opened_as_apology, gone.template], [false, null]);
    gone.answers();
    await gone.answer;
    assert.equal((await state.get(tab, "review")).template_gone, true);
});

test("a first letter is written where the user has begun none", async () => {
    const written = () => messenger.host.asked.filter(({ method }) => method === "guide.write").length;
    const results = { "guide.review": FOUND, "guide.situations": [{ id: "other" }], "guide.write": { body: "Dear Bob", missing: [] } };
    messenger.host.answer = ({ method }) => ({ result: results[method] ?? [] });
    await state.set(tab, "form", { situation: "other" });
    await review(tab, "It was late.");
    for (let turn = 0; turn < 20; ++turn) await new Promise((done) => setTimeout(done));
    assert.equal(written(), 0);
    await review(tab + 1000, "It was late.");
    while (!(await state.get(tab + 1000, "letter"))) await new Promise((done) => setTimeout(done));
    assert.equal(written(), 1);
    await review(tab + 1000, "It was late, sorry.");
    for (let turn = 0; turn < 20; ++turn) await new Promise((done) => setTimeout(done));
    assert.equal(written(), 1);
});

test("only an apology that came from no template and was not decided upon is offered to be followed up", () => {
    const nothing = { template: null, origin: null, plan: null };
    assert.ok(isOffered({ apology: true }, nothing));
    assert.ok(!isOffered({ apology: false }, nothing));
    assert.ok(!isOffered({ apology: true }, { ...nothing, template: {} }));
    assert.ok(!isOffered({ apology: true }, { ...nothing, origin: { step: {} } }));
    assert.ok(!isOffered({ apology: true }, { ...nothing, plan: { follow: false } }));
});
