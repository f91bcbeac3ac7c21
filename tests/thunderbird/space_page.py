"""The Amends space: what a person reads and presses there."""

SPACE = """
const extension = ExtensionParent.GlobalManager.getExtension('amends@amends.invalid');
const main = Services.wm.getMostRecentWindow('mail:3pane'), tabs = main.document.getElementById('tabmail');
const url = `moz-extension://${extension.uuid}/space/space.html`;
const tab = () => tabs.tabInfo.find(one => one.browser?.currentURI?.spec.startsWith(url));
const button = () => [...main.document.querySelectorAll('#spacesToolbar .spaces-addon-button')]
  .find(one => one.title.startsWith('Amends'));
"""


class SpacePage:
    def __init__(self, thunderbird):
        self.thunderbird = thunderbird

    def chrome(self, body, *args):
        return self.thunderbird.run(SPACE + body, *args)

    def opens(self):
        """Presses the button of the space; the page has loaded its letters."""
        self.chrome(
            """
            (await until(button, 'the button of the space')).click();
            await until(tab, 'the tab of the space');
            """
        )
        self.wait_until("d.documentElement?.dataset.ready === 'true'", "the space ready")

    def closes(self):
        self.chrome("for (let one = tab(); one; one = tab()) tabs.closeTab(one); tabs.switchToTab(0);")

    def badge(self):
        """What the badge on the button says."""
        return self.chrome("return button()?.querySelector('.spaces-badge-container')?.textContent || '';")

    def run(self, code, *args):
        """Runs JavaScript in the page; `d` is its document."""
        return self.chrome("return inBrowser(tab().browser, args[0], args[1]);", code, args)

    def wait_until(self, condition, what, *args, within=20):
        return self.chrome(
            "return until(() => tab() && inBrowser(tab().browser, args[0], args[1]), args[2], args[3]);",
            f"return {condition};", args, what, within * 1000,
        )  # fmt: skip

    def text(self):
        """All that is seen on the page."""
        return self.run("return d.body.innerText;")

    def wait_for_text(self, words):
        self.wait_until("d.body.innerText.includes(args[0])", f"the words {words!r} in the space", words)

    def looks_again(self):
        """Presses "Look now": the mailboxes and the list are looked at anew."""
        self.presses("Look now")
        self.wait_for_text("The mailboxes are looked at.")

    def presses(self, name):
        """Presses the button, or switches the box, with this name."""
        self.run(
            """
            const seen = one => one.checkVisibility() && !one.disabled;
            const named = [...d.querySelectorAll('button, label, summary')].filter(seen)
              .find(one => one.textContent.trim() === args[0]);
            if (!named) throw new Error(`no button ${args[0]} in: ${d.body.innerText}`);
            named.click();
            """,
            name,
        )

    def chooses(self, client):
        """Opens the letter to this client."""
        self.wait_until("[...d.querySelectorAll('button.row')].some(one => one.innerText.includes(args[0]))", "the letter", client)
        self.run("[...d.querySelectorAll('button.row')].find(one => one.innerText.includes(args[0])).click();", client)
        self.wait_until("d.querySelector('#detail h2')?.innerText.includes(args[0])", "the letter beside the list", client)

    def row(self, client):
        """What the list says of the letter to this client, under which heading; None where it is not there."""
        return self.run(
            """
            const row = [...d.querySelectorAll('button.row')].find(one => one.innerText.includes(args[0]));
            return row ? {group: row.closest('section').querySelector('h2').firstChild.data, text: row.innerText} : null;
            """,
            client,
        )

    def has_focus(self):
        """The words of what has the focus."""
        return self.run("return d.activeElement.innerText || '';")

    def keys(self, keys):
        """Real key presses in the page."""
        self.chrome("main.focus(); tab().browser.focus();")
        with self.thunderbird.control.in_window(self.thunderbird.control.main, focus=True) as control:
            control.keys(keys)

    def detail(self):
        """What stands beside the list."""
        return self.run("return d.getElementById('detail').innerText;")
