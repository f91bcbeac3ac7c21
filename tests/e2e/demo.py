#!/usr/bin/python3
"""The main job on private mail servers, narrated: `./dev demo`. Everything that it says it has read in the mailboxes."""

import argparse
import datetime
import os
import pathlib
import sys
import textwrap
import time

import waiting
import writing

WIDTH = 100


def narrate(text):
    print(textwrap.fill(text, WIDTH, initial_indent="- ", subsequent_indent="  "), flush=True)


def show(text):
    print("\n" + textwrap.indent(text.rstrip(), "    | ", lambda line: True) + "\n", flush=True)


def seen(condition, what):
    if not condition:
        raise AssertionError(f"not so: {what}")


class Story:
    """Alice, a freelancer, and five clients of hers."""

    def __init__(self, servers, daemon):
        self.servers, self.daemon = servers, daemon
        self.alice = servers.mailbox("alice")

    def send(self, client, name, **how):
        """Alice's mail client: an apology by SMTP, its copy into Sent, then `amends track`."""
        mail = writing.apology(f"{name} <{client}@example.test>", name=name, **how)
        self.servers.submit("alice", mail)
        self.alice.append("Sent", mail, ["\\Seen"])
        self.daemon.amends("track", mail["Message-ID"])
        letter = self.daemon.wait_tracked(mail)
        return mail, letter["id"]

    def arrived(self, client, mail):
        return self.servers.mailbox(client).wait_for(
            "INBOX", lambda m: m.message_id == mail["Message-ID"], "the apology"
        )

    def answer(self, client, name, mail, text):
        """The client's mail client: a real answer by SMTP, which arrives in Alice's INBOX."""
        answer = writing.reply(mail, f"{name} <{client}@example.test>", text)
        self.servers.submit(client, answer)
        self.alice.wait_for("INBOX", lambda m: m.message_id == answer["Message-ID"], "the answer")
        return answer

    def drafts(self, mail):
        return self.alice.answers_to(mail["Message-ID"], "Drafts")

    def notice(self, mail, about):
        """A reminder to Alice about the letter: in her INBOX, from herself, in the letter's thread."""
        return self.alice.wait_for(
            "INBOX",
            lambda m: "alice@example.test" in str(m["From"])
            and str(mail["Message-ID"]) in f"{m['In-Reply-To']} {m['References']}",
            about,
        )

    def tell(self):
        print("\nFive apologies\n")
        bob, bob_id = self.send("bob", "Bob", subject="Your late order")
        self.arrived("bob", bob)
        narrate("Alice has sent Bob an apology by SMTP. It lies in Bob's mailbox, the copy in her Sent folder, and "
                f"Amends tracks it as letter {bob_id}. Bob will stay silent.")
        carol, carol_id = self.send("carol", "Carol", subject="The wrong invoice")
        self.arrived("carol", carol)
        narrate(f"A second apology, letter {carol_id}, is for Carol, who will answer.")
        lost, lost_id = self.send("nouser", "Norman", subject="The missed call")
        narrate(f"A third, letter {lost_id}, goes to an address that does not exist.")
        dan, dan_id = self.send("dan", "Dan", subject="The broken link")
        self.arrived("dan", dan)
        self.daemon.amends("auto", dan_id, "on")
        narrate(f"A fourth, letter {dan_id}, is for Dan. Alice opts in: its check-in may be sent without her hand.")
        erin, erin_id = self.send("erin", "Erin", subject="The delayed report")
        self.arrived("erin", erin)
        narrate(f"A fifth, letter {erin_id}, is for Erin, who will answer late.")

        print("\nWhat comes back\n")
        self.alice.wait_for("INBOX", lambda m: m.mail.get_content_type() == "multipart/report", "the bounce")
        self.daemon.look()
        notice = self.notice(lost, "the alert about the bounce")
        narrate("The third apology has bounced, and Amends has put an alert into Alice's INBOX:")
        show(f"Subject: {notice['Subject']}\n\n{notice.text}")
        self.answer("carol", "Carol", carol, "Thank you, the new invoice is right.\n")
        self.daemon.look()
        seen(self.daemon.letter(carol_id)["state"] == "answered", "Carol's letter counts as answered")
        narrate(f"Carol has answered by mail. Amends has seen it: letter {carol_id} is answered.")
        seen(not self.alice.messages("Drafts"), "no draft before its time")

        print("\nThree business days later\n")
        due = self.daemon.move_to_step(bob_id)
        narrate(f"The simulated clock stands at {due:%A, %d %B %Y, %H:%M} UTC.")
        self.the_draft(bob)
        seen(not self.drafts(carol), "no check-in draft for Carol, who answered")
        narrate("For Carol, who has answered, there is no draft.")
        seen(not self.drafts(lost), "no check-in draft for the letter that never arrived")
        narrate("For the apology that never arrived there is none either.")
        self.the_sent_check_in(dan)
        self.the_withdrawn_draft(erin, erin_id)

        print("\nTwo days more\n")
        self.daemon.move(self.daemon.now + datetime.timedelta(days=2))
        seen(len(self.drafts(bob)) == 1, "still exactly one draft for Bob")
        self.the_sent_check_in(dan, again=True)
        narrate("Nothing has come twice: Bob's draft is still the only one, and Dan still has one check-in.")

        print("\namends list\n")
        show(self.daemon.amends("list"))
        print(f"amends why {erin_id}\n")
        show(self.daemon.amends("why", erin_id))

    def the_draft(self, mail):
        drafts = self.drafts(mail)
        seen(len(drafts) == 1, f"exactly one check-in draft for Bob, not {len(drafts)}")
        draft = drafts[0]
        seen("\\Draft" in draft.flags, "the draft is flagged as one")
        seen("bob@example.test" in str(draft["To"]), "the draft is addressed to Bob")
        seen(draft["Auto-Submitted"] is None, "the draft says nothing of automatic sending")
        narrate("Bob has been silent, so a check-in draft lies in Alice's Drafts, ready to send:")
        shown = "".join(f"{field}: {draft[field]}\n" for field in ("From", "To", "Subject", "In-Reply-To"))
        show(f"{shown}\n{draft.text}")

    def the_sent_check_in(self, mail, again=False):
        client = self.servers.mailbox("dan")
        if not again:
            # Some providers file a copy of what is sent; Amends files its own where none has come after a minute.
            self.daemon.move(self.daemon.now + datetime.timedelta(minutes=2))
            waiting.until(lambda: client.answers_to(mail["Message-ID"], "INBOX"), "the check-in in Dan's INBOX", 20)
        arrived = client.answers_to(mail["Message-ID"], "INBOX")
        seen(len(arrived) == 1, f"exactly one check-in in Dan's mailbox, not {len(arrived)}")
        copies = self.alice.with_id(arrived[0].message_id, "Sent")
        seen(len(copies) == 1, f"exactly one copy of it in Sent, not {len(copies)}")
        seen(arrived[0]["Auto-Submitted"] == "auto-generated", "the sent check-in says that no hand sent it")
        if not again:
            narrate("Dan's mailbox holds exactly one check-in, Alice's Sent folder exactly one copy of it.")

    def the_withdrawn_draft(self, mail, number):
        seen(len(self.drafts(mail)) == 1, "a check-in draft for Erin")
        narrate("A draft for Erin lies in Drafts as well. Now Erin answers.")
        self.answer("erin", "Erin", mail, "Sorry for being late, all is well now.\n")
        self.daemon.look()
        waiting.until(lambda: not self.drafts(mail), "Erin's draft withdrawn", 20)
        notice = self.notice(mail, "the word that the draft was withdrawn")
        narrate(f"The draft is withdrawn, and Alice is told: \"{notice['Subject']}\".")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", help="where amendsd and amends are")
    parser.add_argument("--keep", action="store_true", help="keep the directory with the mail, the log and the database")
    options = parser.parse_args()
    if options.bin:
        os.environ["AMENDS_BIN"] = str(pathlib.Path(options.bin).resolve())
    from daemon import Daemon  # after AMENDS_BIN is known
    from servers import CannotStart, Servers

    began = time.monotonic()
    servers = Servers(keep=options.keep)
    daemon = None
    try:
        servers.start()
        narrate(f"A private Dovecot and a private {servers.sender} listen on loopback, in {servers.folder}.")
        daemon = Daemon(servers, now=datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0))
        daemon.start()
        status = daemon.json("status")
        seen(status["simulated_clock"], "`amends status` says that the clock is simulated")
        narrate(f"amendsd watches Alice's mailbox; its clock is simulated and says {status['now']}.")
        Story(servers, daemon).tell()
        daemon.stop()
        narrate(f"Done in {time.monotonic() - began:.0f} s: every line above was seen in the mailboxes.")
    except CannotStart as error:
        sys.exit(f"The private mail servers cannot be started:\n{error}")
    except AssertionError as error:
        log = daemon.log.read_text()[-3000:] if daemon and daemon.log.exists() else ""
        sys.exit(f"\nThe demo FAILED: {error}\n\nThe end of the daemon's log:\n{log}")
    finally:
        if daemon:
            daemon.kill()
        servers.close()
        if options.keep:
            print(f"Kept: {servers.folder}")


if __name__ == "__main__":
    main()
