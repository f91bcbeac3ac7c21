"""A compose window and the panel that its Amends button opens, as a person uses them."""

import json

import waiting
from marionette import CONTROL, SHIFT
from panel import Panel
from profiles import ADD_ON

BUTTON = f"{''.join(c if c.isalnum() or c in '_-' else '_' for c in ADD_ON)}-composeAction-toolbarbutton"
HERE = "const window = composeWindow(args[0]); if (!window) throw new Error('the compose window is closed');"


class Compose:
    def __init__(self, thunderbird, window):
        self.thunderbird, self.window = thunderbird, window

    def run(self, body, *args):
        """Runs JavaScript where `window` is this window; the first value of `args` is args[1]."""
        return self.thunderbird.run(f"{HERE}\n{body}", self.window, *args)

    # The mail

    def addresses(self, to):
        self.run(
            """
            const row = window.document.getElementById('addressRowTo');
            window.addressRowAddRecipientsArray(row, [args[1]]);
            window.onRecipientsChanged();
            """,
            to,
        )

    def titles(self, subject):
        self.run(
            """
            const field = window.document.getElementById('msgSubject');
            field.focus();
            field.value = args[1];
            field.dispatchEvent(new window.InputEvent('input', {bubbles: true}));
            """,
            subject,
        )

    def subject(self):
        return self.run("return window.document.getElementById('msgSubject').value;")

    def html(self):
        return self.run("return window.GetCurrentEditor().document.body.innerHTML;")

    def text(self):
        """The text as it stands in the window, line breaks included."""
        return self.run("return window.GetCurrentEditor().document.body.innerText;")

    def is_plain(self):
        return not self.run("return window.gMsgCompose.composeHTML;")

    def kept_parts(self):
        """The markup of signature, quote and the line above the quote, which nothing that we do may change."""
        return self.run(
            """
            const body = window.GetCurrentEditor().document.body;
            const wanted = '.moz-signature, .moz-cite-prefix, .moz-forward-container, blockquote[type=cite], ' +
              'body > span[style*="98vw"]';
            return [...body.querySelectorAll(wanted)].map(part => part.outerHTML);
            """
        )

    def types(self, text):
        """Types with real key presses, where the cursor stands."""
        with self.keyboard() as control:
            control.keys(text)

    def keyboard(self):
        """The keys of this window, while its text has the focus."""
        self.run("window.focus(); window.document.getElementById('messageEditor').focus();")
        return self.thunderbird.control.in_window(self.handle(), focus=True)

    def picture(self):
        """A PNG of the window, without the panel."""
        with self.thunderbird.control.in_window(self.handle()) as control:
            return control.picture()

    def handle(self):
        return self.run(
            """
            const {NavigableManager} = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
            return NavigableManager.getIdForBrowsingContext(window.browsingContext);
            """
        )

    def puts_cursor(self, after):
        """Puts the cursor right behind the first place where the window says `after`."""
        self.run(
            """
            const editor = window.GetCurrentEditor(), document = editor.document;
            const walker = document.createTreeWalker(document.body, 4);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
              const at = node.data.indexOf(args[1]);
              if (at >= 0) {
                editor.selection.collapse(node, at + args[1].length);
                return;
              }
            }
            throw new Error(`the window does not say ${args[1]}`);
            """,
            after,
        )

    def changes(self, before, after):
        """Selects the words `before` and types `after` over them."""
        self.run(
            """
            const editor = window.GetCurrentEditor(), document = editor.document;
            const walker = document.createTreeWalker(document.body, 4);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
              const at = node.data.indexOf(args[1]);
              if (at >= 0) {
                editor.selection.setBaseAndExtent(node, at, node, at + args[1].length);
                return;
              }
            }
            throw new Error(`the window does not say ${args[1]}`);
            """,
            before,
        )
        self.types(after)

    def undoes(self):
        self.run("window.goDoCommand('cmd_undo');")

    # The add-on

    def wait_until_add_on_is_here(self):
        """Until the button is there and the compose script of every window answers."""
        self.run("await until(() => window.document.getElementById(args[1]), 'the Amends button');", BUTTON)
        waiting.until(
            lambda: self.thunderbird.background(
                """
                const tabs = await messenger.tabs.query({type: 'messageCompose'});
                const asked = tabs.map(({id}) => messenger.tabs.sendMessage(id, {order: 'text'}).catch(() => null));
                return tabs.length > 0 && (await Promise.all(asked)).every(one => typeof one?.text === 'string');
                """
            ),
            "the compose script",
            20,
        )

    def wait_until_prepared(self):
        """Until the first review of the window is over, and the letter known that the panel shows first."""
        waiting.until(
            lambda: self.thunderbird.background(
                """
                const [tab] = await messenger.tabs.query({windowId: args[0]});
                const key = `tab:${tab.id}:letter`;
                return key in await messenger.storage.session.get(key);
                """,
                self.window,
            ),
            "the panel's first letter",
            20,
        )

    def badge(self):
        """What the button's badge says."""
        return self.run("return window.document.getElementById(args[1])?.getAttribute('badge') || '';", BUTTON)

    def presses_amends(self):
        """Presses the button; the panel is open and drawn."""
        self.run(
            """
            const button = await until(() => window.document.getElementById(args[1]), 'the Amends button');
            await until(() => !button.disabled, 'the button enabled');
            button.click();
            """,
            BUTTON,
        )
        return self.panel()

    def label(self):
        """What stands on the Amends button."""
        return self.run("return window.document.getElementById(args[1]).label;", BUTTON)

    def presses_the_shortcut(self):
        with self.keyboard() as control:
            control.chord(CONTROL, SHIFT, "E")
        return self.panel()

    def panel(self):
        """The panel that is open."""
        panel = Panel(self)
        panel.wait_until_ready()
        return panel

    def underlined(self):
        """The words that are underlined, with the severity that their line says."""
        found = self.run(
            """
            const page = Cu.waiveXrays(window.GetCurrentEditor().document.defaultView);
            const found = [];
            for (const [name, highlight] of page.CSS.highlights) {
              for (const range of highlight) found.push(`${name.replace('amends-', '')}: ${range}`);
            }
            return JSON.stringify(found);
            """
        )
        return sorted(json.loads(found))

    def wait_for_review(self, count, *underlined):
        """Waits until the text as it stands has been reviewed: so many findings on the badge, these words underlined."""
        badge = str(count) if count else ""

        def as_expected():
            return self.is_reviewed() and self.badge() == badge and self.underlined() == sorted(underlined)

        try:
            waiting.until(as_expected, f"{count} findings in the window", 10)
        except waiting.NotSeen as error:
            raise waiting.NotSeen(f"{error}; badge {self.badge()!r}, {self.underlined()}, {self._review()}") from error

    def wait_for_findings(self):
        """Waits until the text as it stands has been reviewed and something of it is underlined."""
        waiting.until(lambda: self.is_reviewed() and self.underlined(), "findings in the window", 10)

    def is_reviewed(self):
        """Whether the last review was of the words that stand there; nothing on the screen says that of a clean letter."""
        seen = self._review()
        return seen["review"] and seen["review"]["text"] == seen["now"]["text"]

    def _review(self):
        return self.thunderbird.background(
            """
            const [tab] = await messenger.tabs.query({windowId: args[0]});
            const key = `tab:${tab.id}:review`;
            const {[key]: review} = await messenger.storage.session.get(key);
            return {review: review || null, now: await messenger.tabs.sendMessage(tab.id, {order: 'text'})};
            """,
            self.window,
        )

    # Away with it

    def sends(self, wait=True, within=20):
        """Presses Send; returns once the window has gone."""
        self.run("window.setTimeout(() => window.goDoCommand('cmd_sendNow'), 0);")
        if wait:
            self.wait_until_gone(within)

    def is_held_back(self):
        """Presses Send; gives the milliseconds until the add-ons have let the mail go."""
        return self.run(
            """
            const began = Date.now();
            let gone = 0;
            window.addEventListener('compose-prepare-message-start', () => { gone = Date.now(); }, {once: true});
            window.setTimeout(() => window.goDoCommand('cmd_sendNow'), 0);
            await until(() => gone, 'the mail on its way');
            return gone - began;
            """
        )

    def is_refused(self, within=20):
        """Waits for the dialog that says why the mail was not sent, closes it, and gives its words."""
        return self.thunderbird.run(
            """
            const isDialog = each => each.location.href.endsWith('commonDialog.xhtml');
            const dialog = await until(() => [...Services.wm.getEnumerator(null)].find(
              each => isDialog(each) && each.document.querySelector('dialog')?.getButton('accept')), 'the dialog', args[0]);
            const words = dialog.document.getElementById('infoBody').textContent;
            dialog.document.querySelector('dialog').acceptDialog();
            await until(() => ![...Services.wm.getEnumerator(null)].some(isDialog), 'the dialog closed');
            return words;
            """,
            within * 1000,
        )

    def sends_later(self):
        self.run("window.setTimeout(() => window.goDoCommand('cmd_sendLater'), 0);")
        self.wait_until_gone()

    def saves(self):
        self.run(
            """
            window.goDoCommand('cmd_saveAsDraft');
            await until(() => !window.gSaveOperationInProgress && !window.gContentChanged, 'the draft saved');
            """
        )

    def is_open(self):
        return self.thunderbird.run("return !!composeWindow(args[0]);", self.window)

    def wait_until_gone(self, within=20):
        try:
            self.thunderbird.run(
                "await until(() => !composeWindow(args[0]), 'the compose window closed', args[1]);",
                self.window, within * 1000,
            )  # fmt: skip
        except AssertionError as error:
            raise AssertionError(f"{error}\nThe window: {self.state()}") from error

    def state(self):
        """What the window is busy with, for a message."""
        return self.thunderbird.run(
            """
            const window = composeWindow(args[0]);
            return window && {
              sending: window.gSendOperationInProgress, saving: window.gSaveOperationInProgress, locked: window.gSendLocked,
              status: window.document.getElementById('statusText')?.value,
              panel: !!window.document.querySelector('browser.webextension-popup-browser'),
              bars: [...window.document.querySelectorAll('notification-message')].map(bar => bar.textContent),
            };
            """,
            self.window,
        )

    def closes(self):
        """Closes the window and throws away what was written."""
        self.run("window.gContentChanged = false; window.gMsgCompose.bodyModified = false; window.close();")
        self.wait_until_gone()
