// What the badge on the space says. Pure.
import { wallOf } from "./dates.js";
import { groupOf } from "./letters.js";
import { awayOf } from "./trouble.js";

const CANNOT_WORK = "cannot work";

/** True where the daemon, or one of its accounts, cannot do what it is there for. */
export function isTrouble(status) {
    return status.problems.length > 0 || status.accounts.some(({ state }) => state === CANNOT_WORK);
}

/**
 * {trouble, busy, due} from the bridge's answers to daemon.status and letters.list, {result} or {error}: `due` counts the
 * letters where something is to be looked at or done now, with those that it `refused`; `busy` where the trouble may be over the next time.
 */
export function badgeOf(status, letters, refused = []) {
    const error = status.error ?? letters.error;
    if (error || isTrouble(status.result)) return { trouble: true, busy: Boolean(error) && awayOf(error) === "busy", due: 0 };
    const { now } = status.result;
    const groups = letters.result.map((letter) => groupOf(letter, now, (zone) => wallOf(now, zone)));
    return { trouble: false, busy: false, due: groups.filter((group) => group === "held" || group === "due").length + refused.length };
}
