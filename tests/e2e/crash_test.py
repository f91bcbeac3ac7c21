#!/usr/bin/python3
"""kill -9 at every moment at which something passes between Amends and a mail server: never twice, never lost."""

import os
import unittest

from crashing import CrashCase
from daemon import utc
from proxy import Proxy
from servers import address

# The everyday run kills at every n-th chunk, beginning somewhere else for each kind; AMENDS_FULL=1 at every one.
STRIDE = 1 if os.environ.get("AMENDS_FULL") else 4
MOST = 400


class Crash(CrashCase):
    def run_killed_at(self, chunk, auto):
        """One letter's check-in with the daemon killed at that chunk, counted over both connections from the moment at
        which the check-in is due; then a restart. Gives the letter and whether the chunk was reached."""
        self.setUp()
        running = None
        killed = []

        def passed(_):
            self.passed += 1
            if self.armed and self.passed == chunk:
                killed.append(chunk)
                running.process.kill()

        self.armed, self.passed = False, 0
        imap = Proxy(self.servers.imaps_port, passed)
        smtp = Proxy(self.servers.smtps_port, passed)
        try:
            running = self.prepare(self.account(smtp_port=smtp.port, imap_port=imap.port))
            running.start()
            mail, number = self.tracked(running, auto=auto)
            due = utc(running.steps(number, "check_in")[0]["due"]["at"])
            self.armed, self.passed = True, 0
            running.now = due
            running.run("simulate", "move", due.strftime("%Y-%m-%dT%H:%M:%SZ"))
            if killed:
                running.process.wait()
            self.armed = False
            running.kill()
            running.start()
            running.look()
            self.check(running, mail, number, auto)
        finally:
            if running:
                running.kill()
            imap.close()
            smtp.close()
            self.doCleanups()
        return bool(killed)

    def every_moment(self, auto, first):
        chunk = first
        while True:
            with self.subTest(chunk=chunk):
                reached = self.run_killed_at(chunk, auto)
            if not reached:
                break
            chunk += STRIDE
            self.assertLess(chunk, MOST, "the check-in never comes to its end")
        self.assertGreater(chunk, 4, "the daemon was killed while it acted")

    def test_a_draft_appears_exactly_once(self):
        self.every_moment(auto=False, first=1)

    def test_a_check_in_is_sent_exactly_once(self):
        self.every_moment(auto=True, first=2)

    def test_a_letter_that_was_tracked_survives(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        running.restart()
        self.assertEqual(running.letter(number)["message_id"], mail["Message-ID"].strip("<>"))
        running.move_to_step(number)
        self.assertEqual([to.addr_spec for to in self.drafts(mail)[0]["To"].addresses], [address(self.client)])


if __name__ == "__main__":
    unittest.main()
