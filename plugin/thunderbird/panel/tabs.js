// Tabs as the ARIA practices want them: one of them in the tab order, arrows, Home and End move between them.
export class Tabs {
    #tabs;
    #chosen;

    constructor(list, chosen) {
        this.#tabs = [...list.querySelectorAll("[role=tab]")];
        this.#chosen = chosen;
        for (const tab of this.#tabs) tab.addEventListener("click", () => this.choose(tab.id));
        list.addEventListener("keydown", (event) => this.#key(event));
    }

    choose(id) {
        for (const tab of this.#tabs) {
            const on = tab.id === id;
            tab.setAttribute("aria-selected", String(on));
            tab.tabIndex = on ? 0 : -1;
            document.getElementById(tab.getAttribute("aria-controls")).hidden = !on;
        }
        this.#chosen(id);
    }

    #key(event) {
        const last = this.#tabs.length - 1;
        const now = this.#tabs.indexOf(document.activeElement);
        const step = window.getComputedStyle(document.body).direction === "rtl" ? -1 : 1;
        const next = { ArrowRight: now + step, ArrowLeft: now - step, Home: 0, End: last }[event.key];
        if (next === undefined || now < 0) return;
        event.preventDefault();
        const tab = this.#tabs[(next + last + 1) % (last + 1)];
        tab.focus();
        this.choose(tab.id);
    }
}
