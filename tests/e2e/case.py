"""What the end-to-end tests share: servers for a whole file, and a user and clients of its own for each test."""

import datetime
import itertools
import os
import unittest

import daemon
import waiting
import writing
from servers import Servers, address

_number = itertools.count(1)


def real_now():
    return datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)


class Case(unittest.TestCase):
    as_root = os.getuid() == 0
    servers = None

    @classmethod
    def setUpClass(cls):
        cls.servers = Servers()
        cls.addClassCleanup(cls.servers.close)
        cls.servers.start()

    def setUp(self):
        number = next(_number)
        self.user = f"alice{number}"
        self.client = f"bob{number}"
        self.other_client = f"carol{number}"
        self.addCleanup(self.end_conversations, len(self.servers.mailboxes))
        self.box = self.servers.mailbox(self.user)
        self.client_box = self.servers.mailbox(self.client)

    def end_conversations(self, first):
        """Those with mailboxes since then: the server holds no more than a thousand."""
        for mailbox in self.servers.mailboxes[first:]:
            mailbox.close()

    def account(self, **options):
        return daemon.account(self.servers, self.user, **options)

    def prepare(self, configuration=None, now=None, real_time=False, **options):
        """A daemon for this test's user that has not been started yet; the clock is simulated unless `real_time`."""
        number = next(_number)
        return daemon.Daemon(
            self.servers, configuration or self.account(), home=f"home{number}",
            now=None if real_time else now or real_now(), **options,
        )  # fmt: skip

    def daemon(self, configuration=None, **options):
        """A running daemon, stopped (in time, without complaint) at the end of the test."""
        made = self.prepare(configuration, **options)
        self.addCleanup(made.kill)
        made.start()
        return made

    def letter(self, to=None, sender=None, **how):
        """An apology as the user's client writes it."""
        sender = sender or f"Alice Baker <{address(self.user)}>"
        return writing.apology(to or f"Bob <{address(self.client)}>", sender=sender, **how)

    def send(self, mail=None, flags=("\\Seen",), user=None):
        """Sends it by SMTP and files the copy in Sent, as a mail client does."""
        mail = mail or self.letter()
        user = user or self.user
        self.servers.submit(user, mail)
        self.servers.mailbox(user).append("Sent", mail, flags)
        return mail

    def tracked(self, running, mail=None, auto=False):
        """Sends an apology and has it tracked; gives the message and the letter's number."""
        mail = self.send(mail)
        running.amends("track", mail["Message-ID"])
        number = running.wait_tracked(mail)["id"]
        if auto:
            running.amends("auto", number, "on")
        return mail, number

    def arrive(self, mail, folder="INBOX", sender=None):
        """The message comes in for the user; where another folder is named, a filter of the server puts it there."""
        if folder != "INBOX":
            self.box.append(folder, mail)
        else:
            self.servers.deliver(self.user, mail, sender or address(self.client))
            self.box.wait_for("INBOX", lambda m: m.message_id == mail["Message-ID"], "the message")
        return mail

    def answer(self, mail, folder="INBOX", sender=None, text="Thank you, that settles it for me.\n", **how):
        """The client answers."""
        return self.arrive(writing.reply(mail, sender or f"Bob <{address(self.client)}>", text, **how), folder)

    def drafts(self, mail):
        return self.box.answers_to(mail["Message-ID"], "Drafts")

    def at_client(self, mail):
        return self.client_box.answers_to(mail["Message-ID"], "INBOX")

    def wait_at_client(self, mail):
        """What answers the mail at the client's, once there is something: the server delivers when it likes."""
        return waiting.until(lambda: self.at_client(mail), "a check-in at the client's")

    def notices(self, mail):
        """Reminders about the letter: in the user's INBOX, from the user's own address, in the letter's thread."""
        return [m for m in self.box.answers_to(mail["Message-ID"], "INBOX") if address(self.user) in str(m["From"])]

    def wait_notice(self, mail, what):
        return self.box.wait_for("INBOX", lambda m: m.uid in [n.uid for n in self.notices(mail)], what)
