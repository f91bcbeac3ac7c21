// What the badge on the space says. Pure.
import { groupOf } from "./letters.js";
import { wallOf } from "./dates.js";

const CANNOT_WORK = "cannot work";

/** True where the daemon, or one of its accounts, cannot do what it is there for. */
export function isTrouble(status) {
    return status.problems.length > 0 || status.accounts.some(({ state }) => state === CANNOT_WORK);
}

/**
 * {trouble, due} from the bridge's answers to daemon.status and letters.list, {result} or {error}: `due` counts the
 * letters where something is to be looked at or done now.
 */
export function badgeOf(status, letters) {
    if (status.error || isTrouble(status.result)) return { trouble: true, due: 0 };
    if (letters.error) return { trouble: true, due: 0 };
    const { now } = status.result;
    const groups = letters.result.map((letter) => groupOf(letter, now, (zone) => wallOf(now, zone)));
    return { trouble: false, due: groups.filter((group) => group === "held" || group === "due").length };
}
