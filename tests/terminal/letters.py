"""What the tests of neomutt and aerc share: a mailer, a letter that is filled in by keys, and what must come of it."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))

import waiting  # noqa: E402
import writing  # noqa: E402
from case import Case  # noqa: E402
from daemon import BIN  # noqa: E402
from screen import Screen  # noqa: E402
from servers import PASSWORD, address  # noqa: E402

PLUGIN = pathlib.Path(__file__).resolve().parents[2] / "plugin/terminal"
INSTALLED = "/usr/share/amends/terminal"
SIGNATURE = "-- \nAlice Baker, Example Ltd\n"
VALUES = [
    None,  # the client's name, as the headers say it
    "the spring brochure",
    "friday",
    "You had to open your stand at the fair without it.",
    "The press is booked, and I am there myself.",
    "2030-03-06",
    None,
    "Three working days before each date you get a proof.",
]


class Letters(Case):
    def home(self, running):
        """A place for the mail program's own files, with a mailer that hands mail in for the user."""
        mailer = running.home / "bin/mailer"
        mailer.write_text(
            "#!/bin/sh\n"
            "# Options, then recipients, as a sendmail takes them.\n"
            f"cat >'{running.home}/handed-in'\n"
            "for word; do case $word in -*) ;; *) set -- \"$@\" --mail-rcpt \"$word\" ;; esac; shift; done\n"
            f"exec curl --silent --show-error --crlf --cacert '{self.servers.ca}' --user '{self.user}:{PASSWORD}'"
            f" --mail-from '{address(self.user)}' \"$@\" --upload-file '{running.home}/handed-in'"
            f" 'smtps://localhost:{self.servers.smtps_port}'\n"
        )
        mailer.chmod(0o755)
        (running.home / "signature").write_text(SIGNATURE.removeprefix("-- \n"))
        return running.home

    def screen(self, running, command):
        screen = Screen(running.home, list(map(str, command)), running.environment)
        self.addCleanup(screen.close)
        return screen

    def question(self):
        """A client's mail lies in the INBOX; gives it."""
        mail = writing.message(
            f"Bob Client <{address(self.client)}>", f"Alice Baker <{address(self.user)}>", "The brochure",
            "Where is it?\n\nIt was due on Friday.\n",
        )  # fmt: skip
        self.servers.deliver(self.user, mail, address(self.client))
        self.box.wait_for("INBOX", lambda m: m.message_id == mail["Message-ID"], "the question")
        return mail

    def fill_in(self, screen, until=None, client_name=None):
        """Picks, fills in and inserts on the whole screen."""
        screen.wait_for("What went wrong")
        screen.keys("Down", "Down", "Down", "Enter")
        screen.wait_for("In which tone")
        screen.keys("Enter")
        screen.wait_for("How grave")
        screen.keys("Enter")
        screen.wait_for("Fill in what you know")
        for value in [client_name, *VALUES[1:]]:
            if value:
                screen.type(value)
            screen.keys("Down")
        screen.keys("Enter")
        screen.wait_for("Subject: The new date for the spring brochure")
        if until != "preview":
            screen.keys("Enter")

    def assert_letter(self, text, quoted=("> Where is it?", "> ", "> It was due on Friday.")):
        """The letter, below it what was quoted and the signature, byte for byte, and nothing else."""
        text = text.replace("\r\n", "\n").rstrip("\n")
        below = "".join(f"{line}\n" for line in quoted) + "\n" + SIGNATURE.rstrip("\n")
        self.assertTrue(text.endswith(" wrote:\n" + below), text)
        letter, attribution = text.removesuffix(below).rstrip("\n").rsplit("\n\n", 1)
        self.assertRegex(attribution, "^On .*Bob Client wrote:$")
        self.assertTrue(letter.startswith("Dear Bob,\n\n"), text)
        said = " ".join(letter.split())
        for words in ("the spring brochure", VALUES[3], VALUES[4], "Wednesday, 6 March 2030", VALUES[7], "Alice Baker"):
            self.assertIn(words, said)

    def sent_copies(self, question):
        """The answer to the question as the client got it and as it lies in Sent, when both are there."""
        wire = self.client_box.wait_for("INBOX", lambda m: m["In-Reply-To"] == question["Message-ID"], "the letter")
        copy = self.box.wait_for("Sent", lambda m: m.message_id == wire.message_id, "the copy")
        return wire, copy

    def sent_some_time_ago(self):
        """A letter of the user's own in Sent, that nobody has tracked."""
        mail = self.send()
        self.box.wait_for("Sent", lambda m: m.message_id == mail["Message-ID"], "the copy")
        return mail

    def assert_tracked(self, running, wire):
        """IMAP, the wire and the daemon's memory agree; nothing of ours is in the mail."""
        letter = waiting.until(lambda: running.tracked(wire), "the letter in `amends list`", 40)
        self.assertEqual(letter["situation"], "missed_deadline")
        self.assertEqual([to["address"] for to in letter["to"]], [address(self.client)])
        self.assertEqual(letter["subject"], str(wire["Subject"]))
        self.assertEqual([name for name in wire.mail.keys() if "amends" in name.lower()], [])
        self.assertNotIn(b"amends", wire.raw.lower().replace(str(running.home).lower().encode(), b""))
        self.assertEqual(len(running.letters()), 1)
        self.assertEqual(list((running.home / ".local/state/amends/inserted").glob("*.letter")), [])
        return letter

    def plugin_file(self, running, name):
        """The file as it is installed, but for the places of things."""
        text = (PLUGIN / name).read_text()
        text = text.replace(INSTALLED, str(PLUGIN)).replace("/usr/bin/amends", str(BIN / "amends"))
        text = text.replace("/usr/sbin/sendmail -oem -oi", str(running.home / "bin/mailer") + " -oem -oi")
        place = running.home / "plugin" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        return place
