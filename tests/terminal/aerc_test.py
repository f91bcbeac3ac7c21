#!/usr/bin/python3
"""aerc with the files of plugin/terminal/aerc: insert, send, tracked; recall of a daemon's draft."""

import datetime
import pathlib
import re
import unittest

from letters import BIN, PLUGIN, SIGNATURE, Letters
from servers import PASSWORD, address

DEFAULTS = "/usr/share/aerc"
QUOTED = ("> Where is it?", ">", "> It was due on Friday.")


def merged(defaults, ours):
    """Our lines at the top of the sections of the same name, as the files ask for it."""
    text = pathlib.Path(DEFAULTS, defaults).read_text()
    for section, lines in re.findall(r"^\[([\w:]+)\]\n((?:(?!\[).*\n)*)", ours, re.M):
        text = text.replace(f"[{section}]\n", f"[{section}]\n{lines}", 1)
    return text


class Aerc(Letters):
    def aerc(self, running, smtp=False, editor="true"):
        home = self.home(running)
        config = home / ".config/aerc"
        config.mkdir(parents=True)
        (home / "signature").write_text(SIGNATURE)
        for template in (PLUGIN / "aerc/templates").iterdir():
            self.plugin_file(running, f"aerc/templates/{template.name}")
        for name in ("aerc.conf", "binds.conf"):
            ours = self.plugin_file(running, f"aerc/{name}").read_text()
            ours = ours.replace(str(PLUGIN / "aerc/templates"), str(home / "plugin/aerc/templates"))
            (config / name).write_text(merged(name, ours))
        outgoing = re.search(r"^outgoing = .*$", self.plugin_file(running, "aerc/accounts.conf").read_text(), re.M)[0]
        if smtp:
            outgoing = f"outgoing = smtps+plain://{self.user}:{PASSWORD}@localhost:{self.servers.smtps_port}"
        accounts = config / "accounts.conf"
        accounts.write_text(
            f"[work]\nsource = imaps://{self.user}:{PASSWORD}@localhost:{self.servers.imaps_port}\n{outgoing}\n"
            f"from = Alice Baker <{address(self.user)}>\ncopy-to = Sent\ndefault = INBOX\n"
            f"signature-file = {home}/signature\n"
        )
        accounts.chmod(0o600)
        running.editor = editor
        command = ["env", f"SSL_CERT_FILE={self.servers.ca}", "aerc"]
        return self.screen(running, command)

    def reply_with_a_letter(self, screen):
        screen.wait_for("The brochure")
        screen.keys("Z")
        self.fill_in(screen)
        screen.wait_for("Send this email")
        screen.keys("y")

    @staticmethod
    def presses_until(screen, pattern, *keys):
        """A key does nothing while aerc is still opening the folder, though its list is seen: a person presses it again."""
        for _ in range(5):
            screen.keys(*keys)
            try:
                return screen.wait_for(pattern, within=4)
            except AssertionError:
                pass
        return screen.wait_for(pattern, within=4)

    def test_a_reply_with_a_letter_is_sent_through_sendmail_and_tracked(self):
        question = self.question()
        running = self.daemon()
        self.reply_with_a_letter(self.aerc(running))
        wire, copy = self.sent_copies(question)
        self.assert_letter(wire.text, QUOTED)
        self.assertEqual(copy.text, wire.text)
        self.assert_tracked(running, wire)

    def test_inserting_from_the_editor_puts_no_second_letter_into_the_mail(self):
        question = self.question()
        running = self.daemon()
        own = running.home / "bin/editor"
        own.write_text(f'#!/bin/sh\nexec {BIN / "amends"} insert "$1"\n')
        own.chmod(0o755)
        screen = self.aerc(running, editor=str(own))
        screen.wait_for("The brochure")
        screen.keys("Z")
        self.fill_in(screen)
        screen.wait_for("Send this email")
        screen.keys("e")
        screen.wait_for("There is a letter of Amends in this mail already")
        screen.keys("Enter")
        screen.wait_for("Send this email")
        screen.keys("y")
        wire, _ = self.sent_copies(question)
        self.assert_letter(wire.text, QUOTED)
        self.assert_tracked(running, wire)

    def test_a_new_mail_begins_with_a_letter(self):
        running = self.daemon()
        screen = self.aerc(running)
        screen.wait_for("INBOX")
        screen.keys("z", "l")
        screen.wait_for("What went wrong")
        screen.type(address(self.client))
        screen.keys("Tab")
        screen.type("The spring brochure")
        screen.keys("Tab")
        self.fill_in(screen, client_name="Bob")
        screen.wait_for("Send this email")
        screen.keys("y")
        wire = self.client_box.wait_for("INBOX", lambda m: m["Subject"] == "The spring brochure", "the letter")
        self.assertTrue(wire.text.startswith("Dear Bob,"), wire.text)
        self.assertTrue(wire.text.replace("\r\n", "\n").endswith(SIGNATURE), wire.text)
        self.assert_tracked(running, wire)

    def test_a_letter_sent_some_time_ago_is_tracked_from_its_copy(self):
        running = self.daemon()
        mail = self.sent_some_time_ago()
        screen = self.aerc(running)
        screen.wait_for("Sent")
        screen.type(":cf Sent")
        screen.keys("Enter")
        screen.wait_for("Your late order")
        self.assertEqual(running.letters(), [])
        self.presses_until(screen, "This letter is tracked", "z", "t")
        running.wait_tracked(mail)

    def test_a_letter_that_is_being_read_is_tracked(self):
        running = self.daemon()
        mail = self.sent_some_time_ago()
        screen = self.aerc(running)
        screen.wait_for("Sent")
        screen.type(":cf Sent")
        screen.keys("Enter")
        screen.wait_for("Your late order")
        screen.keys("Enter")
        screen.wait_for("Subject: ")
        self.assertEqual(running.letters(), [])
        self.presses_until(screen, "This letter is tracked", "z", "t")
        running.wait_tracked(mail)

    def test_a_letter_that_goes_by_smtp_is_known_in_sent(self):
        question = self.question()
        running = self.daemon()
        self.reply_with_a_letter(self.aerc(running, smtp=True))
        wire, _ = self.sent_copies(question)
        self.assert_letter(wire.text, QUOTED)
        running.look()
        self.assert_tracked(running, wire)

    def test_an_ordinary_reply_is_not_tracked(self):
        question = self.question()
        running = self.daemon()
        screen = self.aerc(running)
        screen.wait_for("The brochure")
        screen.type(":reply -q")
        screen.keys("Enter")
        screen.wait_for("Send this email")
        screen.keys("y")
        self.sent_copies(question)
        running.look()
        self.assertEqual(running.letters(), [])
        self.assertEqual(running.run("list").stderr, b"")

    def test_leaving_the_letter_opens_the_users_own_editor(self):
        question = self.question()
        running = self.daemon()
        own = running.home / "bin/editor"
        own.write_text("#!/bin/sh\nsed -i '1s/^/It is on its way.\\n/' \"$1\"\n")
        own.chmod(0o755)
        screen = self.aerc(running, editor=str(own))
        screen.wait_for("The brochure")
        screen.keys("Z")
        screen.wait_for("What went wrong")
        screen.keys("Escape")
        screen.wait_for("Send this email")
        screen.keys("y")
        wire, _ = self.sent_copies(question)
        self.assertTrue(wire.text.startswith("It is on its way."), wire.text)
        running.look()
        self.assertEqual(running.letters(), [])

    def test_a_recalled_draft_of_the_daemon_is_edited_and_sent_once(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        running.move_to_step(number)
        self.assertEqual(len(self.drafts(mail)), 1)
        own = running.home / "bin/editor"
        own.write_text("#!/bin/sh\nprintf 'And these are my own words.\\n' >>\"$1\"\n")
        own.chmod(0o755)
        screen = self.aerc(running, editor=str(own))
        screen.wait_for("Drafts")
        screen.type(":cf Drafts")
        screen.keys("Enter")
        screen.wait_for("Re: Your late order")
        screen.type(":recall")
        screen.keys("Enter")
        screen.wait_for("Send this email")
        screen.keys("y")
        sent = self.client_box.wait_for("INBOX", lambda m: "these are my own words" in m.text, "the check-in")
        self.box.wait_for("Sent", lambda m: m.message_id == sent.message_id, "the copy")
        self.assertEqual(sent["In-Reply-To"], mail["Message-ID"])
        self.assertIn(mail["Message-ID"], sent["References"])
        running.look()
        running.move(running.now + datetime.timedelta(minutes=5))
        running.wait_step(number, "check_in", "done")
        self.assertEqual(self.drafts(mail), [])
        self.assertEqual(len(running.letters()), 1, "the check-in became a letter of its own")


if __name__ == "__main__":
    unittest.main()
