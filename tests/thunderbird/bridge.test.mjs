import assert from "node:assert/strict";
import test, { afterEach, beforeEach } from "node:test";

import { fakeMessenger } from "./fake_messenger.mjs";

let messenger;
let call;
let turn = 0;
beforeEach(async () => {
    messenger = fakeMessenger();
    ({ call } = await import(`../../plugin/thunderbird/background/bridge.js?turn=${++turn}`));
});
afterEach(() => messenger.host.ports.at(-1)?.dies("the test is over"));

test("one port serves all requests, and each gets its own answer in whatever order they come", async () => {
    const late = [];
    messenger.host.answer = (request, port) => void late.push([request, port]);
    const both = [call("guide.write", { a: 1 }), call("guide.review", { b: 2 })];
    for (const [request, port] of late.reverse()) port.onMessage.fire({ id: request.id, result: request.method });
    assert.deepEqual(await Promise.all(both), [{ result: "guide.write" }, { result: "guide.review" }]);
    assert.equal(messenger.host.ports.length, 1);
});

test("an error is handed on as it is", async () => {
    const error = { code: 3, message: "no account", fault: "configuration", retry: "after_change" };
    messenger.host.answer = () => ({ error });
    assert.deepEqual(await call("letters.plan", {}), { error });
});

test("a host that is not there is an answer, not an exception", async () => {
    messenger.host.isMissing = true;
    const { error } = await call("bridge.hello");
    assert.equal(error.code, 4);
    assert.equal(error.retry, "later");
    assert.equal(error.fault, "bridge_unreachable");
    assert.equal(error.message, "bridge_gone"); // in the user's own words, not in those of Thunderbird
});

test("silence ends at the deadline, and an answer after it is nobody's", async () => {
    let heard = null;
    messenger.host.answer = (request, port) => void (heard = () => port.onMessage.fire({ id: request.id, result: 1 }));
    const { error } = await call("letters.find", {}, 1);
    assert.equal(error.retry, "later");
    assert.equal(error.fault, "daemon_unreachable"); // the bridge is there: it has said nothing of having ended
    assert.doesNotThrow(heard);
});

test("a host that dies answers everyone who waits, and the next request starts a new one", async () => {
    messenger.host.answer = () => undefined;
    const waiting = [call("a"), call("b")];
    messenger.host.ports[0].dies("it crashed");
    for (const { error } of await Promise.all(waiting)) assert.equal(error.message, "bridge_gone");
    messenger.host.answer = () => ({ result: "new" });
    assert.deepEqual(await call("c"), { result: "new" });
    assert.equal(messenger.host.ports.length, 2);

    messenger.host.answer = () => undefined;
    const alive = call("d");
    messenger.host.ports[0].dies("once more");
    messenger.host.ports[1].onMessage.fire({ id: messenger.host.asked.at(-1).id, result: "still" });
    assert.deepEqual(await alive, { result: "still" });
});
