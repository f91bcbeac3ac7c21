#!/usr/bin/python3
"""What a screen reader is told of the panel and the space: each control by its role and a name, and how it stands."""

import collections
import unittest

from thunderbird_case import ThunderbirdCase
import spoken
from space_page import SpacePage

PANEL = "window.document.querySelector('browser.webextension-popup-browser')"


class ScreenReader(ThunderbirdCase):
    def assert_spoken(self, page, run, browser):
        """Every control that is shown is in the tree, with the role that it has and a name; gives the tree."""
        shown = page.run(spoken.CONTROLS)
        self.assertGreater(len(shown), 2)
        seen = spoken.rows(run, browser, len(shown))
        told = spoken.controls(seen)
        self.assertEqual(
            collections.Counter(role for role, _ in shown), collections.Counter(role for role, _, _ in told), (shown, told)
        )
        self.assertEqual([row for row in told if not row[1].strip()], [])
        [document] = [row for row in seen if row[0] == "document"]
        self.assertEqual(document[1], "Amends")
        return seen

    def test_the_panel(self):
        compose = self.apologises()
        compose.puts_cursor("Dear Bob,")
        compose.types(" I am sorry if this caused you trouble.")
        compose.wait_for_findings()
        panel = compose.presses_amends()
        trees = {}
        for page, ready in {"write": "#preview:not(:empty)", "review": "#findings li", "plan": "#steps li"}.items():
            panel.goes_to(page)
            panel.wait_until("d.querySelector(args[0])", f"the page {page} filled", ready)
            trees[page] = self.assert_spoken(panel, compose.run, PANEL)
            [chosen] = [name for role, name, states in trees[page] if role == "pagetab" and "selected" in states]
            self.assertIn(page, chosen.lower())
        required = [name for role, name, states in trees["write"] if role == "entry" and "required" in states]
        self.assertIn("What was due", required)
        self.assertIn(["pushbutton", "Insert into the mail"], [row[:2] for row in trees["write"]])
        self.assertIn("Replace", [name for role, name, _ in trees["review"] if role == "pushbutton"])
        self.assertEqual([states for role, _, states in trees["plan"] if role == "checkbutton" and "checked" not in states], [])

    def test_the_space(self):
        name = f"Bob {self.client}"
        self.tracked(self.running, self.letter(to=f"{name} <{self.client}@example.test>"))
        space = SpacePage(self.thunderbird)
        self.addCleanup(space.closes)
        space.opens()
        browser = "Services.wm.getMostRecentWindow('mail:3pane').document.getElementById('tabmail').currentTabInfo.browser"
        tree = self.assert_spoken(space, self.thunderbird.run, browser)
        [row] = [one for one in spoken.controls(tree) if name in one[1]]
        self.assertIn("focusable", row[2])
        space.chooses(name)
        tree = self.assert_spoken(space, self.thunderbird.run, browser)
        self.assertIn("Let go", [said for role, said, _ in tree if role == "pushbutton"])
        self.assertEqual([said for role, said, _ in tree if role == "graphic" and not said.strip()], [])


if __name__ == "__main__":
    unittest.main()
