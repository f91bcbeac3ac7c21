#!/usr/bin/python3
"""A configuration that is read again while work is under way: nothing is done twice, and nobody falls silent."""

import datetime
import threading
import unittest

import daemon
import waiting
from case import Case
from daemon import rfc3339, utc
from proxy import ReadingProxy

READ_AGAIN = "The configuration was read again."


class Reloads(Case):
    def reading(self, port, said):
        proxy = ReadingProxy(self.servers, port, said)
        self.addCleanup(proxy.close)
        return proxy

    def reload(self, running):
        """SIGHUP, and the daemon has taken it."""
        before = running.log.read_text().count(READ_AGAIN)
        running.reload()
        waiting.until(lambda: running.log.read_text().count(READ_AGAIN) > before, "the configuration read again")

    def test_two_reloads_at_once_leave_one_that_watches_and_one_that_sends(self):
        lines, hold, held, release = [], threading.Event(), threading.Event(), threading.Event()
        self.addCleanup(release.set)

        def said(who, line):
            lines.append((who, line))
            if who == "C" and line == "DONE" and hold.is_set() and not release.is_set():
                held.set()
                release.wait(20)

        proxy = self.reading(self.servers.imaps_port, said)
        running = self.daemon(self.account(imap_port=proxy.port))
        mail, number = self.tracked(running, auto=True)
        running.look()
        waiting.until(lambda: [line for who, line in lines if who == "C"][-1].endswith(" IDLE"), "rest")
        hold.set()
        self.reload(running)
        self.assertTrue(held.wait(10), "the first works are on their way out")
        lines.clear()
        self.reload(running)
        waiting.never(lambda: running.process.poll() is not None, "the end of the daemon")
        release.set()

        def idling():
            return len([line for who, line in lines if who == "C" and line.endswith(" IDLE")])

        waiting.until(idling, "a conversation that watches", 20)
        waiting.never(lambda: idling() > 1, "a second conversation that watches", 1)
        running.move_to_step(number)
        running.wait_step(number, "check_in", "done")
        running.move(running.now + datetime.timedelta(minutes=10))
        self.assertEqual(len(self.wait_at_client(mail)), 1)

    def test_a_reload_during_a_send_that_hangs_sends_once(self):
        bodies, release = [], threading.Event()
        self.addCleanup(release.set)

        def said(who, line):
            if who == "S" and line.startswith("354"):
                bodies.append(line)
                release.wait(60)

        proxy = self.reading(self.servers.smtps_port, said)
        running = self.daemon(self.account(smtp_port=proxy.port))
        mail, number = self.tracked(running, auto=True)
        running.now = utc(running.steps(number, "check_in")[0]["due"]["at"])
        # The order ends with the works that took it, so it is not waited for.
        moving = threading.Thread(target=running.run, args=("simulate", "move", rfc3339(running.now)))
        moving.start()
        self.addCleanup(moving.join)
        waiting.until(lambda: bodies, "the body about to be sent", 20)
        self.reload(running)
        running.wait_for_state("watching", within=40)
        waiting.never(lambda: len(bodies) > 1, "a second attempt beside the first", 2)
        release.set()
        for minutes in (10, 30, 60):
            running.move(running.now + datetime.timedelta(minutes=minutes))
        self.client_box.wait_for("INBOX", lambda m: mail["Message-ID"] in f"{m['References']}", "the check-in")
        running.move(running.now + datetime.timedelta(minutes=10))
        self.assertEqual(len(self.at_client(mail)), 1)

    def test_letters_of_an_account_that_leaves_the_configuration_do_not_fall_silent(self):
        running = self.daemon(self.account() + daemon.account(self.servers, "anna"))
        mail, number = self.tracked(running)
        running.configure(daemon.account(self.servers, "anna"))
        self.reload(running)

        def named():
            return [problem for problem in running.json("status")["problems"] if f'"{self.user}"' in problem]

        self.assertEqual(len(named()), 1, running.json("status")["problems"])
        waiting.until(lambda: self.user in running.told(), "a desktop notification")
        running.amends("drop", number)
        self.assertEqual(named(), [])

    def test_an_order_that_waits_for_the_mailbox_outlives_its_configuration(self):
        armed, held, release = threading.Event(), threading.Event(), threading.Event()
        self.addCleanup(release.set)

        def said(who, line):
            # The watch rests in IDLE; who looks into Sent now is the order.
            if who == "C" and line.endswith('SELECT "Sent" (CONDSTORE)') and armed.is_set() and not held.is_set():
                held.set()
                release.wait(20)

        proxy = self.reading(self.servers.imaps_port, said)
        running = self.daemon(self.account(imap_port=proxy.port))
        mail = self.send()
        running.look()
        armed.set()
        done = []
        tracking = threading.Thread(target=lambda: done.append(running.run("track", mail["Message-ID"])))
        tracking.start()
        self.addCleanup(tracking.join)
        self.assertTrue(held.wait(10), "the order looks for the letter")
        self.reload(running)
        running.wait_for_state("watching")
        self.reload(running)
        running.wait_for_state("watching")
        release.set()
        tracking.join()
        self.assertEqual(done[0].returncode, 0, done[0].stderr)
        self.assertTrue(running.tracked(mail))


if __name__ == "__main__":
    unittest.main()
