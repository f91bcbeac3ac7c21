// All letters of the daemon, which gives them in parts. Pure but for what it is handed to ask with.

const PART = 100; // with all their steps these stay far below the megabyte that a native message may have

/**
 * Asks for the letters whose next step is nearest, and tells them at once; then goes through all of them by their ids.
 * `ask(method, params)` answers or throws; `onPart(letters)` sees each part. Returns the ids of all there are.
 */
export async function loadLetters(ask, { withClosed, onPart }) {
    onPart(await ask("letters.list", { limit: PART }));
    const ids = new Set();
    let after = 0;
    for (;;) {
        const part = await ask("letters.list", { limit: PART, after, with_closed: withClosed });
        for (const { id } of part) {
            ids.add(id);
            after = Math.max(after, id);
        }
        onPart(part);
        if (part.length < PART) return ids;
    }
}
