// What the panel asks of others: the bridge (through the background) and the compose window it belongs to.

/** {result} or {error: {message, …}}; never throws. */
export async function bridge(method, params) {
    return await messenger.runtime.sendMessage({ call: "bridge", method, params });
}

/** Sends an order to the compose script; null where the window has none. */
export async function order(tabId, name, details = {}) {
    try {
        return await messenger.tabs.sendMessage(tabId, { order: name, ...details });
    } catch {
        return null;
    }
}

export const details = (tabId) => messenger.compose.getComposeDetails(tabId);
