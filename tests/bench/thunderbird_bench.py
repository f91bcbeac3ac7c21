#!/usr/bin/python3
"""How long a person waits in Thunderbird, beside an add-on whose popup is empty: medians of so many rounds.

    click to panel     from the press of the button, in a window whose first review is over, until the panel is drawn,
                       filled in and shows the letter; the empty popup until it is drawn: at most twice as long
    insert to text     from the press of Insert until the letter stands in the window: at most 100 ms
    key to review      from the last key until the findings of the text as it stands are underlined, the pause included: at
                       most 500 ms

Ends with 1 where one of them is missed.
"""

import argparse
import json
import os
import pathlib
import statistics
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MANIFEST = {
    "manifest_version": 3,
    "name": "Empty",
    "version": "1.0",
    "browser_specific_settings": {"gecko": {"id": "empty@amends.invalid", "strict_min_version": "153.0"}},
    "compose_action": {"default_title": "Empty", "default_popup": "popup.html", "default_area": "maintoolbar"},
}
PAGE = "<!doctype html><html data-ready='true'><body style='width: 720px; height: 560px'></body></html>\n"
# Presses a button and watches its page from within; gives the milliseconds in between.
PRESSED = """
const button = await until(() => window.document.getElementById(args[1]), 'the button');
const pressed = Date.now();
button.click();
const browser = await until(() => {
  const popup = window.document.querySelector('browser.webextension-popup-browser');
  return popup?.currentURI.spec.startsWith('moz-extension:') && popup;
}, 'the popup', 20000, 2);
const drawn = await inBrowser(browser, `
  const isReady = () => content.innerWidth > 0 && content.document.documentElement?.dataset.ready === 'true';
  while (!isReady()) await new Promise(done => content.setTimeout(done, 1));
  return Date.now();`);
"""
CLOSED = """
browser.closest('panel').hidePopup();
await until(() => !window.document.querySelector('browser.webextension-popup-browser'), 'the popup closed');
return drawn - pressed;
"""
INSERTED = """
const body = window.GetCurrentEditor().document.body;
const browser = window.document.querySelector('browser.webextension-popup-browser');
const changed = new Promise(done => new window.MutationObserver((_, observer) => {
  observer.disconnect();
  done(Date.now());
}).observe(body, {childList: true, subtree: true, characterData: true}));
const pressed = await inBrowser(browser, "const now = Date.now(); d.getElementById('insert').click(); return now;");
return (await changed) - pressed;
"""
WATCHED = """
const document = window.GetCurrentEditor().document, page = Cu.waiveXrays(document.defaultView);
const words = () => [...page.CSS.highlights.values()].flatMap(one => [...one]).map(range => range.toString()).join('|');
window.amendsBench = {key: 0, review: 0};
document.addEventListener('keydown', () => { window.amendsBench.key = Date.now(); });
const look = () => {
  if (words().includes(args[1])) window.amendsBench.review = Date.now();
  else window.setTimeout(look, 1);
};
look();
"""


PANEL, EMPTY, INSERT, REVIEW = "click to panel", "click to an empty popup", "insert to text", "key to review"
TIMES_EMPTY, LIMITS = 2, {INSERT: 100, REVIEW: 500}  # ms


def missed(figures):
    """What takes longer than it may, each in a sentence."""
    medians = {name: statistics.median(times) for name, times in figures.items()}
    limits = {**LIMITS, PANEL: TIMES_EMPTY * medians[EMPTY]}
    return [
        f"{name} takes {medians[name]:.0f} ms and may take {limit:.0f} ms" for name, limit in limits.items() if medians[name] > limit
    ]


def empty_add_on(folder):
    (folder / "manifest.json").write_text(json.dumps(MANIFEST))
    (folder / "popup.html").write_text(PAGE)
    return folder


def measure(rounds, add_on):
    from composing import BUTTON
    from thunderbird_case import ThunderbirdCase

    class Bench(ThunderbirdCase):
        ADD_ON = add_on or ThunderbirdCase.ADD_ON

        def runTest(self):
            folder = empty_add_on(pathlib.Path(self.enterContext(tempfile.TemporaryDirectory())))
            self.thunderbird.control.command("Addon:Install", path=str(folder), temporary=True)
            other = BUTTON.replace("amends_amends_invalid", "empty_amends_invalid")
            asked = self.complaint()
            self.figures = {PANEL: [], EMPTY: [], INSERT: [], REVIEW: []}
            both = [(PANEL, BUTTON), (EMPTY, other)]
            for _ in range(rounds):
                compose = self.person.replies(asked["Message-ID"])
                compose.wait_until_prepared()
                both.reverse()
                for name, button in both:
                    self.figures[name].append(compose.run(PRESSED + CLOSED, button))
                panel = compose.presses_amends()
                self.fills_in(panel, "missed_deadline", client_name="Bob")
                self.figures[INSERT].append(compose.run(INSERTED))
                panel.closes()
                compose.puts_cursor("Dear Bob,")
                compose.run(WATCHED, "sorry if")
                compose.types(" I am sorry if this hurt.")
                compose.wait_for_findings()
                times = compose.run("return window.amendsBench;")
                self.figures[REVIEW].append(times["review"] - times["key"])
                self.person.puts_everything_away()

    bench = Bench()
    Bench.setUpClass()
    try:
        bench.setUp()
        bench.runTest()
    finally:
        bench.doCleanups()
        Bench.doClassCleanups()
    return bench.figures


def main():
    parser = argparse.ArgumentParser(description="what a person waits for in Thunderbird")
    parser.add_argument("--bin", default=ROOT / "build/bin", help="the folder of amends, amendsd and amends-bridge")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--add-on", type=pathlib.Path, help="another form of the add-on: a folder, or an xpi")
    options = parser.parse_args()
    os.environ["AMENDS_BIN"] = str(pathlib.Path(options.bin).resolve())
    sys.path[:0] = [str(ROOT / "tests/thunderbird"), str(ROOT / "tests/e2e")]
    figures = measure(options.rounds, options.add_on and options.add_on.resolve())
    for name, times in figures.items():
        print(f"{name:24} median {statistics.median(times):6.0f} ms   {min(times):5.0f} to {max(times):5.0f} ms, {len(times)} rounds")
    panel, empty = (statistics.median(figures[name]) for name in (PANEL, EMPTY))
    print(f"the panel takes {panel / empty:.2f} times the empty popup")
    found = missed(figures)
    for sentence in found:
        print(f"missed: {sentence}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
