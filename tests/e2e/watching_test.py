#!/usr/bin/python3
"""What comes back is seen wherever it lies, and counts as what it is."""

import datetime
import unittest

import waiting
import writing
from case import Case, real_now
from daemon import utc
from servers import Servers, address


class Watching(Case):
    def answered(self, running, number, within=20):
        return waiting.until(
            lambda: running.letter(number)["state"] == "answered", f"letter {number} answered", within
        )

    def no_check_in(self, running, mail, number):
        """Long after its time there is still no check-in."""
        running.move(running.now + datetime.timedelta(days=8))
        self.assertEqual(self.drafts(mail), [])
        self.assertEqual(self.at_client(mail), [])
        self.assertNotIn("drafted", [step["state"] for step in running.steps(number, "check_in")])

    def test_an_answer_in_the_inbox_is_seen_at_once(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        self.answer(mail)
        self.answered(running, number)  # without being asked to look: the server says so
        self.no_check_in(running, mail, number)

    def test_an_answer_that_names_the_letter_in_references_only_is_seen(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        answer = writing.reply(mail, f"Bob <{address(self.client)}>")
        del answer["In-Reply-To"]
        self.arrive(answer)
        self.answered(running, number)

    def test_an_answer_that_a_filter_put_elsewhere_is_seen(self):
        self.box.create("Projects/Bob")
        running = self.daemon()
        mail, number = self.tracked(running)
        self.answer(mail, folder="Projects/Bob")
        running.look()
        self.answered(running, number)
        self.no_check_in(running, mail, number)

    def test_an_answer_in_a_folder_made_later_is_seen(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        self.box.create("G&AOQ-ste")  # "Gäste" in IMAP's modified UTF-7
        self.answer(mail, folder="G&AOQ-ste")
        running.look()
        self.answered(running, number)

    def test_a_colleagues_answer_in_the_thread_counts(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        self.answer(mail, sender="Frida <frida@example.test>")
        self.answered(running, number)

    def test_a_stranger_in_another_thread_does_not_count(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        self.arrive(writing.message(f"Bob <{address(self.client)}>", address(self.user), "Lunch?", "Today?\n"))
        running.look()
        self.assertEqual(running.letter(number)["state"], "open")
        running.move_to_step(number)
        self.assertEqual(len(self.drafts(mail)), 1)

    def test_an_answer_that_came_while_the_daemon_was_away_is_seen_before_anything_is_done(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        due = utc(running.steps(number, "check_in")[0]["due"]["at"])
        running.stop()
        self.answer(mail)
        running.now = due
        running.start()
        self.answered(running, number)
        self.assertEqual(self.drafts(mail), [])

    def test_an_absence_moves_the_check_in_behind_the_return(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        before = utc(running.steps(number, "check_in")[0]["due"]["at"])
        back = (before + datetime.timedelta(days=10)).date()
        self.arrive(writing.out_of_office(mail, f"Bob <{address(self.client)}>", back))
        running.look()
        self.assertEqual(running.letter(number)["state"], "open")
        after = utc(running.steps(number, "check_in")[0]["due"]["at"])
        self.assertGreaterEqual(after.date(), back)
        self.assertLessEqual(after.date(), back + datetime.timedelta(days=4))
        running.move(before + datetime.timedelta(hours=1))
        self.assertEqual(self.drafts(mail), [])
        running.move(after)
        self.assertEqual(len(self.drafts(mail)), 1)

    def test_a_bounce_alerts_the_user_and_nobody_is_checked_in_on(self):
        running = self.daemon()
        mail, number = self.tracked(running, self.letter(to="Norman <nouser@example.test>"))
        self.box.wait_for("INBOX", lambda m: m.mail.get_content_type() == "multipart/report", "the bounce")
        running.look()
        notice = self.wait_notice(mail, "the alert")
        self.assertIn("nouser@example.test", notice.text)
        self.no_check_in(running, mail, number)
        self.assertEqual(len(self.notices(mail)), 1)

    def test_one_of_two_recipients_bounces(self):
        running = self.daemon()
        to = f"Bob <{address(self.client)}>, Norman <nouser@example.test>"
        mail, number = self.tracked(running, self.letter(to=to))
        self.box.wait_for("INBOX", lambda m: m.mail.get_content_type() == "multipart/report", "the bounce")
        running.look()
        self.assertIn("nouser@example.test", self.wait_notice(mail, "the alert").text)
        self.assertEqual(
            {to["address"]: to["bounced"] for to in running.letter(number)["to"]},
            {address(self.client): False, "nouser@example.test": True},
        )

    def test_the_users_own_mail_in_the_thread_satisfies_the_check_in(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        self.send(writing.message(
            f"Alice Baker <{address(self.user)}>", address(self.client), "Re: Your late order", "All well?\n", answers=mail
        ))  # fmt: skip
        running.look()
        running.wait_step(number, "check_in", "satisfied")
        running.move(running.now + datetime.timedelta(days=8))
        self.assertEqual(self.drafts(mail), [])
        self.assertEqual(len(self.at_client(mail)), 1)

    def test_a_folder_that_was_deleted_and_made_anew_is_read_from_its_beginning(self):
        self.box.create("Clients")
        self.arrive(writing.message("x@example.test", address(self.user), "Old", "Old\n"), folder="Clients")
        running = self.daemon()
        mail, number = self.tracked(running)
        running.look()
        before = self.box.uid_validity("Clients")
        self.box.delete_folder("Clients")
        waiting.until(lambda: int(real_now().timestamp()) > before, "another second, for another UIDVALIDITY", 5)
        self.box.create("Clients")
        self.assertNotEqual(self.box.uid_validity("Clients"), before)
        self.answer(mail, folder="Clients")
        running.look()
        self.answered(running, number)

    def test_an_inbox_rebuilt_by_the_server_brings_nothing_twice(self):
        """Every message gets a new UID in a folder with a new UIDVALIDITY; nothing is acted on again."""
        self.box.create("Archive")
        running = self.daemon()
        mail, number = self.tracked(running, self.letter(to="Norman <nouser@example.test>"))
        self.box.wait_for("INBOX", lambda m: m.mail.get_content_type() == "multipart/report", "the bounce")
        running.look()
        self.wait_notice(mail, "the alert")
        bounce = next(m for m in self.box.messages() if m.mail.get_content_type() == "multipart/report")
        self.box.append("Archive", bounce.mail)
        running.look()
        self.assertEqual(len(self.notices(mail)), 1)


class Outage(unittest.TestCase):
    def test_a_server_that_was_away_is_found_again_and_nothing_is_lost(self):
        with Servers() as servers:
            case = Case()
            case.servers = servers
            case.setUp()
            self.addCleanup(case.doCleanups)
            running = case.daemon()
            mail, number = case.tracked(running)
            servers.stop_imap()
            waiting.until(
                lambda: running.json("status")["accounts"][0]["state"] != "watching", "that the daemon noticed", 20
            )
            servers.start_imap()
            case.answer(mail)
            running.look()
            self.assertEqual(running.letter(number)["state"], "answered")
            self.assertEqual(running.json("status")["accounts"][0]["state"], "watching")


if __name__ == "__main__":
    unittest.main()
