// Elements from values: every text goes in as text, so that nothing in a mail can become markup.

/**
 * node("button", {class: "main", type: "button", "aria-pressed": true, onclick: f}, "text", other, …). A property that is
 * null, undefined or false is left out; one that begins with "on" is a listener; children that are null are left out.
 */
export function node(tag, properties = {}, ...children) {
    return filled(document.createElement(tag), properties, children);
}

/** The same for a drawing. */
export function shape(tag, properties = {}, ...children) {
    return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), properties, children);
}

/** A button with its text. */
export function button(words, onclick, properties = {}) {
    return node("button", { type: "button", onclick, ...properties }, words);
}

/** A name or a subject, which may run from right to left within a line that does not. */
export function name(words, properties = {}) {
    return node("bdi", properties, words);
}

function filled(element, properties, children) {
    for (const [key, value] of Object.entries(properties)) {
        if (value === null || value === undefined || value === false) continue;
        if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
        else element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
}
