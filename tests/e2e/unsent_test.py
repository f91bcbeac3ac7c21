#!/usr/bin/python3
"""An apology that lies unsent in the user's own Drafts is brought to their mind, once."""

import datetime
import email
import unittest

from case import Case
from reading import POLICY
from servers import address

A_DAY = datetime.timedelta(days=1)
MONDAY = datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.timezone.utc)
OPEN = "Dear [Client's name],\n\nI am sorry that your order came late. The mistake was mine.\n\nKind regards,\nAlice\n"


class Unsent(Case):
    def begun(self, **options):
        running = self.daemon(now=MONDAY, **options)
        running.look()
        return running

    def write(self, text=None):
        """As a mail client stores a draft."""
        mail = self.letter()
        if text:
            mail.set_content(text)
        return mail, self.box.append("Drafts", mail, ["\\Draft", "\\Seen"])

    def reminders(self):
        return [m for m in self.box.messages("INBOX") if address(self.user) in str(m["From"])]

    def test_a_draft_of_an_apology_is_brought_to_mind_once(self):
        running = self.begun()
        mail, _ = self.write()
        running.look()
        running.move(running.now + A_DAY - datetime.timedelta(minutes=1))
        self.assertEqual(self.reminders(), [])
        running.move(running.now + datetime.timedelta(minutes=1))
        (reminder,) = self.reminders()
        self.assertIn(mail["Subject"], reminder["Subject"])
        self.assertIn("Bob", reminder.text)
        self.assertIn("Monday, 2 March", reminder.text)
        self.assertEqual(reminder["Auto-Submitted"], "auto-generated")
        running.restart()
        running.look()
        running.move(running.now + 9 * A_DAY)
        self.assertEqual(len(self.reminders()), 1)

    def test_a_draft_that_is_sent_within_a_day_is_not(self):
        running = self.begun()
        mail, uid = self.write()
        running.look()
        self.send(mail)
        self.box.delete("Drafts", uid)
        running.move(running.now + 3 * A_DAY)
        self.assertEqual(self.reminders(), [])

    def test_a_draft_that_is_deleted_within_a_day_is_not(self):
        running = self.begun()
        _, uid = self.write()
        running.look()
        self.box.move("Drafts", uid, "Trash")
        running.move(running.now + 3 * A_DAY)
        self.assertEqual(self.reminders(), [])

    def test_a_draft_that_is_written_on_waits_another_day(self):
        running = self.begun()
        mail, uid = self.write()
        running.look()
        running.move(running.now + A_DAY - datetime.timedelta(hours=1))
        mail.set_content(mail.get_content() + "And one more thing.\n")
        self.box.append("Drafts", mail, ["\\Draft", "\\Seen"])
        self.box.delete("Drafts", uid)
        running.look()
        running.move(running.now + datetime.timedelta(hours=2))
        self.assertEqual(self.reminders(), [])
        running.move(running.now + A_DAY)
        self.assertEqual(len(self.reminders()), 1)

    def test_a_draft_with_open_fields_says_which(self):
        running = self.begun()
        self.write(OPEN)
        running.look()
        running.move(running.now + A_DAY)
        (reminder,) = self.reminders()
        self.assertIn("Client's name", reminder.text)

    def test_no_draft_is_mentioned_where_the_user_does_not_want_it(self):
        running = self.begun(general="remind_of_drafts = false")
        self.write()
        running.look()
        running.move(running.now + 3 * A_DAY)
        self.assertEqual(self.reminders(), [])

    def test_a_letter_that_amends_wrote_is_a_draft_like_any_other(self):
        running = self.begun()
        letter = running.run("write", "missed_deadline", "--eml", "--from", address(self.user), "--to",
                             address(self.client))  # fmt: skip
        self.box.append("Drafts", email.message_from_bytes(letter.stdout, policy=POLICY), ["\\Draft"])
        running.look()
        running.move(running.now + A_DAY)
        (reminder,) = self.reminders()
        self.assertIn("What was due", reminder.text)


if __name__ == "__main__":
    unittest.main()
