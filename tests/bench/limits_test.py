#!/usr/bin/python3
"""The benchmark of the add-on says what takes longer than it may."""

import unittest

from thunderbird_bench import EMPTY, INSERT, PANEL, REVIEW, missed


class Limits(unittest.TestCase):
    def figures(self, **changed):
        return {PANEL: [100, 190, 900], EMPTY: [90, 100, 110], INSERT: [20, 100, 300], REVIEW: [300, 500, 900], **changed}

    def test_what_keeps_them_is_not_told(self):
        self.assertEqual(missed(self.figures()), [])

    def test_each_of_them_is_judged_by_its_median(self):
        for name, times, limit in ((PANEL, [150, 201, 220], 200), (INSERT, [50, 101, 120], 100), (REVIEW, [400, 501, 520], 500)):
            [sentence] = missed(self.figures(**{name: times}))
            self.assertEqual(sentence, f"{name} takes {times[1]} ms and may take {limit} ms")


if __name__ == "__main__":
    unittest.main()
