#!/usr/bin/python3
"""One apology from the Amends button to its check-in, as a person lives through it: written, mended, sent, followed up."""

import unittest

from thunderbird_case import ThunderbirdCase
from servers import address


class Letter(ThunderbirdCase):
    def test_from_the_button_to_the_sent_check_in(self):
        asked = self.complaint()
        compose = self.person.replies(asked["Message-ID"])
        kept = compose.kept_parts()

        panel = compose.presses_amends()
        self.fills_in(panel, "missed_deadline", client_name="Bob")
        self.assertNotIn("[", panel.preview())
        panel.inserts()
        panel.closes()
        self.assertIn("Dear Bob,", compose.text())
        self.assertEqual(compose.kept_parts(), kept)
        self.assertEqual(compose.subject(), "Re: Where is my order?")
        compose.wait_for_review(1)  # nothing is wrong, but all of it is the template's

        compose.puts_cursor("Dear Bob,")
        compose.types(" I am sorry if this caused you trouble.")
        compose.wait_for_review(1, "warning: I am sorry if this caused")
        compose.changes("sorry if this caused you trouble", "sorry that this caused you trouble")
        compose.wait_for_review(0)
        self.assertEqual(compose.kept_parts(), kept)

        compose.sends()
        sent = self.wire.wait_for(lambda m: m["In-Reply-To"] == asked["Message-ID"], "the letter")
        self.assertEqual(self.wire.to(address(self.client)), [sent])
        self.assert_no_trace_of_us(sent)
        copy = self.sent_copy(lambda m: m.message_id == sent.message_id)
        self.assertEqual(copy.raw, sent.raw)
        letter = self.running.wait_tracked(sent)
        self.assertEqual([to["address"] for to in letter["to"]], [address(self.client)])
        self.assertEqual(letter["subject"], "Re: Where is my order?")
        self.assertEqual(letter["situation"], "missed_deadline")
        self.assertEqual(len(self.running.letters()), 1)

        self.running.move_to_step(letter["id"])
        draft = self.box.wait_for("Drafts", lambda m: m["In-Reply-To"] == sent.message_id, "the check-in draft")
        compose = self.person.opens_draft(draft.message_id)
        self.assertIn(draft.text.split("\n")[0].strip(), compose.text())
        compose.puts_cursor(draft.text.split("\n")[0].strip())
        compose.types(" I called the printer this morning.")
        compose.sends()
        check_in = self.wire.wait_for(lambda m: m["In-Reply-To"] == sent.message_id, "the check-in")
        self.assertIn(sent.message_id, check_in["References"])
        self.assertIn("I called the printer this morning.", check_in.text.replace(" \n", " "))
        self.assertEqual(check_in["Subject"], draft["Subject"])
        self.assert_no_trace_of_us(check_in)
        self.sent_copy(lambda m: m.message_id == check_in.message_id)
        self.running.look()
        self.minutes_pass()  # so long the draft is left to the mail program
        self.running.wait_step(letter["id"], "check_in", "done")
        self.assertEqual(self.box.messages("Drafts"), [])
        self.assertEqual(len(self.running.letters()), 1)


if __name__ == "__main__":
    unittest.main()
