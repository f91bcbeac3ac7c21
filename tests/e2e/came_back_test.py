#!/usr/bin/python3
"""What comes back without naming the letter, and the user's own answers to reminders, on a real mailbox."""

import datetime
import unittest

import waiting
import writing
from case import Case
from servers import address


class CameBack(Case):
    def state(self, running, number):
        return running.letter(number)["state"]

    def wait_state(self, running, number, state):
        return waiting.until(lambda: self.state(running, number) == state, f"letter {number} {state}", 20)

    def unthreaded(self, sender, subject, text="That is fine with us.\n"):
        return writing.message(sender, address(self.user), subject, text)

    def ask_whether_that_was_it(self, running, mail, number):
        """Something new of the client comes; the user is asked once their working hours have begun."""
        self.arrive(self.unthreaded(f"Bob <{address(self.client)}>", "Next week"))
        running.look()
        running.move_to_step(number, "possible_answer")
        return self.wait_notice(mail, "the question")

    def test_a_colleague_with_the_subject_answers_also_from_the_spam_folder(self):
        self.box.create("Junk")
        running = self.daemon()
        mail, number = self.tracked(running)
        answer = self.unthreaded("Frida <frida@example.test>", "[SPAM] AW: " + str(mail["Subject"]))
        self.arrive(answer, folder="Junk")
        running.look()
        self.wait_state(running, number, "answered")
        self.assertTrue(any("its people and its subject" in reason for reason in running.reasons(number)))

    def test_something_new_of_the_client_stops_a_send_until_the_user_has_looked(self):
        running = self.daemon()
        mail, number = self.tracked(running, auto=True)
        self.ask_whether_that_was_it(running, mail, number)
        self.assertEqual(running.letter(number)["hold"], "possible_answer")
        running.move(running.now + datetime.timedelta(days=8))
        self.assertEqual(self.at_client(mail), [])
        running.amends("release", str(number))
        self.assertIsNone(running.letter(number)["hold"])

    def test_an_answer_to_a_reminder_counts_from_sent_and_from_nowhere_else(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        reminder = self.ask_whether_that_was_it(running, mail, number)
        order = writing.message(
            address(self.user), address(self.user), "Re: " + str(reminder["Subject"]), "Answered by phone.\n",
            answers=reminder,
        )  # fmt: skip
        self.arrive(order)  # whoever it is from: in the inbox it is nobody's order
        running.look()
        self.assertEqual(self.state(running, number), "open")
        self.box.append("Sent", order, ("\\Seen",))
        running.look()
        self.wait_state(running, number, "answered")
        self.assertEqual(running.letter(number)["answered_by"], "phone")
        self.assertIn("The user ordered it by mail: answered.", running.reasons(number))

    def test_what_is_no_order_changes_nothing_and_is_said(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        reminder = self.ask_whether_that_was_it(running, mail, number)
        words = writing.message(
            address(self.user), address(self.user), "Re: " + str(reminder["Subject"]), "I will ask her.\n",
            answers=reminder,
        )  # fmt: skip
        self.box.append("Sent", words, ("\\Seen",))
        running.look()
        self.assertEqual(self.state(running, number), "open")
        self.assertIn("changed nothing", running.amends("status"))


if __name__ == "__main__":
    unittest.main()
