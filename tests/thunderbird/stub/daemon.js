// A daemon for the page in a plain browser: it has letters, lists them as the real one does, and takes the simple orders.

const NEXT = (letter) => letter.steps.map(({ due }) => due.at).sort()[0] ?? "9";

/** `status` and `letters` as the real daemon gives them; answers {result} or {error}. */
export function standIn({ status, letters, trouble = null, asked = [] }) {
    const byId = new Map(letters.map((letter) => [letter.id, letter]));
    const open = (withClosed) => [...byId.values()].filter(({ state }) => withClosed || state === "open" || state === "answered");
    const methods = {
        "daemon.status": () => status,
        "daemon.look": () => ({ done: true }),
        "daemon.pause": ({ on }) => switched("paused", on),
        "daemon.hold": ({ on }) => switched("held", on),
        "letters.list": ({ limit = 500, after, with_closed: withClosed }) => {
            const all = open(withClosed);
            const list = after === undefined
                ? all.sort((one, other) => (NEXT(one) < NEXT(other) ? -1 : 1))
                : all.filter(({ id }) => id > after).sort((one, other) => one.id - other.id);
            return list.slice(0, limit || 500);
        },
        "letters.why": ({ letter }) => [
            { id: 1, at: byId.get(letter).sent_at, reason: "The letter was tracked: the add-on said that it was sent." },
            { id: 2, at: byId.get(letter).sent_at, reason: "A check-in is planned after 3 business days of silence." },
        ],
        "letters.auto": ({ letter, on }) => changed(letter, { auto: on }),
        "letters.drop": ({ letter }) => changed(letter, { state: "closed", let_go: true, steps: [], promises: [] }),
        "letters.done": ({ letter }) => changed(letter, { state: "made_good", steps: [], promises: [] }),
    };
    const switched = (what, on) => {
        for (const account of status.accounts) account[what] = on;
        return { on };
    };
    const changed = (id, changes) => {
        byId.set(id, { ...byId.get(id), ...changes });
        return byId.get(id);
    };
    return async ({ call, method, params }) => {
        asked.push({ call, method, params });
        if (trouble) return { error: trouble };
        if (call !== "bridge") return { done: true };
        if (!methods[method]) return { error: { code: 2, message: `The stand-in does not know ${method}.`, fault: null } };
        return { result: structuredClone(methods[method](params)) };
    };
}
