"""The space's page as it is, in Thunderbird's own browser, with an add-on and a daemon that are made up (stub/)."""

import shutil
import subprocess

from space_page import SpacePage
from thunderbird_case import HERE, ThunderbirdCase


class StandIn(SpacePage):
    """`address` is where the page is served."""

    def __init__(self, thunderbird, address):
        super().__init__(thunderbird)
        self.address = address

    def chrome(self, body, *args):
        return self.thunderbird.run(
            f"""
            const main = Services.wm.getMostRecentWindow('mail:3pane'), tabs = main.document.getElementById('tabmail');
            const tab = () => tabs.tabInfo.find(one => one.browser?.currentURI?.spec.startsWith('{self.address}'));
            """
            + body,
            *args,
        )

    def opens(self, wish, width=None):
        self.closes()
        self.chrome("tabs.openTab('contentTab', {url: args[0]}); await until(tab, 'the page');", f"{self.address}?{wish}")
        if width:
            self.chrome("tab().browser.style.maxWidth = args[0];", f"{width}px")
            self.wait_until("w.innerWidth <= args[0]", "a narrow page", width)
        self.wait_until("d.documentElement?.dataset.ready === 'true'", "the page ready")

    def closes(self):
        self.chrome("for (let one = tab(); one; one = tab()) tabs.closeTab(one);")

    def rows(self):
        return self.run("return d.querySelectorAll('button.row').length;")

    def letters(self):
        """How many letters the headings of the groups count."""
        return self.run(
            """
            const counts = [...d.querySelectorAll('#sections .count')].map(one => Number(one.textContent.replace(/\\D/g, '')));
            return counts.reduce((sum, one) => sum + one, 0);
            """
        )


class StandInCase(ThunderbirdCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        server = subprocess.Popen([shutil.which("node"), HERE / "stub/serve.mjs"], stdout=subprocess.PIPE, text=True)
        cls.addClassCleanup(server.stdout.close)
        cls.addClassCleanup(server.wait)
        cls.addClassCleanup(server.kill)
        cls.address = server.stdout.readline().strip().partition("?")[0]

    def setUp(self):
        super().setUp()
        self.page = StandIn(self.thunderbird, self.address)
        self.addCleanup(self.page.closes)
