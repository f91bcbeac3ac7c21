// The life of a letter as a line: what happened and what is to come, and where each of it is drawn. Pure.
import { isPending, isToClient } from "./letters.js";

const GAP = 20; // between two signs, where there is room
const PAD = 14; // left and right of the line
const AIR = 8; // between two labels
const LANES = 3; // of labels, on each side of the line

const SHOWN = new Set(["done", "declined", "withdrawn"]); // of the steps that are over; the others left no trace outside

/**
 * What happened to a letter and what is planned, in order: [{kind, state, at, promise?, step?}].
 * kind: sent, promised, kept, ended, answered, check_in, make_good, call, message (about a promise) or reminder;
 * state: done, planned, drafted, unknown, declined or withdrawn.
 */
export function events(letter) {
    const all = [{ kind: "sent", state: "done", at: letter.sent_at }];
    if (letter.answered_at) all.push({ kind: "answered", state: "done", at: letter.answered_at });
    for (const promise of letter.promises) {
        if (promise.settled_at) {
            all.push({ kind: promise.state === "kept" ? "kept" : "ended", state: "done", at: promise.settled_at, promise });
        } else if (promise.due) {
            all.push({ kind: "promised", state: "planned", at: promise.due.at, promise });
        }
    }
    for (const step of letter.steps) {
        const event = eventOf(step);
        if (event) all.push(event);
    }
    return all.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

function eventOf(step) {
    const kind = kindOf(step);
    if (isPending(step)) {
        const lies = step.state === "drafted" || step.state === "unknown";
        return { kind, state: lies ? step.state : "planned", at: (lies && step.acted_at) || step.due.at, step };
    }
    if (kind === "reminder" || !SHOWN.has(step.state) || !step.acted_at) return null;
    return { kind, state: step.state, at: step.acted_at, step };
}

function kindOf({ kind }) {
    if (kind === "kept_message" || kind === "slipped_message") return "message";
    return isToClient({ kind }) || kind === "call" ? kind : "reminder";
}

/**
 * Where the signs stand on a line of this width: their times in order (milliseconds) to x. True to the time that passed,
 * except that neighbours keep a distance; never outside the line, never out of order.
 */
export function spread(times, width) {
    const last = times.length - 1;
    if (last <= 0) return times.map(() => width / 2);
    const room = Math.max(0, width - 2 * PAD);
    const gap = Math.min(GAP, room / last);
    const span = times[last] - times[0];
    const places = times.map((time, index) => PAD + room * (span > 0 ? (time - times[0]) / span : index / last));
    for (let index = 1; index <= last; index += 1) places[index] = Math.max(places[index], places[index - 1] + gap);
    places[last] = Math.min(places[last], PAD + room);
    for (let index = last - 1; index >= 0; index -= 1) places[index] = Math.min(places[index], places[index + 1] - gap);
    return places.map((place) => Math.min(Math.max(place, PAD), PAD + room));
}

/**
 * Where each label stands: its sign at x, `width` its own. [{left, side: 1 below or -1 above, lane from 0}], null where
 * there is no room: labels of one lane do not touch, and no line from a sign to its label runs through another label.
 */
export function placeLabels(signs, width) {
    const placed = [];
    return signs.map((sign) => {
        const left = Math.min(Math.max(sign.x - sign.width / 2, 0), Math.max(0, width - sign.width));
        for (let lane = 0; lane < LANES; lane += 1) {
            for (const side of [1, -1]) {
                const label = { left, right: left + sign.width, x: sign.x, side, lane };
                if (label.right > width + 0.5 || !placed.every((other) => agree(label, other))) continue;
                placed.push(label);
                return { left, side, lane };
            }
        }
        return null;
    });
}

function agree(one, other) {
    if (one.side !== other.side) return true;
    if (one.lane === other.lane) return one.right + AIR <= other.left || other.right + AIR <= one.left;
    const [near, far] = one.lane < other.lane ? [one, other] : [other, one];
    return far.x <= near.left - AIR / 2 || far.x >= near.right + AIR / 2;
}
