#!/usr/bin/env python3
"""amends-bridge with the real amendsd over real mail servers: what the add-on asks for is what comes about."""

import pathlib
import sys
import unittest

from port import Port

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import case  # noqa: E402
from servers import address  # noqa: E402

LETTER = "Dear Bob,\n\nI sent you the wrong figures on Monday and I am sorry. I will call you about it.\n\nAlice Baker\n"


class Forwarding(case.Case):
    def port(self, running):
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
        text = "Dear Bob,\n\nI am sorry for the wrong figures. I will send you the right ones by next Friday.\n\nAlice\n"
        mail = self.letter()
        mail.set_content(text)
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
