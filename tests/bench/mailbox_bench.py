#!/usr/bin/env python3
"""What one new message costs amendsd with 10,000 letters and a mailbox of 100,000 messages, against 10 letters and an
empty mailbox; and how long `amends list` takes with 10,000 letters, against `amends --version`.

Both daemons run on the same servers, and messages come to them in turn, so that load on the machine falls on both.
"""

import argparse
import base64
import datetime
import json
import pathlib
import re
import socket
import sqlite3
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import daemon  # noqa: E402
import waiting  # noqa: E402
import writing  # noqa: E402
from servers import Servers, address  # noqa: E402

LONG_AGO = '"01-Jan-2020 08:00:00 +0000"'
IMAP_SETTINGS = "mail_fsync = never\n"


def fill(servers, user, count, at_once=2000):
    """Puts messages of another age into the user's INBOX (RFC 3502, several in one APPEND)."""
    connection = servers.mailbox(user).imap
    for first in range(0, count, at_once):
        tag = connection._new_tag().decode()
        order = [f"{tag} APPEND INBOX".encode()]
        for number in range(first, min(first + at_once, count)):
            message = (
                f"From: someone{number}@else.example\r\nTo: {address(user)}\r\nSubject: Number {number}\r\n"
                f"Date: Wed, 1 Jan 2020 08:00:00 +0000\r\nMessage-ID: <{number}@else.example>\r\n\r\nHello.\r\n"
            ).encode()
            order.append(f" {LONG_AGO} {{{len(message)}+}}\r\n".encode() + message)
        connection.send(b"".join(order) + b"\r\n")
        status, _ = connection._command_complete("APPEND", tag.encode())
        assert status == "OK", status


class Subject:
    """One daemon with its mailbox."""

    def __init__(self, servers, user, messages, letters):
        self.servers, self.user = servers, user
        fill(servers, user, messages)
        self.daemon = daemon.Daemon(servers, daemon.account(servers, user), home=f"home-{user}").start()
        now = datetime.datetime.now(datetime.timezone.utc)
        self.mails = [
            writing.apology(
                f"Client <client{number}@client.example>", at=now, sender=f"Someone <{address(user)}>",
                subject=f"Your order {number}",
            )
            for number in range(letters)
        ]  # fmt: skip
        self._track()
        # Tracking makes the daemon look back for answers that it may have passed; that is not what is measured.
        self.daemon.run("simulate", "look")
        self._wait_until_idle()
        self.expected = self.uid_next()

    def _track(self):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(self.daemon.home / "run/amends/rpc.sock"))
            answers = connection.makefile("r")
            for number, mail in enumerate(self.mails):
                request = {
                    "jsonrpc": "2.0", "id": number, "method": "letters.track",
                    "params": {"message": base64.b64encode(mail.as_bytes()).decode()},
                }  # fmt: skip
                connection.sendall(json.dumps(request).encode() + b"\n")
                answer = json.loads(answers.readline())
                assert "result" in answer, answer

    def uid_next(self):
        database = next(self.daemon.home.rglob("amends.db"))
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as store:
            row = store.execute("SELECT uid_next FROM cursors WHERE folder = 'INBOX'").fetchone()
        return row[0] if row else 0

    def cpu(self):
        """Seconds on a processor since it began."""
        return int(pathlib.Path(f"/proc/{self.daemon.process.pid}/schedstat").read_text().split()[0]) / 1e9

    def _wait_until_idle(self):
        before = -1.0

        def idle():
            nonlocal before
            last, before = before, self.cpu()
            return before - last < 0.005

        waiting.until(idle, "the daemon waits", 600, every=0.5)

    def take_in(self, message):
        """What it costs from the message's arrival until the daemon has gone on waiting."""
        before = self.cpu()
        self.servers.deliver(self.user, message)
        self.expected += 1
        waiting.until(lambda: self.uid_next() >= self.expected, "the daemon read the message", 60)
        self._wait_until_idle()
        return self.cpu() - before


def strangers(number):
    return writing.message(f"someone{number}@else.example", "me@example.test", "News", "Hello.\n")


def compare(full, empty, rounds, message_for, name):
    costs = {full: [], empty: []}
    for number in range(rounds):
        for subject in (full, empty):
            costs[subject].append(subject.take_in(message_for(subject, number)))
    dear, cheap = (sorted(costs[subject])[rounds // 2] * 1000 for subject in (full, empty))
    print(f"{name:<44} {dear:7.1f} ms against {cheap:7.1f} ms of CPU: {dear / cheap:.2f} times")


def wall(subject, *words, rounds=15):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        done = subject.daemon.run(*words)
        times.append(time.perf_counter() - start)
        assert done.returncode == 0, done.stderr
    return sorted(times)[rounds // 2] * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--letters", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=30)
    given = parser.parse_args()
    daemon.BIN = given.bin.resolve()

    with Servers(extra_imap=IMAP_SETTINGS) as servers:
        print(f"filling a mailbox with {given.messages} messages, tracking {given.letters} letters", flush=True)
        full = Subject(servers, "alice", given.messages, given.letters)
        empty = Subject(servers, "anna", 0, 10)
        try:
            compare(full, empty, given.rounds, lambda _, number: strangers(number), "a message of a stranger")
            answered = {full: iter(full.mails), empty: iter(empty.mails)}
            compare(
                full, empty, min(given.rounds, 10),
                lambda subject, _: writing.reply(next(answered[subject]), "Client <client@client.example>"),
                "an answer to a letter",
            )  # fmt: skip
            floor = wall(full, "--version")
            for words in (("list",), ("list", "--json"), ("list", "--json", "--limit", "50"), ("status",)):
                took = wall(full, *words)
                print(f"amends {' '.join(words):<37} {took:7.1f} ms against {floor:7.1f} ms for --version: {took / floor:.1f} times")
            resident = {
                subject: re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{subject.daemon.process.pid}/status").read_text())[1]
                for subject in (full, empty)
            }
            print(f"memory of amendsd: {int(resident[full]) // 1024} MiB against {int(resident[empty]) // 1024} MiB")
        finally:
            full.daemon.kill()
            empty.daemon.kill()


if __name__ == "__main__":
    main()
