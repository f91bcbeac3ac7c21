#!/usr/bin/python3
"""The space's page with no letter, one, sixty and five thousand, with the longest names, wide and narrow, in three
languages: in Thunderbird's own browser, with a daemon that is made up (stub/)."""

import unittest

from stand_in import StandInCase

PART = 60  # rows of a group that are drawn at once
GROUPS = 5
TOO_WIDE = """
return [d.documentElement, ...d.querySelectorAll('body, body *')].filter(one => one.scrollWidth > one.clientWidth + 1)
  .filter(one => one === d.documentElement || ['auto', 'scroll'].includes(w.getComputedStyle(one).overflowX))
  .map(one => `${one.tagName} ${one.id} ${one.scrollWidth} > ${one.clientWidth}`);
"""
MOVING = """
const moves = style => style.animationName !== 'none' || style.scrollBehavior === 'smooth'
  || style.transitionDuration.split(', ').some(time => parseFloat(time) > 0);
return [...d.querySelectorAll('*')].filter(one => moves(w.getComputedStyle(one))).map(one => one.outerHTML.slice(0, 100));
"""


class Sizes(StandInCase):
    def test_with_no_letter_it_says_how_to_begin(self):
        self.page.opens("count=0")
        self.assertEqual((self.page.rows(), self.page.letters()), (0, 0))
        self.assertIn("No letter is followed yet", self.page.text())

    def test_one_letter_is_one_row(self):
        self.page.opens("count=1")
        self.assertEqual((self.page.rows(), self.page.letters()), (1, 1))

    def test_sixty_letters_are_all_there(self):
        self.page.opens("count=60")
        self.assertEqual((self.page.rows(), self.page.letters()), (60, 60))

    def test_of_five_thousand_letters_all_are_counted_and_some_are_drawn(self):
        self.page.opens("count=5000")
        self.assertEqual(self.page.letters(), 5000)
        self.assertLessEqual(self.page.rows(), 2 * PART * GROUPS)
        self.assertGreaterEqual(self.page.rows(), PART)
        before = self.page.rows()
        self.page.run("d.querySelector('button.more').scrollIntoView();")
        self.page.wait_until("d.querySelectorAll('button.row').length > args[0]", "more rows", before)
        self.page.run(
            "const field = d.getElementById('search'); field.value = 'hanako'; field.dispatchEvent(new w.Event('input'));"
        )
        self.page.wait_until("/letters found/.test(d.getElementById('list-state').textContent)", "how many are found")
        found = self.page.letters()
        self.assertTrue(0 < found < 5000, found)
        self.page.run(
            "const by = d.getElementById('grouping'); by.value = 'client'; by.dispatchEvent(new w.Event('change'));"
        )
        self.assertEqual(self.page.letters(), found)

    def test_a_letter_that_is_over_is_shown_where_it_is_asked_for(self):
        self.page.opens("count=3")
        self.page.run("d.querySelector('button.row').click();")
        self.page.wait_until("d.querySelector('#detail h2')", "the letter")
        self.page.presses("Let go")
        self.page.wait_for_text("Closed")
        self.page.run("[...d.querySelectorAll('button.row:not([aria-current])')][0].click();")
        self.page.presses("With closed letters")
        self.page.presses("With closed letters")
        self.page.wait_until("!d.getElementById('sections').innerText.includes('Closed')", "the closed letter gone")
        self.assertEqual(self.page.letters(), 2)
        self.page.presses("With closed letters")
        self.page.wait_until("d.getElementById('sections').innerText.includes('Closed')", "the closed letter")
        self.assertEqual(self.page.letters(), 3)

    def test_the_longest_names_and_words_stay_within_the_page(self):
        for language in ("en", "de", "fr"):
            for width in (None, 700, 380):
                with self.subTest(language=language, width=width):
                    self.page.opens(f"case=telling&language={language}&state=paused&waiting=3&refused={'Rechnung' * 12}", width)
                    self.assertEqual(self.page.run(TOO_WIDE), [])
                    for number in range(self.page.rows()):
                        self.page.run("d.querySelectorAll('button.row')[args[0]].click();", number)
                        self.page.wait_until("d.querySelector('#detail h2')", "the letter")
                        self.assertEqual(self.page.run(TOO_WIDE), [])

    def test_sent_letters_that_wait_or_were_refused_are_told_until_they_are_read(self):
        self.page.opens("case=telling&waiting=2&refused=Your+order")
        self.page.wait_for_text("2 letters that you sent are not registered yet.")
        self.assertIn("Your order", self.page.run("return d.getElementById('banners').textContent;"))
        self.assertIn("It has no recipient.", self.page.run("return d.getElementById('banners').textContent;"))
        self.page.presses("Understood")
        self.page.wait_until("!d.getElementById('banners').textContent.includes('Your order')", "the refusal gone")

    def test_what_is_english_in_a_page_of_another_language_says_so(self):
        self.page.opens("case=telling&language=de&refused=Bestellung")
        self.assertEqual(self.page.run("return d.documentElement.lang;"), "de")
        self.assertEqual(
            self.page.run("return [...d.querySelectorAll('#banners [lang]')].map(one => [one.lang, one.textContent]);"),
            [["en", "It has no recipient."]],
        )
        self.page.opens("language=de&trouble=error")
        self.assertEqual(
            self.page.run("return [...d.querySelectorAll('#instead [lang]')].map(one => [one.lang, one.textContent]);"),
            [["en", "The database is damaged."]],
        )

    def test_what_has_waited_too_long_can_be_followed_up_after_all(self):
        self.page.opens("case=telling&refused=Your+order&expired=Your+brochure")
        self.page.wait_for_text("Amends was not there for 30 days")
        self.page.presses("Follow up after all")
        self.page.wait_for_text("1 letter that you sent is not registered yet.")
        said = self.page.run("return d.getElementById('banners').textContent;")
        self.assertNotIn("Your brochure", said)
        self.assertIn("Your order", said, "what was refused is told until it is read")
        self.assertNotIn("Follow up after all", said)

    def test_nothing_on_the_page_moves(self):
        self.page.opens("case=telling")
        self.page.run("d.querySelector('button.row').click();")
        self.assertEqual(self.page.run(MOVING), [])

    def test_a_slow_daemon_is_not_said_to_be_stopped(self):
        self.page.opens("trouble=busy")
        self.assertIn("Amends takes too long to answer", self.page.text())
        self.assertIn("systemctl --user restart amendsd", self.page.text())
        self.assertNotIn("Amends is not running", self.page.text())


if __name__ == "__main__":
    unittest.main()
