#!/usr/bin/python3
"""What a person decides in the panel: what is mended, left as it is, followed up or not, and what is said before a send."""

import unittest

from thunderbird_case import ThunderbirdCase

BY_HAND = (
    "Dear Bob,\n\nI am sorry that your order arrived three days late and that you had to send your fitters home. The "
    "mistake was mine: I gave the carrier the wrong date. I have refunded the shipping cost today, and a second person now "
    "checks every date.\n\nAlice\n"
)


class Choices(ThunderbirdCase):
    def by_hand(self, text=BY_HAND):
        compose = self.person.replies(self.complaint()["Message-ID"])
        compose.types(text)
        return compose

    def test_the_panel_opens_by_its_keys_where_the_keyboard_goes_on(self):
        compose = self.person.replies(self.complaint()["Message-ID"])
        panel = compose.presses_the_shortcut()
        self.assertEqual(panel.run("return d.activeElement.id;"), "situation")
        panel.closes()

    def test_an_apology_typed_by_hand_is_followed_up_after_one_click(self):
        compose = self.by_hand()
        compose.wait_for_review(0)
        panel = compose.presses_amends()
        panel.follows()
        panel.closes()
        compose.sends()
        sent = self.on_the_wire()
        self.assert_no_trace_of_us(sent)
        self.tracked_by_now(sent)

    def test_an_apology_typed_by_hand_is_not_followed_up_unasked(self):
        compose = self.by_hand()
        compose.wait_for_review(0)
        compose.sends()
        self.on_the_wire()
        self.assert_not_tracked()

    def test_a_finding_is_mended_by_a_press_and_another_is_dismissed(self):
        compose = self.by_hand(BY_HAND.replace("sorry that your", "sorry if your"))
        compose.wait_for_review(1, "warning: I am sorry if your order arrived three days late")
        panel = compose.presses_amends()
        panel.goes_to("review")
        self.assertEqual(len(panel.findings()), 1)
        panel.presses(0, "replace")
        panel.wait_until("d.querySelectorAll('#findings > li').length === 0", "no finding left")
        panel.closes()
        compose.wait_for_review(0)
        self.assertIn("I am sorry that your order arrived", compose.text())
        compose.changes("sorry that your", "sorry if your")
        compose.wait_for_review(1, "warning: I am sorry if your order arrived three days late")
        panel = compose.presses_amends()
        panel.goes_to("review")
        panel.presses(0, "dismiss")
        panel.wait_until("d.querySelectorAll('#findings > li').length === 0", "the finding dismissed")
        panel.closes()
        compose.wait_for_review(0)
        compose.sends()
        self.assertIn("I am sorry if your order arrived", self.on_the_wire().text.replace(" \n", " "))


if __name__ == "__main__":
    unittest.main()
