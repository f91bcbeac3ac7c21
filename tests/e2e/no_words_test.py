#!/usr/bin/python3
"""`store_bodies = false`: a whole life, and no word of the letter or of the answer in any file of ours."""

import datetime
import unittest

import writing
from case import Case
from servers import address
from traces import traces

MONDAY = datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.timezone.utc)
CONFESSION = """Hello Quillon,

forgive me the ochre glaze: I am sorry that forty bowls left my kiln with hairline cracks
in them, since I opened its door at noon instead of at dusk. I will send your courier forty
flawless ones this Thursday. Every door now carries a thermometer.

Yours, who ought to know better
Alice
"""
ANSWER = "Kind of you, Alice! Cracked or not, three of those bowls hold my paintbrushes by now.\n"


class NoWords(Case):
    def begun(self):
        self.running = self.daemon(now=MONDAY, general="[daemon]\nstore_bodies = false\n")
        mail = self.letter(name="Quillon", subject="Your last order")
        mail.set_content(CONFESSION)
        mail, number = self.tracked(self.running, mail)
        self.no_trace()
        return mail, number

    def no_trace(self):
        self.assertEqual(traces(self.running, CONFESSION, ANSWER), [])

    def newest_notice(self, mail):
        return max(self.notices(mail), key=lambda notice: notice.uid)

    def test_the_words_are_found_where_they_are_kept(self):
        running = self.daemon(now=MONDAY)
        mail = self.letter(subject="Your last order")
        mail.set_content(CONFESSION)
        mail, _ = self.tracked(running, mail)
        self.assertNotEqual(traces(running, CONFESSION), [])
        self.answer(mail, text=ANSWER)
        running.look()
        self.assertNotEqual(traces(running, ANSWER), [])

    def test_a_whole_life_leaves_no_word_of_it(self):
        mail, number = self.begun()
        (promise,) = self.running.letter(number)["promises"]
        self.assertEqual(promise["due"]["wall"][:10], "2026-03-05")
        self.assertIsNone(promise["words"])
        self.assertIn("Your last order", self.running.amends("show", number))
        self.assertTrue(self.running.reasons(number))

        self.running.move_to_step(number, "promise_due")
        self.assertIn("promise 1", self.newest_notice(mail).text)
        self.no_trace()
        self.running.move_to_step(number, "promise_kept")
        self.no_trace()

        self.running.move_to_step(number)
        self.assertEqual(len(self.drafts(mail)), 1)
        self.assertNotIn("bowls", self.drafts(mail)[0].text)
        self.running.amends("check-in", number, "--preview")
        self.no_trace()

        self.answer(mail, text=ANSWER)
        self.running.look()
        self.running.wait_step(number, "check_in", "withdrawn")
        self.assertEqual(self.running.letter(number)["state"], "answered")
        self.no_trace()

        self.running.amends("kept", number, "1")
        self.running.move_to_step(number, "make_good")
        self.assertEqual(len(self.drafts(mail)), 1)
        self.no_trace()
        self.running.restart()
        self.no_trace()

    def test_an_order_by_mail_leaves_no_word_of_it(self):
        mail, number = self.begun()
        self.running.move_to_step(number, "promise_due")
        order = writing.reply(self.newest_notice(mail).mail, address(self.user), "kept 1\n")
        self.box.append("Sent", order, ["\\Seen"])
        self.running.look()
        self.assertEqual(self.running.letter(number)["promises"][0]["state"], "kept")
        self.no_trace()

    def test_a_check_in_is_sent_without_a_word_of_it(self):
        mail, number = self.begun()
        self.running.amends("auto", number, "on")
        self.running.move_to_step(number)
        self.client_box.wait_for("INBOX", lambda m: m["In-Reply-To"] == mail["Message-ID"], "the check-in")
        self.no_trace()
        self.running.move_to_step(number, "call")
        self.no_trace()

    def test_a_mail_that_waited_for_the_daemon_leaves_no_word_once_it_is_taken(self):
        self.begun()
        self.running.stop()
        second = self.letter(subject="Your other order")
        second.set_content(CONFESSION)
        self.box.append("Sent", second, ["\\Seen"])
        self.running.amends("sendmail", "--all", "--", "/bin/true", stdin=second.as_bytes())
        self.assertNotEqual(traces(self.running, CONFESSION), [], "it is kept until it is taken")
        self.running.start()
        self.running.wait_tracked(second)
        self.no_trace()


if __name__ == "__main__":
    unittest.main()
