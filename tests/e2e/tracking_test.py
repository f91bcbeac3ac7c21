#!/usr/bin/python3
"""Every way in which a letter becomes known, as seen from outside."""

import unittest

import waiting
from case import Case
from servers import PASSWORD, address


class Tracking(Case):
    def test_a_letter_is_tracked_by_its_message_id(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        letter = running.letter(number)
        self.assertEqual(letter["subject"], mail["Subject"])
        self.assertEqual([to["address"] for to in letter["to"]], [address(self.client)])
        self.assertIn(("check_in", "planned"), [(step["kind"], step["state"]) for step in letter["steps"]])

    def test_a_message_id_that_is_nowhere_is_a_no(self):
        running = self.daemon()
        running.amends("track", "<never.written@example.test>", status=1)
        self.assertEqual(running.letters(), [])

    def test_a_letter_is_tracked_from_a_file(self):
        running = self.daemon()
        mail = self.send()
        file = running.home / "letter.eml"
        file.write_bytes(mail.as_bytes())
        running.amends("track", file)
        self.assertIsNotNone(running.tracked(mail))

    def test_a_letter_is_tracked_from_standard_input(self):
        running = self.daemon()
        mail = self.send()
        running.amends("track", "-", stdin=mail.as_bytes())
        self.assertIsNotNone(running.tracked(mail))

    def test_tracking_twice_makes_one_letter(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        running.amends("track", "-", stdin=mail.as_bytes())
        self.assertEqual([letter["id"] for letter in running.letters()], [number])

    def test_a_letter_keeps_what_went_wrong_and_how_grave_it_is(self):
        running = self.daemon()
        mail = self.send()
        running.amends("track", mail["Message-ID"], "--situation", "billing_error", "--severity", "serious")
        letter = running.tracked(mail)
        self.assertEqual((letter["situation"], letter["severity"]), ("billing_error", "serious"))
        self.assertIn("serious", running.amends("show", letter["id"]))
        running.restart()
        running.amends("track", mail["Message-ID"])
        self.assertEqual(running.tracked(mail)["severity"], "serious")

    def test_what_nobody_said_of_a_letter_in_sent_is_said_later(self):
        running = self.daemon()
        mail = self.send(flags=("\\Seen", "Amends"))
        running.look()
        letter = running.wait_tracked(mail)
        self.assertEqual((letter["situation"], letter["severity"]), (None, None))
        running.amends("track", mail["Message-ID"], "--situation", "other", "--severity", "minor")
        again = running.tracked(mail)
        self.assertEqual((again["id"], again["situation"], again["severity"]), (letter["id"], "other", "minor"))
        self.assertEqual(again["steps"], letter["steps"])
        self.assertIn("what went wrong", " ".join(running.reasons(letter["id"])))

    def test_a_situation_that_there_is_not_is_refused_and_the_near_one_named(self):
        running = self.daemon()
        mail = self.send()
        said = running.run("track", mail["Message-ID"], "--situation", "biling_error")
        self.assertEqual(said.returncode, 2)
        self.assertIn("did you mean billing_error?", f"{said.stdout}{said.stderr}")
        self.assertIsNone(running.tracked(mail))

    def test_a_situation_may_have_a_plan_of_its_own(self):
        running = self.daemon(general='[[situation]]\nid = "billing_error"\ncheck_in_after = 1')
        due = {}
        for situation in ("billing_error", "other"):
            mail = self.send(self.letter(subject=f"About {situation}"))
            running.amends("track", mail["Message-ID"], "--situation", situation)
            due[situation] = running.steps(running.tracked(mail)["id"], "check_in")[0]["due"]["rule"]
        self.assertIn("1 business day", due["billing_error"])
        self.assertIn("3 business days", due["other"])

    def test_a_letter_marked_in_sent_is_tracked(self):
        running = self.daemon()
        mail = self.send(flags=("\\Seen", "Amends"))
        running.look()
        running.wait_tracked(mail)

    def test_a_letter_marked_later_is_tracked(self):
        running = self.daemon()
        mail = self.send()
        running.look()
        self.assertIsNone(running.tracked(mail))
        self.box.flag("Sent", self.box.with_id(mail["Message-ID"], "Sent")[0].uid, "Amends")
        running.look()
        running.wait_tracked(mail)

    def test_a_letter_with_a_tagged_bcc_is_tracked_and_the_client_does_not_see_the_tag(self):
        running = self.daemon()
        mail = self.send(self.letter(bcc=f"{self.user}+amends@example.test"))
        running.wait_tracked(mail)
        seen = self.client_box.wait_for("INBOX", lambda m: m.message_id == mail["Message-ID"], "the letter")
        self.assertNotIn(b"+amends", seen.raw)

    def test_other_mail_in_sent_is_left_alone(self):
        running = self.daemon()
        self.send()
        running.look()
        self.assertEqual(running.letters(), [])

    def test_mail_for_several_people_is_one_letter(self):
        running = self.daemon()
        to = f"Bob <{address(self.client)}>, Carol <{address(self.other_client)}>"
        mail, number = self.tracked(running, self.letter(to=to, cc="dora@example.test"))
        letter = running.letter(number)
        self.assertEqual(len(letter["to"]), 2)
        self.assertEqual([cc["address"] for cc in letter["cc"]], ["dora@example.test"])


class Sendmail(Case):
    """`amends sendmail -- MAILER…`, as neomutt calls it."""

    def mailer(self, running, status=0):
        """A mailer that hands in what it reads, or says no."""
        kept = running.home / "handed-in"
        program = running.home / "bin/mailer"
        program.write_text(
            "#!/bin/sh\n"
            f"cat >'{kept}' && printf '%s\\n' \"$*\" >'{kept}.arguments'\n"
            f"[ {status} = 0 ] || {{ echo 'the mailer says no' >&2; exit {status}; }}\n"
            f"exec curl --silent --show-error --cacert '{self.servers.ca}' --user '{self.user}:{PASSWORD}'"
            f" --mail-from '{address(self.user)}' --mail-rcpt '{address(self.client)}'"
            f" --upload-file '{kept}' 'smtps://localhost:{self.servers.smtps_port}'\n"
        )
        program.chmod(0o755)
        return program, kept

    def test_what_the_mailer_took_is_sent_unchanged_and_tracked(self):
        running = self.daemon()
        mail = self.letter()
        program, kept = self.mailer(running)
        running.amends("sendmail", "--", program, "-oi", address(self.client), stdin=mail.as_bytes())
        self.assertEqual(kept.read_bytes(), mail.as_bytes())
        self.assertEqual((kept.parent / "handed-in.arguments").read_text().strip(), f"-oi {address(self.client)}")
        self.client_box.wait_for("INBOX", lambda m: m.message_id == mail["Message-ID"], "the letter")
        running.wait_tracked(mail)

    def test_the_mailers_own_status_comes_back_and_nothing_is_tracked(self):
        running = self.daemon()
        program, _ = self.mailer(running, status=75)
        done = running.run("sendmail", "--", program, address(self.client), stdin=self.letter().as_bytes())
        self.assertEqual(done.returncode, 75)
        self.assertIn(b"the mailer says no", done.stderr)
        self.assertEqual(running.letters(), [])

    def test_mail_leaves_without_a_daemon_and_is_tracked_once_there_is_one(self):
        running = self.prepare()
        mail = self.letter()
        program, _ = self.mailer(running)
        done = running.run("sendmail", "--", program, address(self.client), stdin=mail.as_bytes())
        self.assertEqual(done.returncode, 0, done.stderr)
        self.client_box.wait_for("INBOX", lambda m: m.message_id == mail["Message-ID"], "the letter")
        self.addCleanup(running.kill)
        running.start()
        waiting.until(lambda: running.tracked(mail), "the letter that was sent before the daemon ran", 20)

    def test_a_kept_order_that_cannot_be_read_is_set_aside_and_said_at_the_start(self):
        running = self.prepare()
        spool = running.home / ".local/state/amends/spool"
        spool.mkdir(parents=True)
        (spool / "torn.order").write_text('{"message":"YQ')
        self.addCleanup(running.kill)
        running.launch()
        waiting.until(lambda: "torn.order.refused" in running.told(), "a desktop notification", 10)
        self.assertEqual([kept.name for kept in spool.iterdir()], ["torn.order.refused"])
        running.stop()


if __name__ == "__main__":
    unittest.main()
