#!/usr/bin/python3
"""Colours of the user's own for everything (forced colours), and no motion where they want none: what is underlined,
counted and drawn is still seen."""

import unittest

from stand_in import StandInCase

# How many columns of pixels are clearly darker or lighter in one picture than in the other.
COLUMNS = """
const pixels = async png => {
  const bytes = Uint8Array.from(window.atob(png), one => one.charCodeAt(0));
  const image = await window.createImageBitmap(new window.Blob([bytes], {type: 'image/png'}));
  const canvas = new window.OffscreenCanvas(image.width, image.height), pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  return pen.getImageData(0, 0, image.width, image.height);
};
const columns = (one, other) => {
  const found = new Set(), light = (data, at) => data[at] + data[at + 1] + data[at + 2];
  for (let at = 0; at < one.data.length; at += 4) {
    if (Math.abs(light(one.data, at) - light(other.data, at)) > 300) found.add(at / 4 % one.width);
  }
  return found.size;
};
"""
UNDERLINED = (
    COLUMNS
    + """
const editor = window.document.getElementById('messageEditor');
const page = Cu.waiveXrays(window.GetCurrentEditor().document.defaultView);
const forced = page.matchMedia('(forced-colors: active)').matches;
const marked = await pixels(await photograph(editor));
const shapes = ['error', 'warning', 'hint'].map(one =>
  page.getComputedStyle(page.document.body, `::highlight(amends-${one})`).textDecorationStyle);
page.CSS.highlights.clear();
const plain = await pixels(await photograph(editor));
return {forced, shapes, columns: columns(marked, plain)};
"""
)
DRAWN = """
const look = one => one && w.getComputedStyle(one), page = w.getComputedStyle(d.body).backgroundColor;
const sign = name => look(d.querySelector(`.drawing .sign.${name}`));
return {
  forced: w.matchMedia('(forced-colors: active)').matches, page,
  lines: [...d.querySelectorAll('.drawing :is(.past, .future, .now, .sign)')].map(one => look(one).stroke),
  words: [...d.querySelectorAll('.drawing text')].map(one => look(one).fill),
  over: sign('over').fill, toCome: sign('to-come').fill,
  chosen: look(d.querySelector('.row[aria-current]')).outlineStyle, other: look(d.querySelector('.row:not([aria-current])')).outlineStyle,
};
"""
TABS = """
const edge = one => w.getComputedStyle(one).borderBottomColor, page = w.getComputedStyle(d.body).backgroundColor;
const tabs = [...d.querySelectorAll('[role=tab]')];
return {
  forced: w.matchMedia('(forced-colors: active)').matches, page,
  chosen: edge(tabs.find(one => one.ariaSelected === 'true')), finding: w.getComputedStyle(d.querySelector('#findings > li')).borderInlineStartStyle,
};
"""
MOVED = """
const style = d.createElement('style');
style.textContent = 'button { transition: all 3s; animation: 3s there; } html { scroll-behavior: smooth; } @keyframes there {}';
d.head.prepend(style);
const look = w.getComputedStyle(d.querySelector('button')), root = w.getComputedStyle(d.documentElement);
const found = [w.matchMedia('(prefers-reduced-motion: reduce)').matches, look.transitionDuration, look.animationName, root.scrollBehavior];
style.remove();
return found;
"""


class OwnColours(StandInCase):
    def prefers(self, **preferences):
        """The user's own settings of Thunderbird, until the test is over."""
        for name, value in preferences.items():
            self.thunderbird.run("Services.prefs.setIntPref(args[0], args[1]);", name, value)
            self.addCleanup(self.thunderbird.run, "Services.prefs.clearUserPref(args[0]);", name)

    def forces_colours(self):
        self.prefers(**{"browser.display.document_color_use": 2, "ui.useAccessibilityTheme": 1})

    def test_underlines_and_the_count_are_seen(self):
        self.forces_colours()
        compose = self.apologises()
        compose.puts_cursor("Dear Bob,")
        compose.types(" I am sorry if this caused you trouble.")
        compose.wait_for_findings()
        self.assertRegex(compose.badge(), r"^[1-9]$")
        seen = compose.run(UNDERLINED)
        self.assertTrue(seen["forced"])
        self.assertGreater(seen["columns"], 30, "the underline of a finding is not seen")

    def test_the_panel_shows_its_page_and_its_findings(self):
        self.forces_colours()
        compose = self.apologises()
        compose.puts_cursor("Dear Bob,")
        compose.types(" I am sorry if this caused you trouble.")
        compose.wait_for_findings()
        panel = compose.presses_amends()
        panel.goes_to("review")
        panel.wait_until("d.querySelector('#findings > li')", "the finding")
        seen = panel.run(TABS)
        self.assertTrue(seen["forced"])
        self.assertNotIn(seen["chosen"], (seen["page"], "rgba(0, 0, 0, 0)"))
        self.assertIn(seen["finding"], ("double", "dashed", "dotted"))
        panel.closes()

    def test_the_timeline_is_seen_and_says_what_is_over(self):
        self.forces_colours()
        self.page.opens("case=telling")
        self.page.run("d.querySelector('button.row').click();")
        self.page.wait_until("d.querySelector('.drawing .sign.over') && d.querySelector('.drawing .sign.to-come')", "the timeline")
        seen = self.page.run(DRAWN)
        self.assertTrue(seen["forced"])
        self.assertGreater(len(seen["words"]), 2)
        for colour in [*seen["lines"], *seen["words"], seen["over"]]:
            self.assertNotIn(colour, (seen["page"], "none"))
        self.assertNotEqual(seen["over"], seen["toCome"])
        self.assertEqual((seen["chosen"], seen["other"]), ("solid", "none"))

    def test_nothing_moves_where_no_motion_is_wanted(self):
        self.page.opens("case=telling")
        self.assertEqual(self.page.run(MOVED), [False, "3s", "there", "smooth"])
        self.prefers(**{"ui.prefersReducedMotion": 1})
        self.page.wait_until("w.matchMedia('(prefers-reduced-motion: reduce)').matches", "less motion")
        self.assertEqual(self.page.run(MOVED), [True, "0s", "none", "auto"])


if __name__ == "__main__":
    unittest.main()
