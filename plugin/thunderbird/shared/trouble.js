// What an error means that came instead of an answer, and what its user can do about it. Pure but for the texts.
import { language, text } from "./localise.js";

const BRIDGE_AWAY = "bridge_unreachable";
const DAEMON_AWAY = "daemon_unreachable";
const BUSY = new Set(["later", "unknown"]); // it is there: it was silent for too long, or sent the question back
const COMMANDS = {
    bridge: "./dev install-addon",
    daemon: "systemctl --user start amendsd",
    busy: "systemctl --user restart amendsd",
};

/** What cannot be reached: "bridge", "daemon" where it does not run, "busy" where it was too slow, or null. */
export function awayOf({ fault, code, retry }) {
    if (fault === BRIDGE_AWAY) return "bridge";
    if (fault !== DAEMON_AWAY && code !== 4) return null;
    return BUSY.has(retry) ? "busy" : "daemon";
}

/** {words, command, lang} of an error: what is the matter and what to do, in `lang`; the daemon's own words are English. */
export function adviceOn(error) {
    const away = awayOf(error);
    if (!away) return { words: error.message, command: null, lang: error.lang ?? "en" };
    const words = `${text(`space_${away}_away_title`)}. ${text(`space_${away}_away_what`)}`;
    return { words, command: COMMANDS[away], lang: language() };
}

/** The command that helps, for "bridge", "daemon" or "busy". */
export const commandFor = (away) => COMMANDS[away];
