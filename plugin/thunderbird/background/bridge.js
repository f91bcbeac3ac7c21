// The line to amends-bridge: one port, requests by number, an answer or an error for each within its deadline.
// call() never throws and never hangs: {result} or {error: {code, message, fault, retry}}.
// An open port keeps the event page running, so it is closed when nothing was asked for a while.
import { language, text } from "../shared/localise.js";

const HOST = "amends";
const IDLE = 20_000;
const DEADLINE = 12_000;
const PATIENCE = { "daemon.look": 60_000 }; // it reads every mailbox before it answers

let port = null;
let next = 1;
let idle = null;
const waiting = new Map(); // id -> settle

const trouble = (fault, key) => ({ error: { code: 4, message: text(key), fault, retry: "later", lang: language() } });
// Why a bridge has ended, or does not start, Thunderbird tells in English and for programmers.
const away = () => trouble("bridge_unreachable", "bridge_gone");
const slow = () => trouble("daemon_unreachable", "bridge_slow");

function close() {
    const old = port;
    port = null;
    clearTimeout(idle);
    for (const settle of waiting.values()) settle(away());
    waiting.clear();
    old?.disconnect();
}

function received(message) {
    const settle = waiting.get(message?.id);
    waiting.delete(message?.id);
    settle?.("result" in message ? { result: message.result } : { error: message.error });
}

function connect() {
    if (port) return;
    const mine = messenger.runtime.connectNative(HOST);
    port = mine;
    mine.onMessage.addListener(received);
    mine.onDisconnect.addListener(() => {
        if (port === mine) close();
    });
}

function restAWhile() {
    clearTimeout(idle);
    idle = setTimeout(() => (waiting.size === 0 ? close() : restAWhile()), IDLE);
}

export function call(method, params = {}, deadline = PATIENCE[method] ?? DEADLINE) {
    return new Promise((resolve) => {
        const id = next++;
        let timer = null;
        const settle = (answer) => {
            clearTimeout(timer);
            waiting.delete(id);
            resolve(answer);
        };
        timer = setTimeout(() => settle(slow()), deadline);
        waiting.set(id, settle);
        try {
            connect();
            port.postMessage({ id, method, params });
            restAWhile();
        } catch {
            settle(away());
        }
    });
}
