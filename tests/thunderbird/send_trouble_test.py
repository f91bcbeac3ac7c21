#!/usr/bin/python3
"""What goes wrong around a send: the daemon away, hung or killed, the server's no, the outbox, no copy, two windows. The
mail leaves as always, and what left is tracked once, in the end; what did not leave is not."""

import os
import signal
import unittest

from thunderbird_case import ThunderbirdCase
from servers import address


class DaemonInTrouble(ThunderbirdCase):
    def assert_tracked_once(self, mail):
        self.tracked_by_now(mail)
        self.minute_passes()
        self.assertEqual([one["message_id"] for one in self.tracked_for(self.client)], [mail.message_id.strip("<>")])
        self.assertEqual(len(self.box.with_id(mail.message_id, "Sent")), 1)

    def test_a_stopped_daemon_hears_of_the_letter_later(self):
        self.running.stop()
        self.apologises().sends()
        sent = self.on_the_wire()
        self.running.start()
        self.assert_tracked_once(sent)

    def test_a_hung_daemon_holds_no_mail_back(self):
        compose = self.apologises()
        self.running.process.send_signal(signal.SIGSTOP)
        self.addCleanup(self.running.process.send_signal, signal.SIGCONT)
        compose.sends()
        sent = self.on_the_wire()
        self.running.process.send_signal(signal.SIGCONT)
        self.assert_tracked_once(sent)

    def test_a_hung_bridge_holds_no_mail_back(self):
        compose = self.apologises()
        hung = self.thunderbird.processes("amends-bridge")
        self.assertEqual(len(hung), 1)
        os.kill(hung[0], signal.SIGSTOP)
        self.addCleanup(self.ends, hung[0])
        compose.sends()
        sent = self.on_the_wire()
        self.ends(hung[0])
        self.assert_tracked_once(sent)

    @staticmethod
    def ends(process):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def test_a_hung_bridge_holds_a_check_in_back_no_longer_than_a_moment(self):
        _, _, compose = self.edits_a_check_in()
        hung = self.thunderbird.processes("amends-bridge")
        self.addCleanup(lambda: [self.ends(each) for each in hung])
        for each in hung:
            os.kill(each, signal.SIGSTOP)
        self.assertLess(compose.is_held_back(), 2500)  # ms; 1,500 on an idle machine
        compose.wait_until_gone()
        self.assertEqual(len(self.wire.to(address(self.client))), 2)

    def test_a_daemon_killed_while_the_mail_is_on_its_way_hears_of_it_once(self):
        compose = self.apologises()
        self.wire.open_road.clear()
        self.addCleanup(self.wire.open_road.set)
        compose.sends(wait=False)
        self.wire.wait_for_held("the letter")
        self.running.kill()
        self.wire.open_road.set()
        compose.wait_until_gone()
        self.running.start()
        self.assert_tracked_once(self.on_the_wire())


class MailInTrouble(ThunderbirdCase):
    def test_a_refused_mail_is_not_tracked_until_it_is_sent(self):
        compose = self.apologises()
        self.wire.refused.add(address(self.client))
        compose.sends(wait=False)
        self.assertIn("No such user here", compose.is_refused())
        self.assertTrue(compose.is_open())
        self.assertEqual(self.wire.to(address(self.client)), [])
        self.assert_not_tracked()
        self.wire.refused.clear()
        compose.sends()
        self.tracked_by_now(self.on_the_wire())
        self.assertEqual(len(self.tracked_for(self.client)), 1)

    def test_a_mail_of_the_outbox_is_tracked_when_it_leaves(self):
        self.apologises().sends_later()
        self.assertEqual(self.wire.to(address(self.client)), [])
        self.assert_not_tracked()
        self.person.sends_the_outbox()
        self.wire.wait_for(lambda m: address(self.client) in str(m["To"]), "the mail of the outbox")
        self.tracked_by_now(self.on_the_wire())

    def test_a_mail_of_the_outbox_that_is_written_anew_is_tracked_as_what_leaves(self):
        self.apologises(situation="billing_error").sends_later()
        [queued] = self.person.outbox()
        compose = self.person.edits_unsent_as_new(queued)
        compose.puts_cursor("Dear Bob,")
        compose.types(" once more:")
        compose.sends()
        self.person.deletes_unsent(queued)
        sent = self.on_the_wire()
        self.assertEqual(self.tracked_by_now(sent)["situation"], "billing_error")
        self.minute_passes()
        self.assertEqual([one["message_id"] for one in self.tracked_for(self.client)], [sent.message_id.strip("<>")])

    def test_a_mail_without_a_copy_is_tracked_from_what_was_written(self):
        self.person.prefers(fcc=False)
        self.addCleanup(self.person.prefers, fcc=True)
        self.apologises().sends()
        sent = self.on_the_wire()
        letter = self.tracked_by_now(sent)
        self.assertEqual(self.box.with_id(sent.message_id, "Sent"), [])
        self.assertEqual(letter["subject"], sent["Subject"])
        self.assertEqual(letter["message_id"], sent.message_id.strip("<>"))
        self.assertEqual([one["address"] for one in letter["to"]], [address(self.client)])
        self.assertEqual(letter["situation"], "missed_deadline")
        words = " ".join(sent.text.replace(" \n", " ").split())
        self.assertTrue(letter["promises"])
        for promise in letter["promises"]:
            self.assertIn(" ".join(promise["words"].split()), words)

    def test_two_windows_at_once_do_not_mix(self):
        first = self.apologises(situation="missed_deadline")
        first_client = self.client
        self.client = self.other_client
        second = self.apologises(situation="billing_error")
        first.sends(wait=False)
        second.sends(wait=False)
        first.wait_until_gone()
        second.wait_until_gone()
        for client, situation in ((first_client, "missed_deadline"), (self.other_client, "billing_error")):
            letter = self.tracked_by_now(self.on_the_wire(client))
            self.assertEqual(letter["situation"], situation)
            self.assertEqual([to["address"] for to in letter["to"]], [address(client)])

    def test_a_closed_window_leaves_nothing_behind(self):
        compose = self.apologises()
        compose.closes()
        self.assert_not_tracked()
        self.assertEqual(self.wire.to(address(self.client)), [])

    def test_an_open_field_stops_the_send_once(self):
        compose = self.person.replies(self.complaint()["Message-ID"])
        panel = compose.presses_amends()
        self.fills_in(panel, "missed_deadline", client_name="Bob")
        panel.fills(work="")
        panel.wait_until("d.getElementById('preview').querySelector('mark')", "the open field in the preview")
        panel.inserts()
        panel.closes()
        compose.sends(wait=False)
        stopped = compose.panel()
        self.assertIn("What was due", stopped.stop())
        self.assertEqual(self.wire.to(address(self.client)), [])
        stopped.closes()
        compose.sends()
        self.assertIn("[", self.on_the_wire().text)

    def test_other_mail_is_left_in_peace(self):
        compose = self.person.replies(self.complaint()["Message-ID"])
        compose.types("Thank you for the drawings. The samples go out on Monday.")
        compose.wait_for_review(0)
        compose.sends()
        self.on_the_wire()
        self.assert_not_tracked()


if __name__ == "__main__":
    unittest.main()
