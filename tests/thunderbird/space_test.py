#!/usr/bin/python3
"""The Amends space in Thunderbird: what waits and what is due can be seen and ordered there, and orders reach the daemon."""

import datetime
import unittest

from thunderbird_case import ThunderbirdCase
import waiting
import writing
from space_page import SpacePage


DOWN, ESCAPE = "\ue015", "\ue00c"
PROMISE = writing.APOLOGY.replace("Please tell me", "I will send you the corrected invoice by Friday. Please tell me")


class Space(ThunderbirdCase):
    def setUp(self):
        super().setUp()
        self.space = SpacePage(self.thunderbird)
        self.addCleanup(self.space.closes)
        self.name = f"Bob {self.client}"

    def tracks(self):
        return self.tracked(self.running, self.letter(to=f"{self.name} <{self.client}@example.test>"))

    def letter_is(self, number, condition, what):
        return waiting.until(lambda: condition(self.running.letter(number)), what)

    def test_before_the_first_letter_it_says_how_to_begin(self):
        # Tests run in the order of their names, and this one is the first.
        self.space.opens()
        self.assertIn("No letter is followed yet", self.space.text())
        self.assertIn("press the Amends button", self.space.text())

    def test_each_letter_is_shown_with_what_comes_next_and_why(self):
        self.tracks()
        self.space.opens()
        self.assertEqual(self.space.row(self.name)["group"], "Waiting")
        self.space.chooses(self.name)
        self.assertIn("A check-in draft comes on ", self.space.detail())
        self.assertIn("Your late order", self.space.detail())
        self.assertGreater(self.space.run("return d.querySelectorAll('#detail svg .sign').length;"), 1)
        self.space.presses("Why? What was decided, and for what reason")
        self.space.wait_until("d.querySelectorAll('.why li').length > 0", "the journal")

    def test_orders_reach_the_daemon_and_can_be_taken_back(self):
        _, number = self.tracks()
        self.space.opens()
        self.space.chooses(self.name)
        self.space.presses("Send the check-in automatically")
        self.letter_is(number, lambda letter: letter["auto"], "the letter sent by itself")
        self.space.wait_for_text("The check-in is sent automatically on ")
        self.space.presses("Undo")
        self.letter_is(number, lambda letter: not letter["auto"], "the order taken back")
        before = self.running.steps(number, "check_in")[0]["due"]["at"]
        self.space.presses("Snooze …")
        self.space.presses("In two weeks")
        self.space.presses("Snooze")
        self.letter_is(number, lambda _: self.running.steps(number, "check_in")[0]["due"]["at"] > before, "the letter snoozed")
        self.space.wait_for_text("Snoozed.")
        self.space.presses("Let go")
        self.letter_is(number, lambda letter: letter["let_go"], "the letter let go")

    def test_an_answer_on_the_phone_is_noted_and_what_is_made_good_is_over(self):
        _, number = self.tracks()
        self.space.opens()
        self.space.chooses(self.name)
        self.space.presses("They answered …")
        self.space.presses("By phone")
        self.space.presses("Note it")
        self.letter_is(number, lambda letter: letter["answered_by"] == "phone", "the answer noted")
        self.space.wait_for_text("answered by phone on ")
        self.space.presses("Made good")
        self.letter_is(number, lambda letter: letter["state"] == "made_good", "the letter made good")
        self.space.wait_for_text("Made good: no further step comes.")

    def test_sending_is_held_and_everything_paused_until_it_goes_on(self):
        self.tracks()
        self.space.opens()
        accounts = lambda: self.running.json("status")["accounts"]
        for name, words, back, state in (
            ("Hold sending", "Sending is held:", "Allow sending", "held"),
            ("Pause", "Paused:", "Resume", "paused"),
        ):
            self.space.presses(name)
            self.space.wait_for_text(words)
            self.assertTrue(all(account[state] for account in accounts()))
            self.space.presses(back)
            self.space.wait_until("!d.body.innerText.includes(args[0])", f"no more {words!r}", words)
            self.assertFalse(any(account[state] for account in accounts()))

    def test_promises_are_moved_and_kept(self):
        promising = writing.message(
            "Alice Baker <alice@example.test>", f"{self.name} <{self.client}@example.test>", "Your invoice",
            PROMISE.format(name=self.name),
        )  # fmt: skip
        _, number = self.tracked(self.running, promising)
        self.space.opens()
        self.assertEqual(self.space.row(self.name)["group"], "Promised")
        self.space.chooses(self.name)
        (before,) = self.running.letter(number)["promises"]
        self.assertIn(before["words"], self.space.detail())
        self.space.presses("New day …")
        day = self.space.run(
            "const day = d.querySelector('dialog input[type=date]'); day.stepUp(30); return day.value;"
        )
        self.space.presses("Set the day")
        moved = lambda letter: letter["promises"][0]["due"]["wall"].startswith(day)
        self.letter_is(number, moved, "the promise on its new day")
        self.space.wait_for_text("slipped once")
        self.space.presses("Kept")
        self.letter_is(number, lambda letter: letter["promises"][0]["state"] == "kept", "the promise kept")
        self.space.wait_for_text("The promise is kept.")

    def test_keys_are_enough(self):
        self.tracks()
        self.client = self.other_client
        other, self.name = self.name, f"Carol {self.client}"
        self.tracks()
        self.space.opens()
        self.space.run("d.getElementById('search').focus();")
        self.space.keys("late order")
        self.space.wait_for_text("letters found")
        self.space.run("d.querySelector('button.row').focus();")
        first = self.space.has_focus()
        self.space.keys(DOWN)
        waiting.until(lambda: self.space.has_focus() != first, "the focus on the next letter")
        second = self.space.has_focus()
        self.space.keys("\n")
        waiting.until(lambda: self.space.has_focus() != second, "the focus in the letter")
        client = self.space.has_focus()
        self.assertIn(client, second)
        self.assertIn(client, self.space.detail())
        self.space.keys(ESCAPE)  # a key reaches the page by its own way, which may take a moment
        waiting.until(lambda: self.space.has_focus() == second, "the focus back on the row")
        waiting.until(lambda: "Choose a letter" in self.space.detail(), "no letter chosen")
        self.assertIsNotNone(self.space.row(other))

    def test_the_letter_and_its_draft_open_from_here(self):
        mail, number = self.tracks()
        self.running.move_to_step(number)
        self.box.wait_for("Drafts", lambda m: m["In-Reply-To"] == mail["Message-ID"], "the draft")
        self.person.sees(mail["Message-ID"], "SentMail")  # it was another program that sent it
        self.space.opens()
        self.assertEqual(self.space.row(self.name)["group"], "Due")
        due = self.space.run("return d.querySelectorAll('.row.due, .row.held').length;")
        waiting.until(lambda: self.space.badge() == str(due), f"{due} on the button")
        # A newer draft of the user's own to the same client, which is not what is asked for.
        own = writing.message(
            "Alice Baker <alice@example.test>", f"{self.name} <{self.client}@example.test>", "Re: Your late order",
            "Bob, these are my own words.\n", at=self.running.now + datetime.timedelta(days=1),
        )  # fmt: skip
        self.box.append("Drafts", own, ("\\Draft", "\\Seen"))
        self.space.chooses(self.name)
        self.space.presses("Open the letter")
        self.space.chrome(
            """
            await until(() => tabs.currentAboutMessage?.gMessage?.messageId === args[0], 'the letter in a tab');
            tabs.closeTab(tabs.currentTabInfo);
            """,
            mail["Message-ID"].strip("<>"),
        )
        self.space.opens()
        self.thunderbird.run("folder('Drafts').updateFolder(null);")
        compose = waiting.until(self.opens_draft, "the draft in a compose window", 20)
        compose.run("await until(() => window.composeEditorReady, 'the text of the draft');")
        self.assertIn("Bob", compose.text())
        self.assertNotIn("my own words", compose.text())
        self.assertTrue(compose.is_plain())
        self.edits_and_sends(compose, mail, number)

    def edits_and_sends(self, compose, mail, number):
        """The check-in goes as it was edited; its step is done, and nothing of it stays in Drafts."""
        first = compose.text().strip().split("\n")[0]
        compose.puts_cursor(first)
        compose.types(" I called the printer this morning.")
        compose.sends()
        check_in = self.on_the_wire()
        self.assertIn("I called the printer this morning.", check_in.text.replace(" \n", " "))
        self.assertEqual(check_in["In-Reply-To"], mail["Message-ID"])
        self.assert_no_trace_of_us(check_in)
        self.sent_copy(lambda m: m.message_id == check_in.message_id)
        drafts = lambda: [one for one in self.box.messages("Drafts") if one["In-Reply-To"] == mail["Message-ID"]]
        waiting.until(lambda: not drafts(), "no draft of it in Drafts")
        self.running.look()
        self.minutes_pass()
        self.running.wait_step(number, "check_in", "done")
        self.assertEqual(drafts(), [])
        self.assertEqual(len([one for one in self.box.messages("Drafts") if "my own words" in one.text]), 1)

    def opens_draft(self):
        """The compose window; None where Thunderbird has not seen the draft yet, which the page then says."""
        self.space.presses("Open the draft")
        refusal = "d.getElementById('said').innerText"
        waiting.until(lambda: self.person.windows() or self.space.run(f"return {refusal};"), "a window or a word why not")
        return self.person.windows()[0] if self.person.windows() else None

    def test_while_the_daemon_is_away_it_says_what_to_do_and_the_badge_warns(self):
        self.tracks()
        self.space.opens()
        self.space.wait_until("d.querySelector('button.row')", "a letter")
        self.running.stop()
        self.addCleanup(lambda: self.running.process.poll() is None or self.running.start())
        self.space.presses("Look now")
        self.space.wait_for_text("Amends is not running")
        self.assertIsNotNone(self.space.row(self.name), "what was known is still shown")
        self.space.closes()
        self.space.opens()
        self.space.wait_for_text("systemctl --user start amendsd")
        waiting.until(lambda: self.space.badge() == "!", "the warning on the button")
        self.running.start()
        self.space.presses("Try again")
        self.space.wait_until("d.querySelector('button.row')", "the letters")
        waiting.until(lambda: self.space.badge() != "!", "no warning any more")

    def test_without_the_page_the_badge_warns_all_the_same(self):
        self.running.stop()
        self.addCleanup(lambda: self.running.process.poll() is None or self.running.start())
        now = "await messenger.alarms.create('amends-badge', {when: Date.now(), periodInMinutes: 5});"
        self.thunderbird.background(now)
        waiting.until(lambda: self.space.badge() == "!", "the warning on the button")
        self.running.start()
        self.thunderbird.background(now)
        waiting.until(lambda: self.space.badge() != "!", "no warning any more")


if __name__ == "__main__":
    unittest.main()
