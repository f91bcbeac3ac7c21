#!/usr/bin/python3
"""neomutt with the macros of plugin/terminal/neomutt: insert, send, tracked; recall of a daemon's draft."""

import datetime
import unittest

from letters import Letters
from servers import PASSWORD, address


# P: as A, line by line.
LINE_BY_LINE = r"""macro compose P "<enter-command>set my_e=\$editor editor=\"amends insert --plain %s\"<enter><edit-headers><enter-command>set editor=\$my_e<enter>"
"""


class Neomutt(Letters):
    def neomutt(self, running, smtp_url=False, more=""):
        home = self.home(running)
        rc = home / "neomuttrc"
        amends = self.plugin_file(running, "neomutt/amends.neomuttrc")
        imap = f"imaps://{self.user}@localhost:{self.servers.imaps_port}"
        rc.write_text(
            f'set realname="Alice Baker" from="{address(self.user)}" use_from=yes\n'
            f'set folder="{imap}/" spoolfile="{imap}/INBOX" record="{imap}/Sent" postponed="{imap}/Drafts"\n'
            f'set imap_pass="{PASSWORD}" smtp_pass="{PASSWORD}" certificate_file="{self.servers.ca}"\n'
            "set ssl_verify_host=no ssl_force_tls=yes sleep_time=0 copy=yes confirmappend=no postpone=ask-yes\n"
            f'set signature="{home}/signature" editor="true" include=ask-yes header_cache="" message_cachedir=""\n'
            "set abort_unmodified=no mail_check=1 timeout=1 quit=yes delete=yes move=no fast_reply=no\n"
            'set attribution="On %d, %n wrote:"\n'
            f"source {amends}\n"
            + (f'set smtp_url="smtps://{self.user}@localhost:{self.servers.smtps_port}"\n' if smtp_url else "")
            + more
        )
        screen = self.screen(running, ["neomutt", "-n", "-F", rc])
        return screen

    def compose(self, screen):
        """A reply of the user's own, up to the compose menu."""
        screen.keys("r")
        screen.wait_for("To: ")
        screen.keys("Enter")
        screen.wait_for("Subject: ")
        screen.keys("Enter")
        screen.wait_for("Include message")
        screen.keys("y")
        return screen.wait_for("y:Send")

    def own_words(self, running, more=""):
        """The user's own editor writes an apology above the quote."""
        own = f"Dear Bob,\\n\\nI did not deliver the brochure on Friday. That was my mistake, and I am sorry.{more}\\n\\nAlice\\n"
        editor = running.home / "bin/editor"
        editor.write_text(f"#!/bin/sh\nsed -i '1,/^$/b; 0,/^On /s/^On /{own}\\nOn /' \"$1\"\n")
        editor.chmod(0o755)
        return f'set editor="{editor}"\n'

    def test_a_reply_with_a_letter_is_sent_through_sendmail_and_tracked(self):
        question = self.question()
        running = self.daemon()
        screen = self.neomutt(running)
        screen.wait_for("The brochure")
        screen.keys("A")
        self.fill_in(screen)
        screen.wait_for("y:Send")
        screen.keys("y")
        wire, copy = self.sent_copies(question)
        self.assert_letter(wire.text)
        self.assertEqual(copy.text, wire.text)
        self.assert_tracked(running, wire)
        # The keys are the user's again.
        screen.keys(":")
        screen.type("set ?editor")
        screen.keys("Enter")
        screen.wait_for('editor="true"')

    def test_a_letter_is_put_into_the_mail_that_is_being_written(self):
        question = self.question()
        running = self.daemon()
        screen = self.neomutt(running)
        screen.wait_for("The brochure")
        self.compose(screen)
        screen.keys("A")
        self.fill_in(screen)
        screen.wait_for("y:Send")
        screen.keys("y")
        wire, _ = self.sent_copies(question)
        self.assert_letter(wire.text)
        self.assert_tracked(running, wire)

    def test_a_second_press_puts_no_second_letter_into_the_mail(self):
        question = self.question()
        running = self.daemon()
        screen = self.neomutt(running, more=LINE_BY_LINE)
        screen.wait_for("The brochure")
        self.compose(screen)
        screen.keys("A")
        self.fill_in(screen)
        screen.wait_for("y:Send")
        screen.keys("A")
        screen.wait_for("There is a letter of Amends in this mail already")
        screen.keys("Enter")
        screen.wait_for("y:Send")
        screen.keys("P")
        screen.wait_for(r"There is a letter of Amends in this mail already\. \[1\]")
        screen.keys("Enter")
        screen.wait_for("y:Send")
        screen.keys("y")
        wire, _ = self.sent_copies(question)
        self.assert_letter(wire.text)
        self.assert_tracked(running, wire)

    def test_a_letter_is_filled_in_line_by_line(self):
        question = self.question()
        running = self.daemon()
        screen = self.neomutt(running, more=LINE_BY_LINE)
        screen.wait_for("The brochure")
        self.compose(screen)
        screen.keys("P")
        for prompt, answer in (
            ("What went wrong.*nothing leaves", "missed_deadline"), ("In which tone", ""), ("How grave", ""),
            (r"\[Bob\] >", ""), ("What was due:.*\n(.*\n)*.*>", "the spring brochure"),
            ("Day it was due:(.*\n)*.*>", "friday"),
            ("What it meant(.*\n)*.*>", "You had to open your stand at the fair without it."),
            ("What is being done:(.*\n)*.*>", "The press is booked, and I am there myself."),
            ("New day:(.*\n)*.*>", "2030-03-06"), ("Amount you take off:(.*\n)*.*>", ""),
            ("What changes:(.*\n)*.*>", "Three working days before each date you get a proof."),
            ("Day of your call:(.*\n)*.*>", ""), ("Who else can help:(.*\n)*.*>", ""),
            (r"\[Alice Baker\] >", ""), ("Your position:(.*\n)*.*>", ""), ("Insert\\? yes, no, or change", "yes"),
        ):  # fmt: skip
            screen.wait_for(prompt)
            screen.type(answer)
            screen.keys("Enter")
        screen.wait_for("y:Send")
        screen.keys("y")
        wire, _ = self.sent_copies(question)
        self.assert_letter(wire.text)
        self.assert_tracked(running, wire)

    def test_a_letter_that_goes_by_smtp_url_is_known_in_sent(self):
        question = self.question()
        running = self.daemon()
        screen = self.neomutt(running, smtp_url=True)
        screen.wait_for("The brochure")
        screen.keys("A")
        self.fill_in(screen)
        screen.wait_for("y:Send")
        screen.keys("y")
        wire, _ = self.sent_copies(question)
        self.assert_letter(wire.text)
        running.look()
        self.assert_tracked(running, wire)
        self.assertTrue(any("amends insert" in reason for reason in running.reasons(running.tracked(wire)["id"])))

    def test_an_ordinary_mail_is_not_tracked(self):
        self.send_an_ordinary_mail(smtp_url=False)

    def test_an_ordinary_mail_that_goes_by_smtp_url_is_not_tracked(self):
        self.send_an_ordinary_mail(smtp_url=True)

    def send_an_ordinary_mail(self, smtp_url):
        question = self.question()
        running = self.daemon()
        screen = self.neomutt(running, smtp_url=smtp_url)
        screen.wait_for("The brochure")
        self.compose(screen)
        screen.keys("y")
        self.sent_copies(question)
        running.look()
        self.assertEqual(running.letters(), [])
        self.assertEqual(running.run("list").stderr, b"")

    def test_a_letter_that_the_mailer_refuses_is_tracked_when_it_goes(self):
        question = self.question()
        running = self.daemon()
        screen = self.neomutt(running)
        mailer = running.home / "bin/mailer"
        works = mailer.read_text()
        mailer.write_text("#!/bin/sh\ncat >/dev/null\nexit 75\n")
        screen.wait_for("The brochure")
        screen.keys("A")
        self.fill_in(screen)
        screen.wait_for("y:Send")
        screen.keys("y")
        screen.wait_for("75")
        self.assertEqual(running.letters(), [])
        self.assertEqual(self.box.messages("Sent"), [])
        mailer.write_text(works)
        screen.wait_for("y:Send")
        screen.keys("y")
        wire, _ = self.sent_copies(question)
        self.assert_tracked(running, wire)

    def test_escape_leaves_the_mail_and_the_settings_as_they_were(self):
        self.question()
        running = self.daemon()
        screen = self.neomutt(running)
        screen.wait_for("The brochure")
        screen.keys("A")
        screen.wait_for("What went wrong")
        screen.keys("Escape")
        screen.wait_for("The brochure")
        screen.keys(":")
        screen.type("set ?editor")
        screen.keys("Enter")
        screen.wait_for('editor="true"')
        self.assertEqual(self.box.messages("Sent"), [])
        self.assertFalse((running.home / ".local/state/amends/inserted").exists())

    def test_what_somebody_wrote_themselves_is_tracked_once_it_was_marked(self):
        question = self.question()
        running = self.daemon()
        screen = self.neomutt(running, more=self.own_words(running))
        screen.wait_for("The brochure")
        self.compose(screen)
        screen.keys("T")
        screen.wait_for("Track")
        screen.keys("Enter")
        screen.wait_for("y:Send")
        screen.keys("y")
        wire, _ = self.sent_copies(question)
        self.assertIn("That was my mistake", wire.text)
        running.wait_tracked(wire)

    def test_what_the_review_finds_is_read_before_the_mail_is_tracked(self):
        self.question()
        running = self.daemon()
        screen = self.neomutt(running, more=self.own_words(running, " I am sorry if you had any trouble with it."))
        screen.wait_for("The brochure")
        self.compose(screen)
        screen.keys("T")
        said = " ".join(screen.wait_for("The review says:").replace("│", " ").split())
        self.assertRegex(said, r'warning line 3: "I am sorry if you had any trouble": The apology depends on a condition')
        self.assertIn('Instead of "if" write "that".', said)
        screen.keys("Tab", "Enter")  # Leave
        screen.wait_for("y:Send")
        self.assertFalse((running.home / ".local/state/amends/inserted").exists())

    def test_a_letter_sent_some_time_ago_is_tracked_from_its_copy(self):
        running = self.daemon()
        mail = self.sent_some_time_ago()
        screen = self.neomutt(running)
        screen.wait_for("q:Quit")
        screen.keys("c")
        screen.wait_for("Open mailbox")
        screen.type("=Sent")
        screen.keys("Enter")
        screen.wait_for("Your late order")
        self.assertEqual(running.letters(), [])
        screen.keys("M-t")
        running.wait_tracked(mail)
        self.assertEqual(len(running.letters()), 1)

    def test_an_apology_that_nobody_marked_waits_for_a_yes(self):
        question = self.question()
        running = self.daemon()
        screen = self.neomutt(running, more=self.own_words(running))
        screen.wait_for("The brochure")
        self.compose(screen)
        screen.keys("y")
        wire, _ = self.sent_copies(question)
        running.look()
        self.assertEqual(running.letters(), [])
        self.assertIn("`amends track` asks about it", running.run("list").stderr.decode())
        running.amends("track", stdin=b"yes\n")
        running.wait_tracked(wire)

    def test_a_recalled_draft_of_the_daemon_is_edited_and_sent_once(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        running.move_to_step(number)
        draft = self.drafts(mail)[0]
        editor = running.home / "bin/editor"
        editor.write_text("#!/bin/sh\nprintf 'And these are my own words.\\n' >>\"$1\"\n")
        editor.chmod(0o755)
        screen = self.neomutt(running, more=f'set editor="{editor}" recall=yes\n')
        screen.wait_for("q:Quit")
        screen.keys("m")
        screen.wait_for("y:Send")
        screen.keys("y")
        sent = self.client_box.wait_for("INBOX", lambda m: "these are my own words" in m.text, "the check-in")
        self.box.wait_for("Sent", lambda m: m.message_id == sent.message_id, "the copy")
        self.assertEqual(sent["In-Reply-To"], mail["Message-ID"])
        self.assertIn(mail["Message-ID"], sent["References"])
        self.assertEqual([name for name in sent.mail.keys() if "amends" in name.lower()], [])
        running.look()
        running.move(running.now + datetime.timedelta(minutes=5))
        running.wait_step(number, "check_in", "done")
        self.assertEqual(self.drafts(mail), [])
        self.assertEqual(len(running.letters()), 1, "the check-in became a letter of its own")
        self.assertNotEqual(draft.uid, 0)


if __name__ == "__main__":
    unittest.main()
