// The part of the add-on that lives in the compose window: watches what is written, has it reviewed, shows the marks,
// and does what the panel asks for. Knows nothing of rules, the bridge or the daemon.
(() => {
    "use strict";

    const amends = (globalThis.amends ??= {});
    if (amends.running) return; // executeScript in a window that has the script already
    amends.running = true;

    const PAUSE = 200; // ms without a key before the review
    let timer = null;
    let reviewed = null; // the text of the last review
    let findings = [];
    let turn = 0;

    const textMap = () => amends.textMap.of(document.body);

    async function review() {
        const map = textMap();
        if (map.text === reviewed) return;
        const mine = ++turn;
        let answer = null;
        try {
            answer = await messenger.runtime.sendMessage({ call: "review", text: map.text });
        } catch {
            return; // the add-on is being replaced
        }
        // A newer text has its own review under way; marks for the older one would stand at the wrong words.
        if (mine !== turn) return;
        const now = textMap();
        if (now.text !== map.text) {
            reviewed = null; // also where these are the words of the review before: the badge and the panel follow the last
            later();
            return;
        }
        reviewed = answer ? map.text : null;
        findings = answer?.findings ?? [];
        amends.marks.show(document, now, findings);
    }

    function later() {
        clearTimeout(timer);
        timer = setTimeout(review, PAUSE);
    }

    function anew() {
        reviewed = null;
        later();
    }

    const orders = {
        insert({ text, plain, over }) {
            return { done: amends.insert.insert(document, { text, plain, over }) };
        },
        find({ text, plain }) {
            return { found: amends.insert.find(textMap(), { text, plain }) !== null };
        },
        replace({ text, edits }) {
            const map = textMap();
            const done = map.text === text && amends.insert.replace(document, map, edits);
            return { done };
        },
        show({ text, start, end }) {
            const map = textMap();
            const stretch = map.text === text ? map.stretch(start, end) : null;
            if (stretch) {
                amends.insert.select(document, stretch);
                stretch.startNode.parentElement?.scrollIntoView({ block: "nearest" });
            }
            return { done: stretch !== null };
        },
        text() {
            return { text: textMap().text };
        },
        review() {
            anew();
            return { done: true };
        },
    };

    messenger.runtime.onMessage.addListener((message) => {
        const order = message?.order && orders[message.order];
        return order ? Promise.resolve(order(message)) : undefined;
    });
    new MutationObserver(later).observe(document.documentElement, { childList: true, characterData: true, subtree: true });
    document.addEventListener("input", later);
    window.addEventListener("focus", anew); // from the subject or the recipients, which are reviewed too
    later();
})();
