#!/usr/bin/python3
"""The private mail servers do what the other tests rely on."""

import imaplib
import smtplib
import unittest

import waiting
import writing
from servers import PASSWORD, Servers


class ServersTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.servers = Servers()
        cls.addClassCleanup(cls.servers.close)
        cls.servers.start()

    def test_mail_handed_in_by_smtp_lies_in_the_recipients_inbox(self):
        mail = writing.apology("bob@example.test")
        self.servers.submit("alice", mail)
        bob = self.servers.mailbox("bob")
        bob.wait_for("INBOX", lambda m: m.message_id == mail["Message-ID"], "the mail")
        self.assertEqual(len(bob.with_id(mail["Message-ID"])), 1)

    def test_a_tagged_address_belongs_to_the_same_user(self):
        mail = writing.apology("dora+amends@example.test")
        self.servers.submit("alice", mail)
        self.servers.mailbox("dora").wait_for("INBOX", lambda m: m.message_id == mail["Message-ID"], "the mail")

    def test_an_unknown_recipient_bounces_to_the_sender(self):
        mail = writing.apology("nouser@example.test", sender="carol@example.test")
        self.servers.submit("carol", mail)
        bounce = self.servers.mailbox("carol").wait_for(
            "INBOX", lambda m: m.mail.get_content_type() == "multipart/report", "the report"
        )
        self.assertIn(str(mail["Message-ID"]), bounce.raw.decode(errors="replace"))

    def test_bcc_is_delivered_and_not_shown(self):
        mail = writing.apology("bob@example.test", bcc="erin@example.test")
        self.servers.submit("alice", mail)
        seen = self.servers.mailbox("erin").wait_for("INBOX", lambda m: m.message_id == mail["Message-ID"], "the mail")
        self.assertIsNone(seen["Bcc"])

    def test_folders_can_be_filled_changed_and_read(self):
        frank = self.servers.mailbox("frank")
        uid = frank.append("Drafts", writing.apology("bob@example.test"), ["\\Draft"])
        frank.flag("Drafts", uid, "Amends")
        self.assertEqual(set(frank.messages("Drafts")[0].flags) - {"\\Recent"}, {"\\Draft", "Amends"})
        frank.move("Drafts", uid, "Trash")
        self.assertEqual((len(frank.messages("Drafts")), len(frank.messages("Trash"))), (0, 1))

    def test_a_wrong_password_is_refused(self):
        imap = imaplib.IMAP4_SSL("localhost", self.servers.imaps_port, ssl_context=self.servers.tls())
        self.addCleanup(imap.shutdown)
        with self.assertRaises(imaplib.IMAP4.error):
            imap.login("alice", PASSWORD + "!")
        with smtplib.SMTP("localhost", self.servers.smtp_port) as smtp:
            smtp.starttls(context=self.servers.tls())
            with self.assertRaises(smtplib.SMTPAuthenticationError):
                smtp.login("alice", PASSWORD + "!")

    def test_a_token_is_taken_until_it_expires(self):
        def log_in(token):
            imap = imaplib.IMAP4_SSL("localhost", self.servers.imaps_port, ssl_context=self.servers.tls())
            self.addCleanup(imap.shutdown)
            return imap.authenticate("XOAUTH2", lambda _: f"user=alice\1auth=Bearer {token}\1\1".encode())[0]

        self.assertEqual(log_in(self.servers.token("alice")), "OK")
        with self.assertRaises(imaplib.IMAP4.error):
            log_in(self.servers.token("alice", lifetime=-1))

    def test_a_stopped_dovecot_comes_back_with_its_mail(self):
        with Servers() as servers:
            gina = servers.mailbox("gina")
            gina.append("Sent", writing.apology("bob@example.test"))
            servers.stop_imap()
            with self.assertRaises(OSError):
                gina.folders()
            servers.start_imap()
            self.assertEqual(len(waiting.until(lambda: gina.messages("Sent"), "the mail")), 1)


if __name__ == "__main__":
    unittest.main()
