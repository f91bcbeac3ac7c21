#!/usr/bin/python3
"""`store_bodies = false`: a letter's whole life goes its way, and no text of it or of its answer is written down."""

import datetime
import unittest

import waiting
import writing
from case import Case
from servers import address
from traces import traces

LETTER = """Hello Bob,

I am sorry that the turpentine reached your harpsichord: I left its lid open while I
varnished the ceiling. By next Thursday I will send you a restorer at my own cost.

Yours
Alice
"""
ANSWER = "Never trust a ceiling! The harpsichord smells of pines now, which I rather like.\n"


class NoBodies(Case):
    def begun(self, general="[daemon]\nstore_bodies = false\n"):
        running = self.daemon(general=general)
        mail = self.letter(subject="Your instrument")
        mail.set_content(LETTER)
        return running, *self.tracked(running, mail)

    def test_a_whole_life_goes_its_way_and_no_word_of_it_is_kept(self):
        running, mail, number = self.begun()
        promises = running.letter(number)["promises"]
        self.assertEqual(len(promises), 1)
        self.assertIsNotNone(promises[0]["due"])
        running.move_to_step(number, "promise_due")
        reminder = self.wait_notice(mail, "the reminder of the promise")
        self.send(writing.reply(reminder.mail, f"Alice Baker <{address(self.user)}>", "kept 1\n"))
        running.look()
        waiting.until(lambda: running.letter(number)["promises"][0]["state"] == "kept", "the order by mail", 20)
        running.move_to_step(number)
        self.assertEqual(len(self.drafts(mail)), 1)
        self.assertNotIn("harpsichord", self.drafts(mail)[0].text)
        self.answer(mail, text=ANSWER)
        running.look()
        running.wait_step(number, "check_in", "withdrawn")
        running.move(running.now + datetime.timedelta(days=1))
        self.assertIn("Your instrument", running.amends("show", number))
        self.assertTrue(running.reasons(number))
        self.assertEqual(traces(running, LETTER, ANSWER), [])
        running.restart()
        self.assertEqual(traces(running, LETTER, ANSWER), [])

    def test_where_it_is_not_said_the_words_of_a_promise_are_kept(self):
        running, _, number = self.begun(general="")
        self.assertIn("restorer", running.letter(number)["promises"][0]["words"] or "")
        self.assertNotEqual(traces(running, LETTER), [])


if __name__ == "__main__":
    unittest.main()
