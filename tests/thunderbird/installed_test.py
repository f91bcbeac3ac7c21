#!/usr/bin/python3
"""The installed form: the add-on in the system's folder and the packaged host manifest, as a package brings them; and the
one that `./dev install-addon` puts into one user's home."""

import os
import pathlib
import shutil
import subprocess
import unittest

from thunderbird_case import BRIDGE, ThunderbirdCase
import profiles
import waiting
from person import Person
from profiles import ADD_ON
from servers import address
from thunderbird import Thunderbird

HERE = pathlib.Path(__file__).resolve().parent
STATE = """
const {AddonManager} = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
const addOn = await AddonManager.getAddonByID(args[0]);
return addOn && {active: addOn.isActive, disabled: addOn.userDisabled, version: addOn.version};
"""
# Whatever asks or tells something of its own accord: further windows, dialogs, doorhangers, bars, tabs.
PROMPTS = """
const main = Services.wm.getMostRecentWindow('mail:3pane'), found = [];
for (const each of Services.wm.getEnumerator(null)) if (each !== main) found.push(each.location.href);
for (const panel of main.document.querySelectorAll('panel, dialog')) {
  if (panel.state === 'open' || panel.open === true) found.push(panel.outerHTML.slice(0, 200));
}
for (const bar of main.document.querySelectorAll('notification-message')) {
  const isCalendars = bar.getAttribute('value') === 'calendarDeactivated'; // it has none, with or without the add-on
  if (!isCalendars) found.push(bar.outerHTML.slice(0, 200));
}
for (const tab of main.document.getElementById('tabmail').tabInfo.slice(1)) found.push(tab.title);
return found;
"""


def may_install():
    """Whether this machine lets us try things on a copy of its /usr."""
    scratch = pathlib.Path(profiles.BUILD / "installed-try")
    scratch.mkdir(exist_ok=True)
    words = ["unshare", "--mount", HERE / "installed.sh", "-", scratch, "true"]
    return os.getuid() == 0 and subprocess.run(words, capture_output=True).returncode == 0


def in_the_system():
    """What of Amends is installed on this machine itself."""
    return [place for folder in ("bin", "lib") for place in pathlib.Path("/usr", folder).glob("**/amends*")]


def state(thunderbird):
    return thunderbird.run(STATE, ADD_ON)


class ForTheSystem(ThunderbirdCase):
    @classmethod
    def setUpClass(cls):
        if not may_install():
            if os.environ.get("CI"):
                raise AssertionError("a machine that checks changes lets the tests be root, in a mount namespace of their own")
            raise unittest.SkipTest("needs root, and a mount namespace of its own")
        super().setUpClass()

    @classmethod
    def in_surroundings(cls):
        cls.before = in_the_system()
        started = cls.on_the_installed_system(cls.profile).start()
        started.wait_for_add_on()
        return started

    @classmethod
    def on_the_installed_system(cls, profile):
        scratch = cls.servers.folder / f"system-{profile.name}"
        scratch.mkdir(exist_ok=True)
        inside = ["unshare", "--mount", HERE / "installed.sh", profiles.BUILD, scratch]
        return Thunderbird(profile, cls.running.environment, inside)

    def assert_it_works_without_a_question(self, thunderbird):
        self.assertEqual(thunderbird.run(PROMPTS), [])
        self.assertTrue(state(thunderbird)["active"])
        self.assertFalse((self.running.home / ".mozilla").exists())

    def test_an_existing_profile_has_it_and_a_letter_is_followed_up_across_a_restart(self):
        self.assert_it_works_without_a_question(self.thunderbird)
        compose = self.apologises()
        [bridge] = self.thunderbird.processes("amends-bridge")
        self.assertEqual(os.readlink(f"/proc/{bridge}/exe"), "/usr/bin/amends-bridge")
        self.running.stop()
        compose.sends()
        sent = self.on_the_wire()
        waiting.until(lambda: self.kept_by_the_add_on(), "the letter kept by the add-on")
        self.thunderbird.quit()
        self.running.start()
        self.thunderbird.start()
        self.thunderbird.wait_for_add_on()
        self.assertEqual(self.thunderbird.run(PROMPTS), [])
        self.tracked_by_now(sent)

    def kept_by_the_add_on(self):
        return self.thunderbird.background("return (await messenger.storage.local.get('waiting')).waiting;")

    def test_a_fresh_profile_has_it(self):
        profile = self.servers.folder / "fresh"
        profile.mkdir()
        profiles.write(profile, profiles.settings(imap_port=self.servers.imap_port, smtp_port=self.wire.port))
        with self.on_the_installed_system(profile) as fresh:
            fresh.wait_for_add_on()
            self.assert_it_works_without_a_question(fresh)
            person = Person(fresh)
            panel = person.writes_new(to=address(self.client)).presses_amends()
            self.assertEqual(panel.trouble(), "")
            self.assertIn("missed_deadline", panel.situations())
            person.puts_everything_away()

    def test_nothing_of_it_is_left_in_the_system(self):
        self.assertEqual(in_the_system(), self.before)


class ForOneUser(ThunderbirdCase):
    """`./dev install-addon`, in a home with a profile that Thunderbird has used before."""

    @classmethod
    def in_surroundings(cls):
        place = cls.running.home / ".thunderbird/abcd.default-release"
        place.parent.mkdir()
        shutil.move(cls.profile, place)
        (place.parent / "profiles.ini").write_text(
            "[Profile1]\nName=other\nIsRelative=1\nPath=efgh.other\n\n"
            "[Profile0]\nName=default-release\nIsRelative=1\nPath=abcd.default-release\nDefault=1\n"
        )
        cls.profile = place
        cls.said = cls.install()
        return Thunderbird(place, cls.running.environment).start()

    @classmethod
    def install(cls, *options):
        done = subprocess.run(
            ["/usr/bin/python3", HERE.parents[1] / "plugin/install_addon.py", "--xpi", profiles.BUILD / "amends.xpi",
             "--bridge", BRIDGE, *options],
            env=cls.running.environment, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode != 0:
            raise AssertionError(f"install_addon.py ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def test_it_runs_once_the_user_has_said_yes_and_goes_without_a_trace(self):
        self.assertIn("Add-ons", self.said)
        self.assertTrue(state(self.thunderbird)["disabled"])  # Thunderbird leaves that choice to the user
        self.thunderbird.run(
            """
            const {AddonManager} = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
            await (await AddonManager.getAddonByID(args[0])).enable();
            """,
            ADD_ON,
        )
        self.thunderbird.wait_for_add_on()
        self.apologises().sends()
        self.tracked_by_now(self.on_the_wire())
        self.thunderbird.quit()
        self.install("--remove")
        home = self.running.home
        for trace in (".mozilla/native-messaging-hosts/amends.json", ".local/lib/amends"):
            self.assertFalse((home / trace).exists(), trace)
        self.thunderbird.start()
        waiting.until(lambda: state(self.thunderbird) is None, "Thunderbird without the add-on")


if __name__ == "__main__":
    unittest.main()
