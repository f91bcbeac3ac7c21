#!/usr/bin/python3
"""A check-in that is sent without a hand: exactly once, only when asked for, and never after an answer."""

import datetime
import threading
import unittest

import writing
from case import Case
from daemon import utc
from proxy import ReadingProxy
from servers import address

A_WHILE = datetime.timedelta(minutes=5)


class Sending(Case):
    def sent(self, running=None, **how):
        running = running or self.daemon()
        mail, number = self.tracked(running, self.letter(**how), auto=True)
        running.move_to_step(number)
        running.wait_step(number, "check_in", "done")
        arrived = self.client_box.wait_for(
            "INBOX", lambda m: mail["Message-ID"] in f"{m['References']}", "the check-in"
        )
        running.move(running.now + A_WHILE)  # some providers file a copy by themselves, so Amends waits with its own
        return running, mail, number, arrived

    def test_a_check_in_arrives_once_and_lies_in_sent_once(self):
        running, mail, number, arrived = self.sent()
        self.assertEqual(len(self.at_client(mail)), 1)
        copies = self.box.with_id(arrived.message_id, "Sent")
        self.assertEqual(len(copies), 1)
        self.assertIn("\\Seen", copies[0].flags)
        self.assertEqual(copies[0].text.split(), arrived.text.split())
        self.assertEqual(self.drafts(mail), [])

    def test_a_sent_check_in_says_that_no_hand_sent_it(self):
        _, mail, _, arrived = self.sent()
        self.assertEqual(arrived["Auto-Submitted"], "auto-generated")
        self.assertEqual(arrived["In-Reply-To"], mail["Message-ID"])
        self.assertIn(mail["Message-ID"], arrived["References"])
        self.assertIn(address(self.user), str(arrived["From"]))
        ours = arrived.raw[arrived.raw.index(b"\r\nFrom:") if b"\r\nFrom:" in arrived.raw else 0 :]
        self.assertNotIn(b"\r\nX-", ours)
        self.assertNotIn(b"amends", arrived.raw.lower().replace(b"/amends-", b""))

    def test_a_name_beyond_ascii_arrives_as_it_was_written(self):
        _, mail, _, arrived = self.sent(to=f"Jürgen Weiß <{address(self.client)}>", subject="Ihre späte Lieferung")
        self.assertEqual(arrived["To"].addresses[0].display_name, "Jürgen Weiß")
        self.assertIn("späte Lieferung", arrived["Subject"])

    def test_nothing_is_sent_a_second_time_by_a_restart(self):
        running, mail, number, _ = self.sent()
        running.restart()
        running.look()
        running.move(running.now + datetime.timedelta(days=5))
        self.assertEqual(len(self.at_client(mail)), 1)

    def test_nothing_is_sent_without_the_opt_in(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        running.move_to_step(number)
        self.assertEqual(self.at_client(mail), [])
        self.assertEqual(len(self.drafts(mail)), 1)

    def test_an_opt_in_that_was_taken_back_makes_a_draft(self):
        running = self.daemon()
        mail, number = self.tracked(running, auto=True)
        running.amends("auto", number, "off")
        running.move_to_step(number)
        self.assertEqual(self.at_client(mail), [])
        self.assertEqual(len(self.drafts(mail)), 1)

    def test_more_than_a_day_late_becomes_a_draft(self):
        running = self.daemon()
        mail, number = self.tracked(running, auto=True)
        due = utc(running.steps(number, "check_in")[0]["due"]["at"])
        running.stop()
        late = due + datetime.timedelta(days=1, hours=1)
        while late.weekday() > 4:
            late += datetime.timedelta(days=1)
        running.now = late
        running.start()
        running.look()
        self.assertEqual(self.at_client(mail), [])
        self.assertEqual(len(self.drafts(mail)), 1)

    def test_while_held_nothing_is_sent(self):
        running = self.daemon()
        mail, number = self.tracked(running, auto=True)
        running.amends("hold", "until I am back")
        running.move_to_step(number)
        self.assertEqual(self.at_client(mail), [])
        hold = running.json("status")["accounts"][0]["hold"]
        self.assertEqual((hold["because"], hold["note"]), ("user", "until I am back"))
        self.assertEqual(running.letter(number)["send_held"], "user")
        running.amends("release")
        self.assertEqual(len(self.wait_at_client(mail)), 1)

    def test_two_letters_to_one_client_bring_one_automatic_check_in_a_week(self):
        running = self.daemon()
        first, first_number = self.tracked(running, auto=True)
        second, second_number = self.tracked(running, self.letter(subject="And another thing"), auto=True)
        running.move_to_step(first_number)
        running.move(running.now + datetime.timedelta(hours=2))
        self.assertEqual(len(self.at_client(first)) + len(self.at_client(second)), 1)

    def test_a_check_in_that_one_of_two_recipients_is_refused_for_goes_to_neither(self):
        refused = []

        def said(who, line):
            if who == "C" and line.upper().startswith("RCPT") and "carol" in line:
                refused.append(line)
                return b"RCPT TO:<@>\r\n"  # which the server says 501 to

        proxy = ReadingProxy(self.servers, self.servers.smtps_port, said)
        self.addCleanup(proxy.close)
        running = self.daemon(self.account(smtp_port=proxy.port))
        to = f"Bob <{address(self.client)}>, Carol <{address(self.other_client)}>"
        mail, number = self.tracked(running, self.letter(to=to), auto=True)
        running.move_to_step(number)
        self.assertTrue(refused)
        self.assertEqual(self.at_client(mail), [])
        self.wait_notice(mail, "the word that the server refused it")


class LastLook(Case):
    """The proxy holds the conversation in the DATA phase, after Amends has looked and before the dot."""

    def held(self, meanwhile):
        """Runs `meanwhile` once, when the server has just said 354; gives the daemon, letter, number, and what passed."""
        lines, done = [], threading.Event()

        def said(who, line):
            lines.append((who, line))
            if who == "S" and line.startswith("354") and not done.is_set():
                done.set()
                meanwhile()

        proxy = ReadingProxy(self.servers, self.servers.smtps_port, said)
        self.addCleanup(proxy.close)
        running = self.daemon(self.account(smtp_port=proxy.port))
        self.mail, number = self.tracked(running, auto=True)
        running.move_to_step(number)
        self.assertTrue(done.is_set(), "Amends came to DATA")
        return running, number, lines

    def test_an_answer_that_comes_during_the_body_stops_the_send(self):
        running, number, lines = self.held(lambda: self.answer(self.mail))
        self.assertEqual(running.letter(number)["state"], "answered")
        self.assertNotIn(("C", "."), lines)
        running.move(running.now + datetime.timedelta(days=3))
        self.assertEqual(self.at_client(self.mail), [])
        self.assertEqual(self.drafts(self.mail), [])

    def test_an_answer_in_another_folder_during_the_body_stops_the_send(self):
        self.box.create("Projects")
        running, number, lines = self.held(lambda: self.answer(self.mail, folder="Projects"))
        self.assertEqual(running.letter(number)["state"], "answered")
        self.assertNotIn(("C", "."), lines)
        self.assertEqual(self.at_client(self.mail), [])

    def test_other_mail_during_the_body_does_not_stop_it(self):
        other = writing.message("news@example.test", address(self.user), "News", "News\n")
        running, number, lines = self.held(lambda: self.arrive(other))
        running.wait_step(number, "check_in", "done")
        self.client_box.wait_for("INBOX", lambda m: self.mail["Message-ID"] in f"{m['References']}", "the check-in")
        self.assertEqual(len(self.at_client(self.mail)), 1)

    def test_the_last_look_is_told_by_why(self):
        running, number, lines = self.held(lambda: None)
        running.wait_step(number, "check_in", "done")
        self.assertIn(("C", "."), lines)
        self.assertTrue(any("look" in reason.lower() for reason in running.reasons(number)), running.reasons(number))


if __name__ == "__main__":
    unittest.main()
