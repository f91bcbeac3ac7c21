#!/usr/bin/env python3
"""amends-bridge with the real amendsd over real mail servers: what the add-on asks for is what comes about."""

import datetime
import email.utils
import pathlib
import sys
import unittest

from port import Port

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import case  # noqa: E402
from servers import address  # noqa: E402

PROMISING = "Dear Bob,\n\nI am sorry. I will send you the right figures by next Friday. I will call you.\n\nAlice\n"
LETTER = "Dear Bob,\n\nI sent you the wrong figures on Monday and I am sorry. I will call you about it.\n\nAlice Baker\n"


class Forwarding(case.Case):
    def port(self, running):
        self.running = running
        port = Port(running.home, **running.environment)
        self.addCleanup(port.__exit__)
        return port

    def test_a_sent_letter_is_tracked_and_its_check_in_becomes_a_draft(self):
        running = self.daemon()
        port = self.port(running)
        mail = self.send()
        letter = port.ask("letters.track", message_id=str(mail["Message-ID"]), situation="other")
        self.assertEqual(letter["message_id"], str(mail["Message-ID"]).strip("<>"))
        self.assertEqual([each["id"] for each in port.ask("letters.list")], [letter["id"]])
        running.move_to_step(letter["id"])
        draft = self.box.wait_for("Drafts", lambda m: m["In-Reply-To"] == mail["Message-ID"], "the check-in")
        self.assertIn(address(self.client), str(draft["To"]))
        shown = port.ask("letters.show", letter=letter["id"])
        self.assertEqual([each["state"] for each in shown["steps"] if each["kind"] == "check_in"], ["drafted"])
        self.assertTrue(port.ask("letters.why", letter=letter["id"]))

    def words_of(self, mail, **more):
        """The letter as the add-on gives it, without its bytes."""
        return {"from": str(mail["From"]), "to": [str(mail["To"])], "cc": [], "subject": str(mail["Subject"]),
                "text": mail.get_content(), **more}  # fmt: skip

    def test_a_plan_shown_before_sending_is_the_plan_of_the_tracked_letter(self):
        port = self.port(self.daemon())
        wishes = [
            {},
            {"check_in": "send"},
            {"check_in": "off"},
            {"check_in": "draft", "check_in_on": (case.real_now() + datetime.timedelta(days=12)).date().isoformat()},
            {"zone": "America/New_York", "situation": "other"},
        ]
        for number, wish in enumerate(wishes):
            mail = self.letter()
            mail.set_content(PROMISING)
            # A subject of its own: else the next letter is mail in the thread of this one, where it is seen in Sent
            # before it is tracked, and that changes the plan.
            mail.replace_header("Subject", f"Our mistake with order {number}")
            at = email.utils.parsedate_to_datetime(str(mail["Date"])).isoformat()
            plan = port.ask("letters.plan", **self.words_of(mail, sent_at=at), **wish)
            self.assertEqual(self.listed(port), [], "a plan is not kept")
            self.send(mail)
            letter = port.ask("letters.track", message_id=str(mail["Message-ID"]), **wish)
            self.assertEqual([{**each, "id": None} for each in letter["steps"]], plan["steps"], wish)
            self.assertEqual(letter["promises"], plan["promises"])
            self.assertTrue(plan["promises"])
            self.assertEqual(plan["client_zone"], wish.get("zone", "UTC"))
            self.assertFalse(plan["zone_is_guess"])
            check_ins = [each["means"] for each in letter["steps"] if each["kind"] == "check_in"]
            self.assertEqual(check_ins, {"off": [], "send": ["send"]}.get(wish.get("check_in"), ["draft"]))
            self.forget(self.client)

    def listed(self, port):
        return port.ask("letters.list", with_closed=True)

    def forget(self, client):
        self.running.amends("forget", address(client), "--yes")

    def test_the_plan_of_a_protected_letter_has_reminders_only(self):
        port = self.port(self.daemon())
        words = {**self.words_of(self.letter()), "text": PROMISING}
        usual = port.ask("letters.plan", **words, protection="none")
        self.assertEqual(self.check_ins(usual), ["draft"])
        self.assertTrue(usual["promises"])
        signed = port.ask("letters.plan", **words, protection="signed")
        self.assertEqual(self.check_ins(signed), ["reminder"])
        encrypted = port.ask("letters.plan", **{**words, "text": ""}, protection="encrypted")
        self.assertEqual((self.check_ins(encrypted), encrypted["promises"]), (["reminder"], []))
        self.assertEqual(port.ask("letters.plan", **words, protection="encrypted")["promises"], [])
        error = port.error("letters.plan", **words, protection="encrypted", check_in="send")
        self.assertIn("nothing is ever sent", error["message"])

    @staticmethod
    def check_ins(plan):
        return [each["means"] for each in plan["steps"] if each["kind"] == "check_in"]

    def test_a_choice_that_comes_after_the_daemon_found_the_letter_counts(self):
        running = self.daemon()
        port = self.port(running)
        mail, number = self.tracked(running)
        day = (running.now + datetime.timedelta(days=30)).date()
        letter = port.ask("letters.track", message_id=str(mail["Message-ID"]), check_in="draft", check_in_on=str(day))
        self.assertEqual(letter["id"], number)
        [planned] = [each for each in letter["steps"] if each["kind"] == "check_in"]
        self.assertGreaterEqual(planned["due"]["wall"][:10], str(day))
        letter = port.ask("letters.track", message_id=str(mail["Message-ID"]), check_in="off")
        self.assertEqual([each["state"] for each in letter["steps"] if each["kind"] == "check_in"], ["cancelled"])

    def test_what_cannot_be_planned_says_why(self):
        port = self.port(self.daemon())
        mail = self.letter(sender="Somebody <somebody@else.example>")
        self.assertIn("No account", port.error("letters.plan", **self.words_of(mail))["message"])
        words = self.words_of(self.letter())
        self.assertIn("no client", port.error("letters.plan", **{**words, "to": ["half@"]})["message"])
        self.assertIn("Nowhere", port.error("letters.plan", **words, zone="Nowhere/Land")["message"])

    def test_a_letter_of_which_no_folder_has_a_copy_is_tracked_by_its_words(self):
        running = self.daemon()
        port = self.port(running)
        mail = self.letter()
        self.servers.submit(self.user, mail)
        words = self.words_of(
            mail, sent_at=case.real_now().isoformat(), message_id=str(mail["Message-ID"]), references=["<a@b.example>"]
        )
        error = port.error("letters.track", message_id=str(mail["Message-ID"]))
        self.assertEqual((error["code"], error["fault"]), (1, "answer_is_no"))
        letter = port.ask("letters.track", letter=words, situation="other")
        self.assertEqual(letter["references"], ["a@b.example"])
        self.assertEqual(port.ask("letters.track", letter=words)["id"], letter["id"])
        running.move_to_step(letter["id"])
        draft = self.box.wait_for("Drafts", lambda m: m["In-Reply-To"] == mail["Message-ID"], "the check-in")
        self.assertIn(address(self.client), str(draft["To"]))
        self.assertIn("Bob", draft.text)
        self.assertEqual(str(draft["References"]).split(), ["<a@b.example>", str(mail["Message-ID"])])

    def test_a_draft_is_known_by_its_id_and_the_answer_that_came_meanwhile(self):
        running = self.daemon()
        port = self.port(running)
        mail, number = self.tracked(running)
        other, _ = self.tracked(running, self.letter(subject="Another order"))
        running.move_to_step(number)
        draft = self.box.wait_for("Drafts", lambda m: m["In-Reply-To"] == mail["Message-ID"], "the check-in")
        ids = [str(draft["Message-ID"]), *str(draft["References"]).split()]
        (found,) = port.ask("letters.find", message_ids=ids)
        self.assertEqual((found["id"], found["step"]["kind"], found["step"]["state"]), (number, "check_in", "drafted"))
        self.assertIsNone(found["answered_since"])

        answer = self.answer(mail, text="It works again, thank you.\n")
        running.look()
        (found,) = port.ask("letters.find", message_ids=ids)
        self.assertIn("It works again", found["answered_since"]["words"])
        self.assertEqual(found["answered_since"]["by"], "mail")
        saved_again = ["<another@mail.program.example>", *str(draft["References"]).split()]
        (found,) = port.ask("letters.find", message_ids=saved_again)
        self.assertIsNone(found["step"])
        self.assertIn("It works again", found["answered_since"]["words"])
        (found,) = port.ask("letters.find", message_ids=[str(answer["Message-ID"])])
        self.assertEqual((found["id"], found["step"]), (number, None))
        both = port.ask("letters.find", message_ids=[str(mail["Message-ID"]), str(other["Message-ID"])])
        self.assertEqual(len(both), 2)
        self.assertEqual(port.ask("letters.find", message_ids=["<nobody@knows.example>", "no id"]), [])

    def test_an_order_that_the_daemon_refuses_comes_with_its_sentence(self):
        port = self.port(self.daemon())
        error = port.error("letters.show", letter=4711)
        self.assertEqual((error["code"], error["fault"]), (1, "answer_is_no"))
        self.assertTrue(error["message"])
        self.assertEqual(port.error("letters.show", letter="first")["code"], 2)
        self.assertEqual(port.error("letters.show")["code"], 2)

    def test_a_review_knows_what_the_client_was_promised_before(self):
        running = self.daemon()
        port = self.port(running)
        mail = self.letter()
        mail.set_content(PROMISING)
        self.tracked(running, mail)

        def rules(to):
            return [each["rule"] for each in port.ask("guide.review", body=LETTER, to=to)["findings"]]

        self.assertIn("repeat.open_promise", rules([f"Bob <{address(self.client)}>"]))
        self.assertIn("repeat.open_promise", rules([address(self.other_client), address(self.client)]))
        self.assertNotIn("repeat.open_promise", rules([address(self.other_client)]))

    def test_a_daemon_that_is_stopped_and_started_again_is_found_again(self):
        running = self.daemon()
        port = self.port(running)
        self.assertEqual(len(port.ask("daemon.status")["accounts"]), 1)
        running.kill()
        self.assertEqual(port.error("daemon.status")["code"], 4)
        self.assertIn("findings", port.ask("guide.review", body=LETTER, to=[address(self.client)]))
        running.start()
        self.assertEqual(len(port.ask("daemon.status")["accounts"]), 1)

    def test_names_in_any_writing_come_through_as_they_are(self):
        running = self.daemon()
        name = "Zoë 王小明 שרה"
        mail = self.send(self.letter(to=f'"{name}" <{address(self.client)}>'))
        letter = self.port(running).ask("letters.track", message_id=str(mail["Message-ID"]))
        self.assertEqual(letter["to"][0]["name"], name)


if __name__ == "__main__":
    unittest.main()
