#!/usr/bin/python3
"""What a person decides in the panel: what is mended, left as it is, followed up or not, and what is said before a send."""

import datetime
import unittest

from thunderbird_case import ThunderbirdCase
import waiting
import writing
from servers import address

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
        waiting.until(lambda: compose.label() == "Amends: follow it up?", "the button that asks", 10)
        panel = compose.presses_amends()
        panel.follows()
        self.assertEqual(panel.run("return d.activeElement.getAttribute('role');"), "tab")
        waiting.until(lambda: compose.label() == "Amends", "the button that no longer asks", 10)
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
        self.assertEqual(panel.run("return d.querySelector('#findings .reason').closest('[lang]').lang;"), "en")
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

    def test_a_letter_whose_plan_is_switched_off_is_not_followed_up(self):
        compose = self.apologises()
        panel = compose.presses_amends()
        panel.goes_to("plan")
        panel.wait_until("d.querySelector('#steps > li')", "the plan")
        self.assertIn("check-in", " ".join(panel.steps()).lower())
        panel.unticks("follow")
        panel.closes()
        compose.sends()
        self.on_the_wire()
        self.assert_not_tracked()

    def test_what_is_chosen_for_the_check_in_is_what_the_daemon_plans(self):
        compose = self.apologises()
        panel = compose.presses_amends()
        panel.goes_to("plan")
        panel.wait_until("d.querySelector('#steps > li')", "the plan")
        day = self.running.now + datetime.timedelta(days=21 - self.running.now.weekday())  # a Monday
        panel.run("d.querySelector('[name=check_in][value=send]').click();")
        panel.wait_until("/Check-in sent automatically on /.test(d.getElementById('steps').innerText)", "the sentence for sending")
        panel.chooses("check-in-on", f"{day:%Y-%m-%d}")
        panel.wait_until("d.getElementById('steps').innerText.includes(args[0])", "the day chosen", f"{day:%A} {day.day} {day:%B}")
        panel.chooses("zone", "Asia/Tokyo")
        panel.wait_until("/in Tokyo, unless/.test(d.getElementById('steps').innerText)", "the zone chosen")
        panel.closes()
        compose.sends()
        number = self.tracked_by_now(self.on_the_wire())["id"]
        [step] = self.running.steps(number, "check_in")
        self.assertEqual((step["means"], step["due"]["zone"], step["due"]["wall"][:10]), ("send", "Asia/Tokyo", f"{day:%Y-%m-%d}"))
        self.assertTrue(self.running.letter(number)["auto"])

    def test_an_answer_that_came_meanwhile_is_shown_before_the_check_in_goes(self):
        sent, _, compose = self.edits_a_check_in()
        answer = writing.reply(sent.mail, f"Bob Miller <{address(self.client)}>", "It came this morning, all is well now.\n")
        self.arrive(answer)
        self.running.look()
        compose.sends(wait=False)
        stopped = compose.panel()
        self.assertIn("It came this morning", stopped.stop())
        self.assertEqual(self.wire.to(address(self.client)), [sent])
        stopped.closes()
        compose.sends()
        self.assertEqual(len(self.wire.to(address(self.client))), 2)


if __name__ == "__main__":
    unittest.main()
