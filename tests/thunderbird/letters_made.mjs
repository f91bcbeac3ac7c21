// Letters as the daemon gives them, made up: few by hand for pictures, any number from a seed for properties.
import { drawing } from "./generated.mjs";

const DAY_MS = 86_400_000;
export const NOW = "2026-11-24T10:15:00Z";
const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC"];
const CLIENTS = [
    ["Hana Nováková", "hana@novak.example"], ["Jonas Pfeiffer", "jonas@pfeiffer.example"], ["Amélie Rousseau", "amelie@rousseau.example"],
    ["محمد الأحمد", "m.ahmad@sharika.example"], ["שרה לוי", "sarah@levi.example"], [null, "accounts@brightwater.example"],
    ["Wolfeschlegelsteinhausenbergerdorff-Montgomery, Bartholomew Maximilian Alexander", "bartholomew.maximilian.alexander.wolfeschlegel@a-rather-long-department.of-an-even-longer-company.example"],
    ["Ng", "ng@ng.example"], ["田中 花子", "hanako@tanaka.example"],
];
const SUBJECTS = [
    "Sorry about the late invoice", "Re: Delivery of the prototypes on Monday", "بخصوص التأخير في التسليم", "Our mistake in the September report",
    "Apology: the outage of last Thursday and what we do so that it does not happen a second time, with a plan for each of your three sites",
    "", "Re: Re: Fwd: your order 20418",
];
const WORDS = [
    "We will send the corrected invoice by Friday.", "I will call you every Monday with the state of things.", null,
    "The replacement is with you on 30 November.", "سنرسل التقرير المصحح يوم الأحد.",
];
const REPORT = "The server took it.";

export const days = (count, from = NOW) => new Date(Date.parse(from) + count * DAY_MS).toISOString().replace(".000Z", "Z");
const dueAt = (at, zone = "UTC", more = {}) => ({ at, wall: at.slice(0, 19), zone, rule: null, ...more });

export function person(address, name = null) {
    return { name, address, bounced: false, instead: null };
}

export function step(id, kind, state, at, more = {}) {
    const means = { check_in: "draft", make_good: "draft", kept_message: "draft", slipped_message: "draft" }[kind] ?? "reminder";
    return {
        id, kind, ordinal: 1, promise: null, means, state, due: dueAt(at), meant_for: at,
        acted_at: state === "planned" || state === "cancelled" ? null : at, outcome: null, ...more,
    };
}

export function promise(number, at, more = {}) {
    const due = at === null ? null : dueAt(`${at.slice(0, 10)}T23:59:59Z`, "UTC", { whole_day: true });
    return {
        number, words: WORDS[0], state: "open", due, ambiguous: false, recurring: null, rhythm: null, first_day: null,
        slips: 0, was_due: null, settled_at: null, ...more,
    };
}

export function letter(id, more = {}) {
    return {
        id, account: "work", message_id: `<letter-${id}@example.test>`, references: [],
        from: { name: "Alice", address: "alice@example.test" }, to: [person("hana@novak.example", "Hana Nováková")], cc: [],
        subject: SUBJECTS[0], sent_at: days(-4), state: "open", protection: "none", language: "en", situation: null,
        client_zone: null, auto: false, let_go: false, answered_at: null, answered_by: null, note: null, last_words: null,
        tone: null, hold: null, zone_guess: null, promises: [], steps: [step(id * 10, "check_in", "planned", days(1))], ...more,
    };
}

function someStep(draw, id, at) {
    const kind = draw.one(["check_in", "call", "make_good", "promise_due", "promise_kept", "promise_undated", "kept_message", "bounce_notice"]);
    const state = draw.one(["planned", "planned", "drafted", "unknown", "acting", "done", "satisfied", "declined", "withdrawn", "cancelled"]);
    const made = step(id, kind, state, days(draw.whole(-30, 30) + draw.whole(0, 23) / 24, at), {
        promise: kind.startsWith("promise_") ? 1 : null, outcome: draw.chance(0.2) ? REPORT : null,
    });
    return { ...made, due: { ...made.due, zone: draw.one(ZONES) } };
}

function somePromise(draw, number) {
    const made = promise(number, draw.chance(0.2) ? null : days(draw.whole(-10, 30)), {
        words: draw.one(WORDS), slips: draw.chance(0.2) ? draw.whole(1, 3) : 0, ambiguous: draw.chance(0.1),
    });
    if (draw.chance(0.2)) Object.assign(made, { recurring: "every Monday", rhythm: "week:1" });
    if (draw.chance(0.3)) Object.assign(made, { state: draw.one(["kept", "ended"]), settled_at: days(draw.whole(-9, 0)) });
    return made;
}

/** Any letter at all, whatever combination the draw gives. */
export function someLetter(draw, id) {
    const state = draw.one(["open", "open", "open", "answered", "made_good", "closed"]);
    const answered = state === "answered" || draw.chance(0.1);
    const to = draw.some(1, draw.chance(0.1) ? 6 : 1, () => {
        const [name, address] = draw.one(CLIENTS);
        return person(address, name);
    });
    return letter(id, {
        to, subject: draw.one(SUBJECTS), state, sent_at: days(-draw.whole(1, 60) - draw.whole(0, 23) / 24),
        hold: draw.chance(0.05) ? draw.one(["possible_answer", "upset_answer"]) : null, let_go: state === "closed" && draw.chance(0.5),
        answered_at: answered ? days(-draw.whole(0, 20)) : null, answered_by: answered ? draw.one(["mail", "phone", "meeting", "other"]) : null,
        promises: draw.some(0, 3, () => null).map((_none, index) => somePromise(draw, index + 1)),
        steps: draw.some(0, 4, () => null).map((_none, index) => someStep(draw, id * 10 + index, NOW)),
    });
}

/** So many letters, about as a user has them: most wait, some are due. */
export function manyLetters(count) {
    const draw = drawing(7);
    return Array.from({ length: count }, (_none, index) => {
        const id = index + 1;
        const [name, address] = CLIENTS[index % CLIENTS.length];
        const made = letter(id, {
            to: [person(address, name)], subject: SUBJECTS[index % SUBJECTS.length], sent_at: days(-draw.whole(1, 12)),
            steps: [step(id * 10, "check_in", "planned", days(draw.whole(1, 9))), step(id * 10 + 1, "call", "planned", days(draw.whole(12, 20)))],
        });
        return draw.chance(0.3) ? { ...made, promises: [promise(1, days(draw.whole(0, 12)), { words: draw.one(WORDS) })] } : made;
    });
}

/** One of each kind that looks different. */
export function telling() {
    const long = CLIENTS[6];
    return [
        letter(1, {
            sent_at: days(-6), promises: [promise(1, days(3)), promise(2, days(-1), { words: WORDS[3], slips: 1, was_due: "2026-11-20" }),
                promise(3, days(6), { words: WORDS[1], recurring: "every Monday", rhythm: "week:1" }),
                promise(4, days(-3), { state: "kept", settled_at: days(-2), words: "We will refund the postage." })],
            cc: [person("office@novak.example")],
            steps: [step(11, "check_in", "planned", days(2), { due: { at: days(2), wall: "2026-11-26T09:30:00", zone: "Asia/Tokyo", rule: null } }),
                step(12, "call", "planned", days(11)), step(13, "promise_due", "planned", days(2))],
        }),
        letter(2, {
            to: [person(CLIENTS[3][1], CLIENTS[3][0])], subject: SUBJECTS[2], hold: "possible_answer",
            last_words: "شكرا على رسالتكم، سنراجع الأمر ونعود إليكم.", promises: [promise(1, null, { words: WORDS[4] })],
        }),
        letter(3, {
            to: [person(long[1], long[0])], subject: SUBJECTS[4],
            steps: [step(31, "check_in", "drafted", days(-1)), step(32, "call", "planned", days(8))],
        }),
        letter(4, {
            to: [person(CLIENTS[1][1], CLIENTS[1][0]), person("einkauf@pfeiffer.example"), person("chef@pfeiffer.example")], state: "answered",
            answered_at: days(-2), answered_by: "phone", note: "He laughed about it and wants the new parts by Friday.", sent_at: days(-15),
            steps: [step(41, "check_in", "satisfied", days(-10), { outcome: "You wrote to the client yourself." }), step(42, "make_good", "planned", days(8))],
        }),
        letter(5, { to: [{ ...person(CLIENTS[5][1]), bounced: true, instead: "billing@brightwater.example" }], subject: "", auto: true,
            steps: [step(51, "check_in", "planned", days(3), { means: "send" })] }),
        letter(6, { to: [person(CLIENTS[2][1], CLIENTS[2][0])], steps: [step(61, "check_in", "unknown", days(-1))], subject: SUBJECTS[3] }),
        letter(7, { to: [person(CLIENTS[4][1], CLIENTS[4][0])], hold: "upset_answer", state: "answered", answered_at: days(-1), answered_by: "mail", tone: "upset", last_words: "This is the third time." }),
    ];
}
