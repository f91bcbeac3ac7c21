// As much of Thunderbird's API as the event page's modules use, with a native host that a test answers for. It remembers
// what it was asked. Storage keeps copies, as the real one does.

class Area {
    kept = {};
    #listeners = [];
    onChanged = { addListener: (listener) => this.#listeners.push(listener) };

    async get(names) {
        if (names === null) return structuredClone(this.kept);
        const found = {};
        for (const name of [names].flat()) if (name in this.kept) found[name] = structuredClone(this.kept[name]);
        return found;
    }

    async set(values) {
        const changes = {};
        for (const [name, value] of Object.entries(values)) {
            changes[name] = { oldValue: this.kept[name], newValue: value };
            this.kept[name] = structuredClone(value);
        }
        for (const listener of this.#listeners) listener(changes);
    }

    async remove(names) {
        for (const name of [names].flat()) delete this.kept[name];
    }
}

function event() {
    const listeners = [];
    return { addListener: (one) => listeners.push(one), fire: (...values) => listeners.forEach((one) => one(...values)) };
}

/** A port to a host; `answer(request)` gives {result}, {error} or undefined for silence. */
class Port {
    onMessage = event();
    onDisconnect = event();
    error = null;

    constructor(host) {
        this.host = host;
    }

    postMessage(request) {
        this.host.asked.push(request);
        const answer = this.host.answer(request, this);
        if (answer) queueMicrotask(() => this.onMessage.fire({ id: request.id, ...answer }));
    }

    disconnect() {
        this.host.closed += 1;
    }

    /** The host dies. */
    dies(message) {
        this.error = { message };
        this.onDisconnect.fire(this);
    }
}

export function fakeMessenger() {
    const host = { asked: [], closed: 0, ports: [], answer: () => ({ result: {} }), isMissing: false };
    const messages = { inFolders: [], deleted: [] };
    globalThis.messenger = {
        host,
        i18n: { getMessage: (key) => key },
        storage: { local: new Area(), session: new Area() },
        alarms: {
            set: new Set(),
            create: async (name) => globalThis.messenger.alarms.set.add(name),
            clear: async (name) => globalThis.messenger.alarms.set.delete(name),
        },
        runtime: {
            connectNative: () => {
                if (host.isMissing) throw new Error("No such native application amends");
                host.ports.push(new Port(host));
                return host.ports.at(-1);
            },
        },
        messages: {
            ...messages,
            query: async ({ headerMessageId, folderId, fromDate }) => ({
                messages: globalThis.messenger.messages.inFolders.filter((one) =>
                    (!headerMessageId || one.headerMessageId === headerMessageId) &&
                    (!folderId || one.folder.id === folderId) && (!fromDate || one.date >= fromDate)),
            }),
        },
        folders: { query: async ({ specialUse }) => (specialUse.length === 1 ? [{ id: specialUse[0] }] : []) }, // has all of them
    };
    return globalThis.messenger;
}
