import assert from "node:assert/strict";
import test, { afterEach, beforeEach } from "node:test";

import { fakeMessenger } from "./fake_messenger.mjs";

let messenger;
let turn = 0;
beforeEach(() => {
    messenger = fakeMessenger();
});
afterEach(() => messenger.host.ports.at(-1)?.dies("the test is over"));

/** The module as a newly started event page has it: nothing but storage has been kept. */
const restarted = async () => ({
    ...(await import(`../../plugin/thunderbird/background/waiting.js?turn=${++turn}`)),
});
const entry = (message_id, way = "copy") => ({ message_id, way, letter: { subject: "Sorry" }, options: {} });
const waiting = () => messenger.storage.local.kept.waiting ?? [];
const tracked = () => messenger.host.asked.filter((one) => one.method === "letters.track").map((one) => one.params);
const away = { error: { code: 4, message: "not running", retry: "later" } };

test("a letter is registered once and then waits no more", async () => {
    const { add, deliver } = await restarted();
    await add(entry("<a@b>"));
    await deliver();
    await deliver();
    assert.deepEqual(tracked(), [{ message_id: "<a@b>" }]);
    assert.deepEqual(waiting(), []);
    assert.equal(messenger.alarms.set.size, 0);
});

test("while the daemon is away a letter waits, through restarts, with an alarm that asks again", async () => {
    const { add, deliver } = await restarted();
    messenger.host.answer = () => away;
    await add(entry("<a@b>"));
    await deliver();
    assert.deepEqual(waiting().map((one) => one.tries), [0]);
    assert.equal(messenger.alarms.set.has("amends-waiting"), true);

    messenger.host.answer = () => ({ result: { id: 1 } });
    const { onAlarm } = await restarted();
    await onAlarm({ name: "someone else's" });
    assert.equal(waiting().length, 1);
    await onAlarm({ name: "amends-waiting" });
    assert.deepEqual(waiting(), []);
});

test("without the bridge a letter waits as well", async () => {
    messenger.host.isMissing = true;
    const { add, deliver } = await restarted();
    await add(entry("<a@b>"));
    await deliver();
    assert.equal(waiting().length, 1);
});

test("the same mail waits once", async () => {
    const { add } = await restarted();
    await Promise.all([add(entry("<a@b>")), add(entry("<a@b>")), add(entry("<c@d>"))]);
    assert.deepEqual(waiting().map((one) => one.message_id), ["<a@b>", "<c@d>"]);
});

test("two that are delivered at the same time are each asked for once", async () => {
    const { add, deliver } = await restarted();
    await add(entry("<a@b>"));
    await add(entry("<c@d>"));
    await Promise.all([deliver(), deliver()]);
    assert.deepEqual(tracked().map((one) => one.message_id), ["<a@b>", "<c@d>"]);
});

test("what the daemon refuses for good is kept with its reason and not asked for again", async () => {
    const { add, deliver } = await restarted();
    messenger.host.answer = () => ({ error: { code: 2, message: "not from you", retry: "never" } });
    await add(entry("<a@b>"));
    await deliver();
    await deliver();
    assert.equal(tracked().length, 1);
    assert.deepEqual(messenger.storage.local.kept.refused.map((one) => [one.subject, one.message]), [["Sorry", "not from you"]]);
});

test("a mail in the outbox is registered only when it has left it", async () => {
    const { add, deliver } = await restarted();
    const lies = (use) => [{ headerMessageId: "a@b", folder: { specialUse: [use] } }];
    messenger.messages.inFolders = lies("outbox");
    await add(entry("<a@b>", "outbox"));
    await deliver();
    assert.deepEqual(tracked(), []);
    assert.equal(waiting().length, 1);
    messenger.messages.inFolders = lies("sent");
    await deliver();
    assert.deepEqual(tracked(), [{ message_id: "<a@b>" }]);
});

test("a mail that was thrown out of the outbox is forgotten", async () => {
    const { add, deliver } = await restarted();
    messenger.messages.inFolders = [{ headerMessageId: "a@b", folder: { specialUse: ["trash"] } }];
    await add(entry("<a@b>", "outbox"));
    await deliver();
    assert.deepEqual(tracked(), []);
    assert.deepEqual(waiting(), []);
});

const missing = { error: { code: 1, message: "no such mail", retry: "never" } };
/** Looks every minute, so many times. */
async function looks(deliver, times, t) {
    for (let minute = 0; minute < times; ++minute) {
        await deliver();
        t.now += 60_000;
    }
}
function clock(t) {
    const real = Date.now;
    const time = { now: real() };
    Date.now = () => time.now;
    t.after(() => (Date.now = real));
    return time;
}

test("a mail that is neither in the outbox nor in Sent is not followed up, and the user hears of it", async (t) => {
    const { add, deliver } = await restarted();
    messenger.host.answer = () => missing;
    await add({ ...entry("<a@b>", "outbox"), options: { check_in: "send", auto: true } });
    await looks(deliver, 6, clock(t));
    assert.equal(tracked().length, 5);
    assert.deepEqual(tracked().filter((one) => one.letter), []);
    assert.deepEqual(waiting(), []);
    const refused = messenger.storage.local.kept.refused.map((one) => [one.subject, one.is_unseen, one.was_queued]);
    assert.deepEqual(refused, [["Sorry", true, true]]);
});

test("neither minutes without the daemon nor looks in haste bring a letter's text into the place of its copy", async (t) => {
    const time = clock(t);
    const { add, deliver } = await restarted();
    messenger.host.answer = () => away;
    await add(entry("<a@b>"));
    await looks(deliver, 10, time);
    messenger.host.answer = () => missing;
    for (let look = 0; look < 10; ++look) await deliver();
    assert.deepEqual(tracked().filter((one) => one.letter), []);
    time.now += 60_000;
    await looks(deliver, 5, time);
    assert.equal(tracked().filter((one) => one.letter).length, 1);
});

test("an encrypted mail without a copy is not handed over, and the user hears of it", async () => {
    const { add, deliver } = await restarted();
    await add({ ...entry("<a@b>", "letter"), is_protected: true });
    await deliver();
    assert.deepEqual(tracked(), []);
    assert.deepEqual(messenger.storage.local.kept.refused.map((one) => one.message), ["refused_protected"]);
});

const leaving = { letter: { subject: "Re: Sorry", to: ["\"Bob\" <bob@y.test>"] }, options: { situation: "missed_deadline" } };
const copy = (more = {}) => ({
    subject: "Sorry", headerMessageId: "a@b", recipients: ["Bob <bob@y.test>"], date: new Date(Date.now() + 1000),
    folder: { id: "sent", specialUse: ["sent"] }, ...more,
});
/** Thunderbird has ended and begun again. */
async function inTheNextRun() {
    messenger.storage.session.kept = { run: "the next" };
    return restarted();
}

test("a mail that is on its way is left alone, and goes out of the list where it has not left", async () => {
    const { leave, left, deliver } = await restarted();
    await leave("5 now", leaving);
    messenger.messages.inFolders = [copy()];
    await deliver();
    assert.deepEqual(tracked(), []);
    assert.equal(waiting().length, 1);
    await left("5 now", null);
    assert.deepEqual(waiting(), []);
});

test("a mail that has left waits under its Message-ID", async () => {
    const { leave, left } = await restarted();
    await leave("5 now", leaving);
    await left("5 now", entry("<a@b>"));
    assert.deepEqual(waiting().map((one) => [one.leaving, one.message_id, one.way]), [[undefined, "<a@b>", "copy"]]);
});

test("where Thunderbird ended before it could tell, the copy in Sent tells in the next run", async () => {
    await (await restarted()).leave("5 now", leaving);
    messenger.messages.inFolders = [
        copy({ subject: "Lunch", headerMessageId: "1@b" }), copy({ recipients: ["carol@y.test"], headerMessageId: "2@b" }),
        copy({ date: new Date(0), headerMessageId: "3@b" }), copy(),
    ];
    const { deliver } = await inTheNextRun();
    await deliver();
    assert.deepEqual(tracked(), [{ message_id: "<a@b>", situation: "missed_deadline" }]);
    assert.deepEqual(waiting(), []);
});

test("where there is no copy, nothing is registered and the user hears of it, not at once", async () => {
    await (await restarted()).leave("5 now", leaving);
    const { deliver } = await inTheNextRun();
    for (let look = 0; look < 4; look += 1) await deliver();
    assert.equal(waiting().length, 1);
    await deliver();
    assert.deepEqual(waiting(), []);
    assert.deepEqual(tracked(), []);
    assert.deepEqual(messenger.storage.local.kept.refused.map((one) => [one.subject, one.is_unseen]), [["Re: Sorry", true]]);
});

test("a change of the list does not wait for the bridge", async () => {
    const { add, deliver } = await restarted();
    messenger.host.answer = () => undefined;
    await add(entry("<a@b>"));
    deliver();
    await add(entry("<c@d>"));
    assert.deepEqual(waiting().map((one) => one.message_id), ["<a@b>", "<c@d>"]);
});

const DAY = 86_400_000;
/** Thunderbird runs since `since`, in ms. */
const runsSince = (since) => (messenger.storage.session.kept = { run: new Date(since).toISOString() });
const refused = () => messenger.storage.local.kept.refused ?? [];
const written = { ...entry("<a@b>"), letter: { subject: "Sorry", text: "I was wrong." }, options: { situation: "missed_deadline" } };

test("a letter that has waited 30 days for the daemon waits no more, and its user hears of it", async (t) => {
    const time = clock(t);
    messenger.host.answer = () => away;
    const { add, deliver } = await restarted();
    await add(written);
    time.now += 30 * DAY - 60_000;
    await deliver();
    assert.equal(waiting().length, 1);
    time.now += 120_000;
    await deliver();
    assert.deepEqual(waiting(), []);
    assert.equal(messenger.alarms.set.size, 0);
    assert.deepEqual(refused().map(({ subject, is_expired }) => [subject, is_expired]), [["Sorry", true]]);
    assert.equal(JSON.stringify(messenger.storage.local.kept).includes("I was wrong."), false, "no letter is kept for ever");
});

test("after a month without Thunderbird the daemon has a while to start", async (t) => {
    const time = clock(t);
    messenger.host.answer = () => away;
    await (await restarted()).add(entry("<a@b>"));
    time.now += 31 * DAY;
    runsSince(time.now);
    const { deliver } = await restarted();
    await deliver();
    assert.equal(waiting().length, 1);
    time.now += 600_000;
    await deliver();
    assert.deepEqual(waiting(), []);
});

test("a mail that lies in the outbox has waited for nobody", async (t) => {
    const time = clock(t);
    const { add, deliver } = await restarted();
    messenger.host.answer = () => away;
    messenger.messages.inFolders = [{ headerMessageId: "a@b", folder: { specialUse: ["outbox"] } }];
    await add(entry("<a@b>", "outbox"));
    time.now += 40 * DAY;
    await deliver();
    messenger.messages.inFolders = [{ headerMessageId: "a@b", folder: { specialUse: ["sent"] } }];
    await deliver();
    assert.deepEqual(waiting().map((one) => one.way), ["copy"]);
});

test("what has waited too long is registered after all where its user asks for it", async (t) => {
    const time = clock(t);
    messenger.host.answer = () => away;
    const { add, deliver, again } = await restarted();
    await add(written);
    time.now += 31 * DAY;
    await deliver();
    messenger.host.answer = () => ({ result: { id: 1 } });
    await again();
    assert.deepEqual(tracked().at(-1), { message_id: "<a@b>", situation: "missed_deadline" });
    assert.deepEqual([waiting(), refused()], [[], []]);
});

test("a letter of which no copy was kept cannot be asked for again", async (t) => {
    const time = clock(t);
    messenger.host.answer = () => away;
    const { add, deliver, again } = await restarted();
    await add({ ...written, way: "letter" });
    time.now += 31 * DAY;
    await deliver();
    await again();
    assert.deepEqual(waiting(), []);
    assert.deepEqual(refused().map((one) => [one.is_expired, one.again]), [[true, null]]);
});
