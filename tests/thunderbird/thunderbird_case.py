"""What the tests in Thunderbird share: mail servers, the daemon and one running Thunderbird for a whole class of tests.

It is imported first, since it says where the modules of the other end-to-end tests are.
"""

import datetime
import itertools
import os
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))

import case
import daemon
import profiles
import thunderbird
import waiting
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

    ADD_ON = profiles.BUILD / "amends.xpi"  # as people have it

    @classmethod
    def setUpClass(cls):
        needed()
        super().setUpClass()
        cls.wire = Wire(cls.servers.smtp_port)
        cls.addClassCleanup(cls.wire.close)
        cls.running = daemon.Daemon(cls.servers, daemon.account(cls.servers, profiles.USER), now=case.real_now())
        cls.addClassCleanup(cls.running.kill)
        cls.running.start()
        cls.profile = profiles.copied(
            cls.servers.folder / "profile", imap_port=cls.servers.imap_port, smtp_port=cls.wire.port
        )
        cls.thunderbird = cls.in_surroundings()
        cls.addClassCleanup(cls.thunderbird.kill)
        cls.person = Person(cls.thunderbird)

    @classmethod
    def in_surroundings(cls):
        """Thunderbird, started, with the add-on and the bridge of the build folder."""
        profiles.native_host(cls.running.home, BRIDGE)
        started = thunderbird.Thunderbird(cls.profile, cls.running.environment).start()
        started.install(cls.ADD_ON)
        return started

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

    def examples(self, situation):
        """What can stand in the fields of that situation, every one of them filled."""
        found = next(one for one in self.running.json("situations") if one["id"] == situation)
        return {field["id"]: field["example"] for field in found["fields"]}

    def fills_in(self, panel, situation, **own):
        """Picks the situation and fills in every field, as its example says or as `own` says."""
        panel.picks(situation)
        panel.fills(**{**self.examples(situation), **own})
        panel.wait_until("!d.getElementById('preview').querySelector('mark')", "a preview with no field open")

    def apologises(self, to=None, situation="missed_deadline"):
        """An answer to a complaint with a whole letter in it, ready to be sent."""
        compose = self.person.replies((to or self.complaint())["Message-ID"])
        panel = compose.presses_amends()
        self.fills_in(panel, situation, client_name="Bob")
        panel.inserts()
        panel.closes()
        return compose

    def edits_a_check_in(self):
        """A letter that is sent and tracked, its number, and its check-in draft, open with one more sentence."""
        self.apologises().sends()
        sent = self.on_the_wire()
        number = self.tracked_by_now(sent)["id"]
        self.running.amends("check-in", number, "--now")
        draft = self.box.wait_for("Drafts", lambda m: m["In-Reply-To"] == sent.message_id, "the check-in draft")
        compose = self.person.opens_draft(draft.message_id)
        compose.puts_cursor(draft.text.split("\n")[0].strip())
        compose.types(" One more word.")
        return sent, number, compose

    def on_the_wire(self, client=None):
        """The one message that went to the client."""
        sent = self.wire.to(address(client or self.client))
        self.assertEqual(len(sent), 1)
        return sent[0]

    def minutes_pass(self):
        """Two minutes of the daemon's clock."""
        self.running.move(self.running.now + datetime.timedelta(minutes=2))

    def minute_passes(self):
        """What the add-on would do within a minute, it does at once."""
        self.thunderbird.background(
            """
            for (const alarm of await messenger.alarms.getAll()) {
              await messenger.alarms.create(alarm.name, {when: Date.now(), periodInMinutes: alarm.periodInMinutes});
            }
            """
        )

    def tracked_by_now(self, mail, within=20):
        """The tracked letter of that mail, in the end; asked for as often as the add-on would ask in some minutes."""

        def seen():
            self.minute_passes()
            return self.running.tracked(mail)

        try:
            return waiting.until(seen, f"the letter {mail.message_id} tracked", within, every=0.3)
        except waiting.NotSeen as error:
            raise waiting.NotSeen(f"{error}; the add-on keeps {self.in_storage()}") from error

    def in_storage(self):
        return self.thunderbird.background("return messenger.storage.local.get(null);")

    def tracked_for(self, client):
        """The tracked letters to that client."""
        return [one for one in self.running.letters() if address(client) in str(one["to"])]

    def assert_not_tracked(self, client=None):
        """Nothing announces that a letter is not going to be tracked."""
        self.minute_passes()
        waiting.never(lambda: self.tracked_for(client or self.client), "the letter tracked", during=2)

    def assert_no_trace_of_us(self, mail):
        """Nothing on the wire says what it was written with: no header, no markup, no class, no name."""
        ours = mail.raw.lower()
        for trace in (b"amends", b"highlight", b"x-amends", b"moz-extension", b"data-", b"::"):
            self.assertNotIn(trace, ours)
