#!/usr/bin/python3
"""A letter that is saved, its window closed, and finished another time: it is still known for what it is."""

import unittest

from thunderbird_case import ThunderbirdCase
import waiting
import writing
from servers import address


class Drafts(ThunderbirdCase):
    def saved(self, compose):
        """The draft as it lies on the server, once its window is saved and closed."""
        waiting.until(compose.is_reviewed, "the review")
        before = {each.message_id for each in self.box.messages("Drafts")}
        compose.saves()
        draft = self.box.wait_for(
            "Drafts", lambda m: address(self.client) in str(m["To"]) and m.message_id not in before, "the draft"
        )
        waiting.until(lambda: self.keeps(draft), "the draft kept by the add-on")
        compose.closes()
        return draft

    def keeps(self, draft):
        return any(draft.message_id.strip("<>") in key for key in self.in_storage())

    def reopened(self, compose):
        return self.person.opens_draft(self.saved(compose).message_id)

    def test_a_letter_finished_from_its_draft_is_tracked_as_the_one_it_is(self):
        compose = self.reopened(self.apologises(situation="billing_error"))
        compose.sends()
        sent = self.on_the_wire()
        letter = self.tracked_by_now(sent)
        self.assertEqual(letter["situation"], "billing_error")
        self.assertEqual(len(self.tracked_for(self.client)), 1)
        self.assertFalse(self.keeps(sent))

    def test_a_letter_that_was_not_to_be_followed_up_is_not_when_it_is_finished(self):
        compose = self.apologises()
        panel = compose.presses_amends()
        panel.goes_to("plan")
        panel.wait_until("d.querySelector('#steps > li')", "the plan")
        panel.unticks("follow")
        panel.closes()
        self.reopened(compose).sends()
        self.on_the_wire()
        self.assert_not_tracked()

    def test_an_open_field_stops_the_send_of_a_reopened_draft(self):
        compose = self.person.replies(self.complaint()["Message-ID"])
        panel = compose.presses_amends()
        self.fills_in(panel, "missed_deadline", client_name="Bob")
        panel.fills(work="")
        panel.wait_until("d.getElementById('preview').querySelector('mark')", "the open field in the preview")
        panel.inserts()
        panel.closes()
        compose = self.reopened(compose)
        compose.sends(wait=False)
        stopped = compose.panel()
        self.assertIn("What was due", stopped.stop())
        self.assertEqual(self.wire.to(address(self.client)), [])
        stopped.closes()

    def test_a_check_in_that_is_finished_another_time_is_no_letter_of_its_own(self):
        _, number, compose = self.edits_a_check_in()
        self.reopened(compose).sends()
        self.assertEqual(len(self.wire.to(address(self.client))), 2)
        self.running.look()
        self.minutes_pass()
        self.running.wait_step(number, "check_in", "done")
        self.assertEqual(len(self.tracked_for(self.client)), 1)

    def test_what_tells_that_a_promise_is_kept_is_done_once_it_is_edited_and_sent(self):
        self.apologises().sends()
        sent = self.on_the_wire()
        number = self.tracked_by_now(sent)["id"]
        self.running.amends("kept", number, "1", "--draft")
        made = self.box.wait_for("Drafts", lambda m: m["In-Reply-To"] == sent.message_id, "the draft")
        compose = self.person.opens_draft(made.message_id)
        compose.puts_cursor(made.text.split("\n")[0].strip())
        compose.types(" One more word.")
        compose.sends()
        edited = self.wire.to(address(self.client))[1]
        self.assertIn("One more word.", edited.text)
        self.assertNotEqual(edited.message_id, made.message_id)
        self.running.look()
        self.minutes_pass()
        self.running.wait_step(number, "kept_message", "done")
        self.assertEqual(len(self.tracked_for(self.client)), 1)
        self.assertEqual(self.box.answers_to(sent.message_id, "Drafts"), [])

    def test_the_users_own_answer_to_the_client_goes_from_its_draft_at_once(self):
        self.apologises().sends()
        sent = self.on_the_wire()
        number = self.tracked_by_now(sent)["id"]
        self.running.amends("check-in", number, "--now")
        self.box.wait_for("Drafts", lambda m: m["In-Reply-To"] == sent.message_id, "the check-in draft")
        answer = writing.reply(sent.mail, f"Bob Miller <{address(self.client)}>", "It came this morning, all is well now.\n")
        self.arrive(answer)
        self.running.look()
        self.person.fetches_mail()
        compose = self.person.replies(answer["Message-ID"])
        compose.types("Thank you for telling me.")
        waiting.until(compose.is_reviewed, "the review")
        compose.saves()
        draft = self.box.wait_for("Drafts", lambda m: m["In-Reply-To"] == answer["Message-ID"], "the draft")
        compose.closes()
        self.person.opens_draft(draft.message_id).sends()
        self.assertEqual(len(self.wire.to(address(self.client))), 2)
        self.assertEqual(len(self.tracked_for(self.client)), 1)


if __name__ == "__main__":
    unittest.main()
