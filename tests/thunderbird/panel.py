"""The panel of a compose window: what a person reads, picks, fills in and presses there."""

import base64

OPEN = """
const browser = await until(
  () => window.document.querySelector('browser.webextension-popup-browser'), 'the panel');
"""


class Panel:
    def __init__(self, compose):
        self.compose = compose

    def run(self, code, *args):
        """Runs JavaScript in the panel's page; `d` is its document."""
        return self.compose.run(f"{OPEN} return inBrowser(browser, args[1], args[2]);", code, args)

    def wait_until(self, condition, what, *args, within=20):
        """Until the expression is true in the panel's page."""
        return self.compose.run(
            f"""
            return until(async () => {{
              {OPEN}
              return browser.currentURI.spec.startsWith('moz-extension:') && inBrowser(browser, args[1], args[2]);
            }}, args[3], args[4]);
            """,
            f"return {condition};", args, what, within * 1000,
        )  # fmt: skip

    def wait_until_ready(self):
        self.wait_until("w.innerWidth > 0 && d.documentElement?.dataset.ready === 'true'", "the panel ready")

    def picture(self):
        return base64.b64decode(self.compose.run(f"{OPEN} return photograph(browser);"))

    def closes(self):
        self.compose.run(
            f"""
            {OPEN}
            browser.closest('panel').hidePopup();
            await until(() => !window.document.querySelector('browser.webextension-popup-browser'), 'the panel closed');
            """
        )

    def trouble(self):
        return self.run("return d.getElementById('trouble').textContent.trim();")

    def stop(self):
        """Why a send was stopped."""
        self.wait_until("d.getElementById('stop').textContent.trim() !== ''", "the reason for the stop")
        return self.run("return d.getElementById('stop').innerText;")

    def goes_to(self, page):
        """write, review or plan."""
        self.run("d.getElementById(`tab-${args[0]}`).click();", page)
        self.wait_until("!d.getElementById(args[0]).hidden", f"the page {page}", page)

    # Writing

    def situations(self):
        return self.run("return [...d.getElementById('situation').options].map(one => one.value);")

    def picks(self, situation, tone="personal", severity=""):
        self.run(
            """
            for (const [id, value] of Object.entries(args[0])) {
              const list = d.getElementById(id);
              if (![...list.options].some(one => one.value === value)) throw new Error(`no ${id} ${value}`);
              list.value = value;
              list.dispatchEvent(new w.Event('change', {bubbles: true}));
            }
            """,
            {"situation": situation, "tone": tone, "severity": severity},
        )
        self.wait_until("d.getElementById('preview').textContent.trim() !== ''", "the preview")

    def fields(self):
        """What stands in the fields, by id."""
        return self.run(
            "return Object.fromEntries([...d.querySelectorAll('#fields [name]')].map(one => [one.name, one.value]));"
        )

    def fills(self, **values):
        self.run(
            """
            for (const [id, value] of Object.entries(args[0])) {
              const field = d.getElementById(`field-${id}`);
              if (!field) throw new Error(`no field ${id}`);
              field.focus();
              field.value = value;
              field.dispatchEvent(new w.InputEvent('input', {bubbles: true}));
            }
            """,
            values,
        )

    def preview(self):
        return self.run("return d.getElementById('preview').textContent;")

    def inserts(self):
        """Presses Insert; the letter stands in the window."""
        before = self.compose.html()
        self.run("d.getElementById('insert').click();")
        self.compose.run(
            "await until(() => window.GetCurrentEditor().document.body.innerHTML !== args[1], 'the letter inserted');", before
        )
        self.wait_until("d.getElementById('write-status').textContent !== ''", "the word that it is inserted")

    # Reviewing

    def findings(self):
        """The text of each finding that the panel lists."""
        return self.run("return [...d.querySelectorAll('#findings > li')].map(one => one.innerText);")

    # The plan

    def steps(self):
        return self.run("return [...d.querySelectorAll('#steps > li')].map(one => one.innerText);")

    def follows(self):
        """Has a letter followed up that came from no template, with the one click that the panel offers."""
        self.wait_until("d.getElementById('offer').checkVisibility()", "the offer to follow the letter up")
        self.run("d.querySelector('#offer button').click();")
        self.wait_until("d.getElementById('offer').hidden", "the offer taken")

    def presses(self, number, action):
        """Presses a button of a finding: replace, show or dismiss."""
        names = {"replace": 0, "show": -2, "dismiss": -1}
        self.run(
            "[...d.querySelectorAll('#findings > li')[args[0]].querySelectorAll('.actions button')].at(args[1]).click();",
            number, names[action],
        )  # fmt: skip

    def chooses(self, field, value):
        """Fills in a field of the plan and leaves it."""
        self.run(
            """
            const field = d.getElementById(args[0]);
            field.value = args[1];
            field.dispatchEvent(new w.Event('change', {bubbles: true}));
            """,
            field, value,
        )  # fmt: skip

    def unticks(self, box):
        self.run("const box = d.getElementById(args[0]); if (box.checked) box.click();", box)
        self.wait_until("d.getElementById('plan-body').hidden", "the plan put away")
