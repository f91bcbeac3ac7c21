#!/usr/bin/python3
"""`amends forget`: afterwards nothing that Amends has written holds the client or a piece of what was written."""

import datetime
import unittest

from case import Case
from servers import address
from traces import traces

CONFESSION = """Hello Quillon,

forgive me the ochre glaze: forty bowls left my kiln with hairline cracks in them,
since I opened its door at noon instead of at dusk. By next Thursday I will fire
forty new ones, and your courier gets them from me for nothing.

Yours, who ought to know better
Alice
"""
ANSWER = "Kind of you, Alice! Cracked or not, three of those bowls hold my paintbrushes by now.\n"


class Forgetting(Case):
    def written(self):
        return self.letter(name="Quillon", subject="Forty ochre bowls", text=CONFESSION)

    def letter(self, to=None, sender=None, text=None, **how):
        mail = super().letter(to, sender, **how)
        if text:
            mail.set_content(text)
        return mail

    def traces(self, running, *texts):
        return traces(running, *texts, also=[f"{self.client}@"])

    def drafted(self):
        running = self.daemon()
        mail, number = self.tracked(running, self.written())
        running.move_to_step(number)
        self.assertEqual(len(self.drafts(mail)), 1)
        return running, mail, number

    def test_after_a_whole_life_no_file_of_ours_holds_the_client_or_a_piece_of_what_was_written(self):
        running, mail, number = self.drafted()
        draft = self.drafts(mail)[0].text
        self.answer(mail, text=ANSWER)
        running.look()
        running.wait_step(number, "check_in", "withdrawn")
        self.assertNotEqual(self.traces(running, CONFESSION), [], "the test would see it")
        self.assertNotEqual(self.traces(running, ANSWER), [], "the answer's words are kept as well")

        self.assertEqual(running.json("forget", address(self.client), "--yes")["letters"], 1)

        number_of_mail = str(mail["Message-ID"]).strip("<>").partition("@")[0]
        everything = (CONFESSION, ANSWER, str(mail["Subject"]), draft, number_of_mail)
        self.assertEqual(self.traces(running, *everything), [])
        running.stop()
        self.assertEqual(self.traces(running, *everything), [])

    def test_what_lies_in_sent_is_not_taken_up_again(self):
        running, mail, number = self.drafted()
        running.amends("forget", address(self.client), "--yes")
        sent = self.box.with_id(str(mail["Message-ID"]), "Sent")
        self.box.flag("Sent", sent[0].uid, "\\Seen", "Amends")
        running.look()
        running.restart()
        running.move(running.now + datetime.timedelta(days=30))
        self.assertEqual(running.letters(), [])
        self.assertEqual(self.drafts(mail), [])
        self.assertEqual(self.traces(running, CONFESSION), [])

    def test_an_answer_to_a_forgotten_letter_is_nobodys(self):
        running, mail, number = self.drafted()
        running.amends("forget", address(self.client), "--yes")
        self.answer(mail, text=ANSWER)
        running.look()
        self.assertEqual(running.letters(), [])
        self.assertEqual(self.traces(running, CONFESSION, ANSWER), [])

    def test_an_untouched_draft_is_withdrawn_first(self):
        running, mail, number = self.drafted()
        running.amends("forget", address(self.client), "--yes")
        self.assertEqual(self.drafts(mail), [])

    def test_an_edited_draft_stays_and_is_named(self):
        running, mail, number = self.drafted()
        draft = self.drafts(mail)[0]
        edited = draft.mail
        edited.set_content(draft.text + "With my own words.\n")
        uid = self.box.append("Drafts", edited, ["\\Draft", "\\Seen"])
        self.box.delete("Drafts", draft.uid)
        forgotten = running.json("forget", address(self.client), "--yes")
        self.assertEqual([left.uid for left in self.drafts(mail)], [uid])
        self.assertEqual(len(forgotten["notes"]), 1)
        self.assertIn(f"letter {number}", forgotten["notes"][0])
        self.assertIn("stays in your Drafts", forgotten["notes"][0])
        running.look()
        self.assertEqual(self.traces(running, CONFESSION), [])

    def test_a_mailbox_that_does_not_answer_holds_it_up_unless_the_draft_may_stay(self):
        running, mail, number = self.drafted()
        self.servers.stop_imap()
        self.addCleanup(self.servers.start_imap)
        refused = running.run("forget", address(self.client), "--yes")
        self.assertEqual(refused.returncode, 1, refused.stderr)
        self.assertIn(b"--leave-drafts", refused.stderr)
        self.assertEqual(len(running.letters()), 1)
        forgotten = running.json("forget", address(self.client), "--yes", "--leave-drafts")
        self.assertEqual(forgotten["letters"], 1)
        self.assertIn("stays in your Drafts", forgotten["notes"][0])
        self.assertEqual(self.traces(running, CONFESSION), [])

    def test_other_clients_are_not_touched(self):
        running = self.daemon()
        other, other_number = self.tracked(running, self.letter(address(self.other_client)))
        self.tracked(running, self.written())
        running.amends("forget", address(self.client), "--yes")
        self.assertEqual([letter["id"] for letter in running.letters()], [other_number])
        running.move_to_step(other_number)
        self.assertEqual(len(self.drafts(other)), 1)

    def test_whom_nobody_wrote_to_is_forgotten_with_no_letter(self):
        running = self.daemon()
        self.assertEqual(running.json("forget", "nobody@example.org", "--yes", status=1)["letters"], 0)


if __name__ == "__main__":
    unittest.main()
