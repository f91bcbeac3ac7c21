import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { badgeOf } from "../../plugin/thunderbird/shared/badge.js";
import { adviceOn, awayOf } from "../../plugin/thunderbird/shared/trouble.js";
import { languages, speak } from "./speaking.mjs";

const gone = { code: 4, fault: "bridge_unreachable", retry: "later", message: "No such native application amends" };
const away = { code: 4, fault: "daemon_unreachable", retry: "after_change", message: "amendsd is not running." };
const late = { code: 4, fault: "daemon_unreachable", retry: "unknown", message: "amendsd has not answered in time." };
const closed = { code: 4, fault: "daemon_unreachable", retry: "later", message: "amendsd is busy." };
const damaged = { code: 6, fault: "internal", retry: "never", message: "The database is damaged." };

beforeEach(() => speak("en"));

test("a daemon that is slow is not taken for one that does not run", () => {
    assert.deepEqual([gone, away, late, closed, damaged].map(awayOf), ["bridge", "daemon", "busy", "busy", null]);
});

test("what is in the way is told with what to do about it, in the user's language", () => {
    for (const language of languages) {
        speak(language);
        for (const error of [gone, away, late]) {
            const { words, command, lang } = adviceOn(error);
            assert.ok(!words.includes(error.message) && words.split(". ").length > 1, words);
            assert.match(command, /amends|addon/);
            assert.equal(lang, language);
        }
    }
});

test("what the daemon says of itself stays as it is, and is marked as English", () => {
    speak("de");
    assert.deepEqual(adviceOn(damaged), { words: "The database is damaged.", command: null, lang: "en" });
});

test("the badge does not call a daemon broken that was slow once", () => {
    assert.deepEqual(badgeOf({ error: late }, { error: late }), { trouble: true, busy: true, due: 0 });
    assert.equal(badgeOf({ error: away }, { error: away }).busy, false);
});
