#!/usr/bin/python3
"""What Insert puts into a mail, and that it touches nothing else: in HTML and plain text, in answers, new and forwarded
mail, with the signature above and below the quote. Each is compared with the same mail typed without the add-on."""

import re
import unittest

from thunderbird_case import ThunderbirdCase
from servers import address

MARK = "These words were typed."
LAYOUTS = {
    "an answer above the quote, the signature between": {"reply_on_top": 1, "sig_bottom": False},
    "an answer above the quote, the signature at the end": {"reply_on_top": 1, "sig_bottom": True},
    "an answer below the quote": {"reply_on_top": 0, "sig_bottom": True},
}


OTHERS = re.compile(
    rb'<(div|pre|blockquote)(?= [^>]*(?:class="moz-(?:signature|cite-prefix|forward-container)"|type="cite"))[^>]*>.*?</\1>',
    re.DOTALL,
)


def others_of(mail):
    """The bytes of quote, its first line and signature in the HTML part as it is sent; nothing of a mail without one."""
    part = mail.mail.get_body(("html",))
    return [match[0] for match in OTHERS.finditer(part.get_payload(decode=True))] if part else []


def words(text):
    """The words one by one: where a mail program breaks its lines is its own affair."""
    return text.split()


class Insertion(ThunderbirdCase):
    def setUp(self):
        super().setUp()
        # Else Thunderbird sends a mail without its HTML where that has no layout to lose.
        self.thunderbird.run("Services.prefs.setIntPref('mail.default_send_format', 3);")

    def test_an_answer_in_html(self):
        self.answers(compose_html=True)

    def test_an_answer_in_plain_text(self):
        self.answers(compose_html=False)

    def test_a_forwarded_mail_in_html(self):
        self.forwarded(compose_html=True)

    def test_a_forwarded_mail_in_plain_text(self):
        self.forwarded(compose_html=False)

    def test_a_new_mail_in_html(self):
        self.new(compose_html=True)

    def test_a_new_mail_in_plain_text(self):
        self.new(compose_html=False)

    def test_one_undo_takes_the_letter_back(self):
        for compose_html in (True, False):
            with self.subTest(html=compose_html):
                self.person.prefers(compose_html=compose_html, **LAYOUTS["an answer above the quote, the signature between"])
                compose = self.person.replies(self.asked()["Message-ID"])
                before = compose.html()
                self.inserts(compose)
                self.assertNotEqual(compose.html(), before)
                compose.undoes()
                self.assertEqual(compose.html(), before)
                self.person.puts_everything_away()

    def asked(self):
        if not hasattr(self, "complained"):
            self.complained = self.complaint()
        return self.complained

    def answers(self, **format):
        for name, layout in LAYOUTS.items():
            with self.subTest(name):
                self.person.prefers(**format, **layout)
                self.compare(lambda: self.person.replies(self.asked()["Message-ID"]), format)

    def forwarded(self, **format):
        self.person.prefers(**format, sig_on_fwd=True, **LAYOUTS["an answer above the quote, the signature at the end"])

        def open_window():
            compose = self.person.forwards(self.asked()["Message-ID"])
            compose.addresses(address(self.client))
            return compose

        self.compare(open_window, format)

    def new(self, **format):
        self.person.prefers(**format)
        mail = self.compare(lambda: self.person.writes_new(to=address(self.client)), format, titled=False)
        self.assertIn("brochure", mail["Subject"])

    def inserts(self, compose):
        panel = compose.presses_amends()
        self.fills_in(panel, "missed_deadline", client_name="Bob & Söhne <GmbH>")
        letter = panel.preview()
        panel.inserts()
        panel.closes()
        return letter

    def compare(self, open_window, format, titled=True):
        """Sends the same mail twice, once typed and once inserted; gives the second."""
        typed = open_window()
        self.assertEqual(typed.is_plain(), not format["compose_html"])
        if not titled:
            typed.titles("By hand")
        typed.types(MARK)
        expected = self.sends(typed)
        compose = open_window()
        kept = compose.kept_parts()
        letter = self.inserts(compose)
        self.assertEqual(compose.kept_parts(), kept)
        mail = self.sends(compose)
        self.assert_no_trace_of_us(mail)
        before, _, after = expected.text.partition(MARK)
        self.assertEqual(words(mail.text), words(before) + words(letter) + words(after))
        self.assertEqual(mail.mail.get_content_type(), expected.mail.get_content_type())
        self.assertEqual(others_of(mail), others_of(expected))
        self.assertEqual(len(others_of(mail)), len([part for part in kept if "98vw" not in part]) if format["compose_html"] else 0)
        return mail

    def sends(self, compose):
        count = len(self.wire.messages)
        compose.sends()
        self.assertEqual(len(self.wire.messages), count + 1)
        return self.wire.messages[-1][2]


if __name__ == "__main__":
    unittest.main()
