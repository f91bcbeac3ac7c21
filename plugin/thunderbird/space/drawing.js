// Draws a letter's timeline. It says nothing that the list beneath it does not say too, so it is hidden from a screen reader.
import { shortDayText, wallOf } from "../shared/dates.js";
import { events, placeLabels, spread } from "../shared/timeline.js";
import { node, shape } from "./nodes.js";
import { eventText } from "./words.js";

const LANE = 20; // of labels
const NEAR = 16; // from the line to the nearest label
const FONT = 12;
const pen = document.createElement("canvas").getContext("2d");

/** An element that draws itself anew when its width changes. */
export function drawing(letter, reader) {
    const frame = node("div", { class: "drawing", "aria-hidden": "true" });
    new ResizeObserver(([{ contentRect }]) => {
        if (contentRect.width > 0) frame.replaceChildren(picture(letter, reader, Math.floor(contentRect.width)));
    }).observe(frame);
    return frame;
}

function picture(letter, reader, width) {
    const now = Date.parse(reader.now);
    const marks = [...events(letter), { kind: "now", state: "now", at: reader.now }];
    marks.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
    const places = spread(marks.map(({ at }) => Date.parse(at)), width);
    pen.font = `${FONT}px ${getComputedStyle(document.body).fontFamily}`;
    const words = marks.map((mark) => labelOf(mark, reader));
    const labels = placeLabels(
        places.map((x, index) => ({ x, width: Math.ceil(pen.measureText(words[index]).width) + 2 })), width,
    );
    const depth = (side) => Math.max(0, ...labels.map((label) => (label?.side === side ? label.lane + 1 : 0)));
    const middle = depth(-1) * LANE + NEAR;
    const height = middle + depth(1) * LANE + NEAR;
    const today = places[marks.findIndex(({ kind }) => kind === "now")];
    return shape("svg", { width, height, viewBox: `0 0 ${width} ${height}` },
        shape("line", { class: "past", x1: places[0], x2: today, y1: middle, y2: middle }),
        shape("line", { class: "future", x1: today, x2: places.at(-1), y1: middle, y2: middle }),
        labels.map((label, index) => label && labelled(label, words[index], places[index], middle, marks[index])),
        marks.map((mark, index) => sign(mark, places[index], middle, Date.parse(mark.at) <= now)));
}

function labelOf(mark, reader) {
    if (mark.kind === "now") return reader.text("space_today");
    const due = mark.kind === "promised" ? mark.promise.due : mark.state === "planned" ? mark.step.due : null;
    const wall = due ? due.wall : wallOf(mark.at, reader.zone);
    return `${eventText(mark, reader)} ${shortDayText(wall, reader.language)}`;
}

function labelled({ left, side, lane }, words, x, middle, { kind }) {
    const base = side > 0 ? middle + NEAR + lane * LANE + FONT : middle - NEAR - lane * LANE;
    const reach = side > 0 ? base - FONT : base + 4;
    return shape("g", { class: kind === "now" ? "label today" : "label" },
        shape("line", { class: "lead", x1: x, x2: x, y1: middle, y2: reach }),
        shape("text", { x: left, y: base }, words));
}

/** Its shape says what it is, its filling whether it is over: neither needs a colour. */
function sign({ kind, state }, x, y, isOver) {
    const look = `sign ${kind} ${isOver && state !== "planned" ? "over" : "to-come"}`;
    if (kind === "now") return shape("line", { class: "now", x1: x, x2: x, y1: y - 9, y2: y + 9 });
    if (kind === "promised" || kind === "kept" || kind === "ended") {
        return shape("path", { class: look, d: `M${x} ${y - 8}L${x + 8} ${y}L${x} ${y + 8}L${x - 8} ${y}Z` });
    }
    if (kind === "answered") return shape("rect", { class: look, x: x - 6, y: y - 6, width: 12, height: 12 });
    if (kind === "call" || kind === "reminder") {
        return shape("path", { class: look, d: `M${x} ${y - 7}L${x + 7} ${y + 6}L${x - 7} ${y + 6}Z` });
    }
    return shape("circle", { class: look, cx: x, cy: y, r: kind === "sent" ? 7 : 6 });
}
