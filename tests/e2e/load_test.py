#!/usr/bin/env python3
"""More than anybody will ever have at once: steps due by the thousand, callers by the hundred, accounts by the dozen."""

import base64
import contextlib
import datetime
import json
import os
import socket
import unittest

import daemon
import waiting
import writing
from case import Case
from servers import address

LETTERS = 10_000 if os.environ.get("AMENDS_FULL") else 200
SENDS = 30  # of which so many have an automatic check-in
A_HOUR = datetime.timedelta(hours=1)


def call(running):
    """A connection to the daemon, as `amends` makes it."""
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(str(running.home / "run/amends/rpc.sock"))
    connection.settimeout(60)
    return connection


def asked(method, number=1, **parameters):
    request = {"jsonrpc": "2.0", "id": number, "method": method, "params": parameters}
    return json.dumps(request).encode() + b"\n"


class DueAtOnce(Case):
    def track_all(self, running, mails):
        with call(running) as connection, connection.makefile("rb") as answers:
            for number, mail in enumerate(mails):
                message = base64.b64encode(mail.as_bytes()).decode()
                connection.sendall(asked("letters.track", number, message=message, auto=number < SENDS))
                self.assertIn("result", json.loads(answers.readline()))

    def test_only_what_the_caps_allow_leaves_and_other_accounts_are_served(self):
        other = f"{self.user}b"
        running = self.daemon(self.account() + daemon.account(self.servers, other))
        begin = running.now
        sender = f"Alice Baker <{address(self.user)}>"
        mails = [
            writing.apology(f"Bob <{self.client}-{number}@example.test>", at=begin, sender=sender, subject=f"Order {number}")
            for number in range(LETTERS)
        ]
        self.track_all(running, mails)
        theirs = writing.apology(f"Bob <{address(self.client)}>", at=begin, sender=f"Alice Baker <{address(other)}>")
        self.track_all(running, [theirs])
        due = max(daemon.utc(step["due"]["at"]) for step in running.steps(running.tracked(theirs)["id"], "check_in"))

        running.move(due)
        self.assertEqual(len(self.wait_at_client(theirs)), 1, "the other account sends at its time")
        self.assertLessEqual(len(self.box.messages("Drafts")), 5)
        self.assertEqual(self.box.messages("Sent"), [], "what nobody foresaw is held until somebody looks")
        status = next(one for one in running.json("status")["accounts"] if one["name"] == self.user)
        self.assertEqual(status["hold"]["because"], "many")

        running.amends("release", "--account", self.user)
        before = 0
        for hour in range(1, 5):
            running.move(due + hour * A_HOUR)
            made = len(self.box.messages("Drafts")) + len(self.box.messages("INBOX"))
            sent = len(self.box.messages("Sent"))
            self.assertLessEqual(sent, 5 * hour)
            self.assertGreater(made + sent, before, "the rest comes by and by")
            before = made + sent


class Callers(Case):
    def test_two_hundred_slow_and_hostile_ones_keep_nobody_else_out(self):
        running = self.daemon()
        with contextlib.ExitStack() as open_ones:
            callers = [open_ones.enter_context(call(running)) for _ in range(200)]
            for number, caller in enumerate(callers):
                with contextlib.suppress(OSError):  # it may be turned away by now
                    caller.sendall(
                        (
                            b'{"jsonrpc":',  # never goes on
                            b"\0\xff garbage\n" * 50,
                            asked("letters.list") * 50,  # never reads
                            b"[" * 60_000,
                        )[number % 4]
                    )
            for _ in range(20):
                self.assertEqual(running.json("list"), [])
        waiting.until(lambda: running.json("status")["accounts"][0]["state"] == "watching", "that it watches on")


class Accounts(Case):
    def test_fifty_work_while_one_is_dead(self):
        users = [f"{self.user}x{number}" for number in range(50)]
        with socket.socket() as dead:
            dead.bind(("127.0.0.1", 0))  # nobody listens
            port = dead.getsockname()[1]
            gone = daemon.account(self.servers, f"{self.user}gone", imap_port=port, smtp_port=port)
            living = "".join(daemon.account(self.servers, user) for user in users)
            running = self.prepare(living + gone)
            self.addCleanup(running.kill)
            running.start(state=None)

            def states():
                return {one["name"]: one["state"] for one in running.json("status")["accounts"]}

            waiting.until(lambda: sum(state == "watching" for state in states().values()) == 50, "fifty watching", 60)
            self.assertNotEqual(states()[f"{self.user}gone"], "watching")
            mail = writing.apology(
                f"Bob <{address(self.client)}>", at=running.now, sender=f"Alice Baker <{address(users[-1])}>"
            )
            self.send(mail, user=users[-1])
            running.amends("track", mail["Message-ID"])
            [step] = running.steps(running.wait_tracked(mail)["id"], "check_in")
            done = running.run("simulate", "move", step["due"]["at"])
            self.assertIn(b"gone", done.stderr, "who moves the clock hears of the dead one")
            self.assertEqual(len(self.servers.mailbox(users[-1]).answers_to(mail["Message-ID"], "Drafts")), 1)


if __name__ == "__main__":
    unittest.main()
