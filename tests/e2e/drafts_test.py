#!/usr/bin/python3
"""The check-in draft: what it is, and whose it is once the user or the client has acted."""

import datetime
import unittest

import waiting
import writing
from case import Case
from daemon import utc
from servers import address

WIDE_AWAKE = datetime.timedelta(days=8)


class Drafts(Case):
    def drafted(self, running=None):
        running = running or self.daemon()
        mail, number = self.tracked(running)
        running.move_to_step(number)
        drafts = self.drafts(mail)
        self.assertEqual(len(drafts), 1)
        return running, mail, number, drafts[0]

    def edit(self, draft, text="And here are my own words.\n"):
        """As mail clients do: the new version is appended, the old one deleted."""
        mail = draft.mail
        mail.set_content(draft.text + text)
        uid = self.box.append("Drafts", mail, ["\\Draft", "\\Seen"])
        self.box.delete("Drafts", draft.uid)
        return uid

    def look_twice(self, running):
        """A mail program takes a draft away a moment before its message lies in Sent: only what stays away is gone."""
        running.look()
        running.move(running.now + datetime.timedelta(minutes=5))

    def test_a_draft_is_a_threaded_answer_by_the_user_to_the_client(self):
        _, mail, _, draft = self.drafted()
        self.assertIn("\\Draft", draft.flags)
        self.assertIn(address(self.user), str(draft["From"]))
        self.assertIn("Alice Baker", str(draft["From"]))
        self.assertEqual([to.addr_spec for to in draft["To"].addresses], [address(self.client)])
        self.assertEqual(draft["In-Reply-To"], mail["Message-ID"])
        self.assertIn(mail["Message-ID"], draft["References"])
        self.assertTrue(draft.message_id.startswith("<") and draft.message_id != mail["Message-ID"])
        self.assertTrue(draft["Subject"].endswith(mail["Subject"]))
        self.assertIsNone(draft["Auto-Submitted"])

    def test_a_draft_names_nobody_else_and_has_no_header_of_ours(self):
        _, _, _, draft = self.drafted()
        self.assertEqual([name for name in draft.mail.keys() if name.lower().startswith("x-")], [])
        self.assertNotIn(b"amends", draft.raw.lower())
        for placeholder in ("[", "]", "{", "}"):
            self.assertNotIn(placeholder, draft.text)

    def test_a_draft_is_a_short_question_and_no_second_apology(self):
        _, _, _, draft = self.drafted()
        self.assertLess(len(draft.text.split()), 100)
        self.assertEqual(draft.text.count("?"), 1)
        self.assertNotIn("sorry", draft.text.lower())

    def test_a_draft_goes_to_the_letters_copies_too(self):
        running = self.daemon()
        mail, number = self.tracked(running, self.letter(cc="dora@example.test"))
        running.move_to_step(number)
        self.assertEqual([cc.addr_spec for cc in self.drafts(mail)[0]["Cc"].addresses], ["dora@example.test"])

    def test_there_is_no_draft_a_minute_before_its_time(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        due = utc(running.steps(number, "check_in")[0]["due"]["at"])
        running.move(due - datetime.timedelta(minutes=1))
        self.assertEqual(self.drafts(mail), [])
        running.move(due)
        self.assertEqual(len(self.drafts(mail)), 1)

    def test_the_draft_says_what_the_preview_said(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        preview = running.json("check-in", number, "--preview")
        self.assertEqual(self.drafts(mail), [])
        running.move_to_step(number)
        self.assertEqual(self.drafts(mail)[0].text.split(), preview["text"].split())

    def test_an_answer_withdraws_an_untouched_draft_and_says_why(self):
        running, mail, number, draft = self.drafted()
        self.answer(mail)
        running.look()
        waiting.until(lambda: not self.drafts(mail), "the draft withdrawn", 20)
        running.wait_step(number, "check_in", "withdrawn")
        self.wait_notice(mail, "the word about it")

    def test_an_answer_leaves_an_edited_draft_and_warns(self):
        running, mail, number, draft = self.drafted()
        uid = self.edit(draft)
        self.answer(mail)
        running.look()
        self.wait_notice(mail, "the warning")
        self.assertEqual([left.uid for left in self.drafts(mail)], [uid])
        self.assertIn("And here are my own words.", self.drafts(mail)[0].text)

    def test_only_the_draft_itself_is_withdrawn(self):
        running, mail, number, draft = self.drafted()
        other = self.box.append("Drafts", writing.reply(mail, address(self.user), "My own draft.\n"), ["\\Draft"])
        marked = self.box.append("Drafts", self.letter(), ["\\Draft", "\\Deleted"])
        self.answer(mail)
        running.look()
        running.wait_step(number, "check_in", "withdrawn")
        self.assertEqual({left.uid for left in self.box.messages("Drafts")}, {other, marked})

    def test_a_deleted_draft_is_a_no(self):
        running, mail, number, draft = self.drafted()
        self.box.delete("Drafts", draft.uid)
        self.look_twice(running)
        running.wait_step(number, "check_in", "declined")
        running.move(running.now + WIDE_AWAKE)
        self.assertEqual(self.drafts(mail), [])

    def test_a_draft_moved_to_the_trash_is_a_no(self):
        running, mail, number, draft = self.drafted()
        self.box.move("Drafts", draft.uid, "Trash")
        self.look_twice(running)
        running.wait_step(number, "check_in", "declined")

    def test_a_draft_that_the_user_sends_is_done(self):
        running, mail, number, draft = self.drafted()
        sent = draft.mail
        self.send(sent)
        self.box.delete("Drafts", draft.uid)
        running.look()
        running.wait_step(number, "check_in", "done")
        running.move(running.now + datetime.timedelta(days=2))
        self.assertEqual(self.drafts(mail), [])
        self.assertEqual(len(self.wait_at_client(mail)), 1)

    def test_a_draft_made_now_carries_the_users_own_words(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        editor = running.home / "bin/editor"
        editor.write_text("#!/bin/sh\nprintf 'Dear Bob,\\n\\nhow did the fitting go?\\n\\nAlice\\n' >\"$1\"\n")
        editor.chmod(0o755)
        running.editor = str(editor)
        running.amends("check-in", number, "--edit")
        draft = waiting.until(lambda: self.drafts(mail), "the draft", 20)[0]
        self.assertEqual(draft.text.split(), "Dear Bob, how did the fitting go? Alice".split())

    def test_a_draft_made_now_stays_the_only_one(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        running.amends("check-in", number, "--now")
        waiting.until(lambda: self.drafts(mail), "the draft", 20)
        running.move(running.now + datetime.timedelta(days=6))
        self.assertEqual(len(self.drafts(mail)), 1)

    def test_a_snoozed_check_in_waits(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        due = utc(running.steps(number, "check_in")[0]["due"]["at"])
        running.amends("snooze", number, (due + datetime.timedelta(days=7)).date().isoformat())
        running.move(due + datetime.timedelta(days=1))
        self.assertEqual(self.drafts(mail), [])
        running.move(due + datetime.timedelta(days=8))
        self.assertEqual(len(self.drafts(mail)), 1)

    def test_days_and_hours_are_the_users_own_and_not_the_machines(self):
        running = self.daemon(zone="Asia/Tokyo")
        mail, number = self.tracked(running)
        self.assertNotIn("; here", running.amends("show", number))
        until = (utc(running.steps(number, "check_in")[0]["due"]["at"]) + datetime.timedelta(days=7)).date()
        said = running.amends("snooze", number, until.isoformat())
        self.assertRegex(said, f"before \\w+ {until.day} \\w+( \\d+)?, 09:00")
        self.assertEqual(utc(running.steps(number, "check_in")[0]["due"]["at"]).time().hour, 0)  # 09:30 in Tokyo

    def test_a_dropped_letter_is_let_go_and_undo_takes_that_back(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        running.amends("drop", number)
        self.assertEqual(running.letter(number)["state"], "closed")
        running.amends("undo")
        running.move_to_step(number)
        self.assertEqual(len(self.drafts(mail)), 1)

    def test_an_encrypted_letter_gets_a_reminder_and_no_draft(self):
        running = self.daemon()
        mail = self.letter()
        mail.set_content("-----BEGIN PGP MESSAGE-----\n\nhQEMA9Zq\n=abcd\n-----END PGP MESSAGE-----\n")
        mail, number = self.tracked(running, mail)
        running.move_to_step(number)
        self.assertEqual(self.drafts(mail), [])
        self.assertNotIn("hQEMA9Zq", self.wait_notice(mail, "the reminder").text)

    def test_silence_after_the_check_in_brings_one_reminder_to_call(self):
        running, mail, number, draft = self.drafted()
        sent = draft.mail
        self.send(sent)
        self.box.delete("Drafts", draft.uid)
        running.look()
        running.wait_step(number, "check_in", "done")
        due = running.move_to_step(number, "call")
        notice = self.wait_notice(mail, "the reminder to call")
        self.assertIn("call", f"{notice['Subject']} {notice.text}".lower())
        running.move(due + datetime.timedelta(days=20))
        self.assertEqual(len(self.notices(mail)), 1)
        self.assertEqual(len(self.wait_at_client(mail)), 1)

    def test_the_make_good_check_in_follows_the_answer(self):
        running = self.daemon()
        mail, number = self.tracked(running)
        running.amends("answered", number, "--by", "phone", "--note", "all well")
        running.move_to_step(number, "make_good")
        self.assertEqual(len(self.drafts(mail)), 1)


if __name__ == "__main__":
    unittest.main()
