#!/usr/bin/python3
"""Thunderbird quits, or is killed, right after a letter has left: the letter is followed up all the same, in its next run."""

import shutil
import unittest

from thunderbird_case import BRIDGE, ThunderbirdCase
import profiles
import thunderbird
import waiting
from servers import address

# Quits as soon as the window has gone: before anybody is told that the mail is sent.
QUITS = """
const observer = {observe(window) {
  if (window.docShell?.outerWindowID !== args[0]) return;
  Services.ww.unregisterNotification(closed);
  Services.startup.quit(Ci.nsIAppStartup.eForceQuit);
}};
const closed = (window, topic) => topic === 'domwindowclosed' && observer.observe(window);
Services.ww.registerNotification(closed);
"""


class Restart(ThunderbirdCase):
    @classmethod
    def in_surroundings(cls):
        """With the add-on in the profile, where it stays when Thunderbird ends."""
        profiles.native_host(cls.running.home, BRIDGE)
        (cls.profile / "extensions").mkdir(exist_ok=True)
        shutil.copyfile(cls.ADD_ON, cls.profile / "extensions" / f"{profiles.ADD_ON}.xpi")
        started = thunderbird.Thunderbird(cls.profile, cls.running.environment).start()
        started.run(
            """
            const {AddonManager} = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
            await (await AddonManager.getAddonByID(args[0])).enable();
            """,
            profiles.ADD_ON,
        )
        started.wait_for_add_on()
        return started

    def starts_again(self):
        self.thunderbird.server.process.wait(20)
        self.thunderbird.kill()
        self.thunderbird.start()
        self.thunderbird.wait_for_add_on()

    def test_a_letter_sent_right_before_it_quits_is_tracked_in_the_next_run(self):
        compose = self.apologises()
        self.thunderbird.run(QUITS, compose.window)
        compose.sends(wait=False)
        self.starts_again()
        self.tracked_by_now(self.on_the_wire())
        self.assertEqual(len(self.tracked_for(self.client)), 1)

    def test_a_letter_saved_in_one_run_and_sent_in_the_next_is_tracked(self):
        compose = self.apologises(situation="billing_error")
        compose.saves()
        draft = self.box.wait_for("Drafts", lambda m: address(self.client) in str(m["To"]), "the draft")
        waiting.until(lambda: draft.message_id.strip("<>") in str(self.in_storage()), "the draft kept by the add-on")
        compose.closes()
        self.thunderbird.quit()
        self.thunderbird.start()
        self.thunderbird.wait_for_add_on()
        self.person.opens_draft(draft.message_id).sends()
        self.assertEqual(self.tracked_by_now(self.on_the_wire())["situation"], "billing_error")


if __name__ == "__main__":
    unittest.main()
