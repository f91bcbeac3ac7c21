#!/usr/bin/python3
"""Thunderbird itself under our hands: without this nothing that the other tests say about the add-on would hold."""

import unittest

from thunderbird_case import ThunderbirdCase
from servers import address


class Mail(ThunderbirdCase):
    def test_the_add_on_runs_and_a_reply_reaches_the_wire_and_the_client(self):
        asked = self.complaint()
        compose = self.person.replies(asked["Message-ID"])
        compose.wait_until_add_on_is_here()
        before = compose.kept_parts()
        compose.types("It leaves today.\n")
        self.assertEqual(compose.kept_parts(), before)
        compose.sends()
        wire = self.wire.wait_for(lambda m: m["In-Reply-To"] == asked["Message-ID"], "the reply")
        self.assertIn("It leaves today.", wire.text)
        self.assertIn("> the order has not come", wire.text)
        self.assertIn("Baker & Sons, 12 Mill Lane", wire.text)
        copy = self.sent_copy(lambda m: m.message_id == wire.message_id)
        self.assertEqual(copy.text, wire.text)
        self.client_box.wait_for("INBOX", lambda m: m.message_id == wire.message_id, "the reply")
        self.assertEqual(self.wire.to(address(self.client)), [wire])


if __name__ == "__main__":
    unittest.main()
