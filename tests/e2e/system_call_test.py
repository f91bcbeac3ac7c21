#!/usr/bin/python3
"""kill -9 before a system call of amendsd, from its start to the stored outcome of a draft, a send and a reminder:
before each that writes, sends, syncs or renames, and before any other. strace counts the calls and kills."""

import collections
import os
import random
import re
import unittest

from crashing import CrashCase
from daemon import rfc3339, utc
from traced import Traced, needs_strace

EFFECTS = "write,writev,pwrite64,sendto,sendmsg,fsync,fdatasync,rename,renameat,renameat2,unlink,ftruncate"
FULL = bool(os.environ.get("AMENDS_FULL"))
# The everyday run takes some of all places, others each day; AMENDS_FULL=1 all effects, and 500 of the other calls.
EVERYDAY = 3
OTHERS = 500 // 3 + 1


@needs_strace
class SystemCalls(CrashCase):
    def prepared(self, kind):
        """A letter whose step of that kind is the next thing to be done, and the time of it; the daemon is not running."""
        self.setUp()
        running = self.prepare()
        running.start()
        mail, number = self.tracked(running, auto=kind == "send")
        if kind == "reminder":
            running.move_to_step(number)
        step = running.steps(number, "call" if kind == "reminder" else "check_in")[0]
        running.stop()
        return running, mail, number, utc(step["due"]["at"])

    def acts(self, running, due, calls, killed_at=None):
        """Starts it under strace and lets the step become due. Gives whether it was killed (`killed_at`: which call, and
        before the how-manyth of its name) and the names of the calls that strace saw."""
        traced = Traced(self.servers, now=running.now, home=running.home.name)
        traced.configure(running.configuration)
        traced.tracing = ["-e", f"trace={calls}"]
        if killed_at:
            traced.tracing += ["-e", "inject={}:signal=KILL:when={}".format(*killed_at)]
        try:
            traced.launch()
            traced.wait_until_answering()
            traced.wait_for_state("watching")
            traced.run("simulate", "move", rfc3339(due))
        except AssertionError:
            if not killed_at:
                raise
        try:
            died = traced.ends() != 0
        finally:
            traced.kill()
        return died, re.findall(r"^\d+\s+(\w+)\(", traced.trace.read_text(), re.MULTILINE)

    def prepare(self, **options):
        made = super().prepare(**options)
        made.configuration = self.account()
        return made

    def lives_on(self, kind, running, mail, number, due):
        running.now = due
        try:
            running.start()
            running.look()
            if kind == "reminder":
                self.check_reminder(running, mail, number)
            else:
                self.check(running, mail, number, auto=kind == "send")
        finally:
            running.kill()
            self.doCleanups()

    def places(self, kind, calls):
        """Every call of a life without a kill: its name, and the how-manyth of that name it is."""
        running, mail, number, due = self.prepared(kind)
        _, seen = self.acts(running, due, calls)
        self.lives_on(kind, running, mail, number, due)
        so_far = collections.Counter()
        for name in seen:
            so_far[name] += 1
            yield name, so_far[name]

    def every(self, kind, calls, most):
        places = list(self.places(kind, calls))
        self.assertGreater(len(places), 20, "strace sees what amendsd does")
        died = 0
        # No life makes quite the same calls as another: a place that is not reached counts for nothing.
        for place in random.sample(places, len(places)):
            if died == most:
                break
            with self.subTest(kind=kind, before=place):
                running, mail, number, due = self.prepared(kind)
                died += self.acts(running, due, calls, place)[0]
                self.lives_on(kind, running, mail, number, due)
        self.assertGreater(died, 0)
        print(f"{kind}: killed before {died} of {len(places)} calls ({'any' if calls == 'all' else 'effects'})", flush=True)

    def test_a_draft_survives(self):
        self.every("draft", EFFECTS, 10**6 if FULL else EVERYDAY)

    def test_a_send_survives(self):
        self.every("send", EFFECTS, 10**6 if FULL else EVERYDAY)

    def test_a_reminder_survives(self):
        self.every("reminder", EFFECTS, 10**6 if FULL else EVERYDAY)

    def test_each_survives_a_kill_before_any_other_call(self):
        for kind in ("draft", "send", "reminder"):
            self.every(kind, "all", OTHERS if FULL else 1)


if __name__ == "__main__":
    unittest.main()
