// As much of a DOM as the add-on's pure modules read: elements with attributes, texts, and their HTML again.
const VOID = new Set(["BR", "HR", "IMG"]);

class Node {
    parentNode = null;
    childNodes = [];

    get previousElementSibling() {
        const siblings = this.parentNode.childNodes;
        return siblings.slice(0, siblings.indexOf(this)).findLast((one) => one.nodeType === 1) ?? null;
    }

    contains(other) {
        return other === this || this.childNodes.some((child) => child.contains(other));
    }
}

class Text extends Node {
    nodeType = 3;
    nodeName = "#text";

    constructor(data) {
        super();
        this.data = data;
    }

    get html() {
        return this.data.replace(/[&<>\u00a0]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;" })[c]);
    }
}

class Element extends Node {
    nodeType = 1;

    constructor(name, attributes, children) {
        super();
        this.nodeName = name.toUpperCase();
        this.attributes = attributes;
        this.childNodes = children;
        for (const child of children) child.parentNode = this;
    }

    getAttribute(name) {
        return this.attributes[name] ?? null;
    }

    get html() {
        const attributes = Object.entries(this.attributes).map(([name, value]) => ` ${name}="${value}"`).join("");
        const name = this.nodeName.toLowerCase();
        if (VOID.has(this.nodeName)) return `<${name}${attributes}>`;
        return `<${name}${attributes}>${this.childNodes.map((child) => child.html).join("")}</${name}>`;
    }
}

/** el("p", {class: "x"}, "text", el("br")); a string is a text node. */
export function el(name, ...rest) {
    const attributes = rest[0]?.constructor === Object ? rest.shift() : {};
    return new Element(name, attributes, rest.map((one) => (typeof one === "string" ? new Text(one) : one)));
}

export const textNodes = (node) => (node.nodeType === 3 ? [node] : node.childNodes.flatMap(textNodes));
