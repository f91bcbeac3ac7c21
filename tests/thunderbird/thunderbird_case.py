"""What the tests in Thunderbird share: mail servers, the daemon and one running Thunderbird for a whole class of tests."""

import itertools
import os
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))

import case
import daemon
import profiles
import thunderbird
import writing
from person import Person
from servers import address
from wire import Wire

_number = itertools.count(1)
BRIDGE = daemon.BIN / "amends-bridge"


def needed():
    """Without Thunderbird nothing of this can be tried; a machine that checks changes has to have it."""
    if not thunderbird.installed():
        if os.environ.get("CI"):
            raise AssertionError("Thunderbird is not installed: ./dev deps demo")
        raise unittest.SkipTest("Thunderbird is not installed; ./dev deps demo installs it")


class ThunderbirdCase(case.Case):
    """Each test has clients of its own (`self.client`); the user, the daemon and its clock, and Thunderbird are shared."""

    @classmethod
    def setUpClass(cls):
        needed()
        super().setUpClass()
        cls.wire = Wire(cls.servers.smtp_port)
        cls.addClassCleanup(cls.wire.close)
        cls.running = daemon.Daemon(cls.servers, daemon.account(cls.servers, profiles.USER), now=case.real_now())
        cls.addClassCleanup(cls.running.kill)
        cls.running.start()
        profiles.native_host(cls.running.home, BRIDGE)
        cls.profile = profiles.copied(
            cls.servers.folder / "profile", imap_port=cls.servers.imap_port, smtp_port=cls.wire.port
        )
        cls.thunderbird = thunderbird.Thunderbird(cls.profile, cls.running.environment)
        cls.addClassCleanup(cls.thunderbird.kill)
        cls.thunderbird.start()
        cls.thunderbird.install()
        cls.person = Person(cls.thunderbird)

    def setUp(self):
        number = next(_number)
        self.user = profiles.USER
        self.client, self.other_client = f"bob{number}", f"carol{number}"
        self.box = self.servers.mailbox(self.user)
        self.client_box = self.servers.mailbox(self.client)
        self.addCleanup(self.person.puts_everything_away)

    def complaint(self, subject="Where is my order?", text=None):
        """The client writes, and the user sees it in the INBOX."""
        mail = writing.message(
            f"Bob Miller <{address(self.client)}>", f"Alice Baker <{address(self.user)}>", subject,
            text or "Dear Alice,\n\nthe order has not come, and nobody told us.\n\nBob Miller\n",
        )  # fmt: skip
        self.arrive(mail)
        self.person.fetches_mail()
        return mail

    def sent_copy(self, wanted, what="the copy"):
        return self.box.wait_for("Sent", wanted, what)
