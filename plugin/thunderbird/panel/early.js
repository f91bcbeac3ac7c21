// Asks for what the panel needs to be drawn while its modules are still being read.
globalThis.amendsAsked = Promise.all([
    messenger.tabs.query({ active: true, currentWindow: true }),
    messenger.storage.session.get(null),
]);
