#!/usr/bin/python3
"""Makes the pictures of the add-on that the README shows: `./dev screenshots`. Real Thunderbird, real letters, no screen."""

import base64
import datetime
import os
import pathlib
import unittest

import thunderbird_case
import writing
from servers import address
from space_page import SpacePage
from thunderbird_case import ThunderbirdCase

INTO = pathlib.Path(os.environ.get("AMENDS_PICTURES") or thunderbird_case.HERE.parents[1] / "docs/pictures")
LIGHT, DARK = {"name": "light", "scheme": 1}, {"name": "dark", "scheme": 0}
LATE = (
    "I am sorry that your {thing} came late and that you had to explain it to your own customers. The mistake was mine. "
    "{promise} A second person now checks every date.\n\nAlice Baker\n"
)


class Pictures(ThunderbirdCase):
    def setUp(self):
        super().setUp()
        self.thunderbird.run("Services.prefs.setIntPref('ui.useOverlayScrollbars', 1);")  # there is no theme to draw others

    def shade(self, shade):
        self.thunderbird.run(
            """
            Services.prefs.setIntPref('ui.systemUsesDarkTheme', args[0] ? 0 : 1);
            Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', args[0]);
            """,
            shade["scheme"],
        )

    def save(self, name, picture):
        INTO.mkdir(parents=True, exist_ok=True)
        (INTO / f"{name}.png").write_bytes(picture)
        print(INTO / f"{name}.png", flush=True)

    def test_compose_window(self):
        for shade in (LIGHT, DARK):
            self.shade(shade)
            asked = self.complaint("Where is our brochure?", "Dear Alice,\n\nour fair opens on Monday.\n\nBob Miller\n")
            compose = self.person.replies(asked["Message-ID"])
            panel = compose.presses_amends()
            self.fills_in(panel, "missed_deadline", client_name="Bob", user_name="Alice Baker")
            panel.fills(change="", impact="")
            panel.wait_until("d.getElementById('preview').querySelector('mark')", "the open fields")
            panel.run("d.activeElement.blur(); d.getElementById('form').scrollTo(0, 0);")
            self.save(f"panel-{shade['name']}", panel.picture())
            self.fills_in(panel, "missed_deadline", client_name="Bob", user_name="Alice Baker")
            panel.inserts()
            panel.goes_to("plan")
            panel.wait_until("d.getElementById('steps').innerText.includes('of your promise')", "the plan of the whole letter")
            self.save(f"plan-{shade['name']}", panel.picture())
            panel.closes()
            compose.puts_cursor("Dear Bob,")
            compose.types("\nI am sorry if this caused you trouble. The carrier let us all down.")
            compose.wait_for_findings()
            self.save(f"review-{shade['name']}", compose.picture())
            panel = compose.presses_amends()
            panel.goes_to("review")
            self.save(f"findings-{shade['name']}", panel.picture())
            panel.closes()
            self.person.puts_everything_away()

    def apology(self, client, name, subject, thing, promise):
        text = f"Dear {name.split()[0]},\n\n" + LATE.format(thing=thing, promise=promise)
        mail = writing.message(f"Alice Baker <{address(self.user)}>", f"{name} <{address(client)}>", subject, text)
        return self.tracked(self.running, mail)

    def test_space(self):
        day = self.running.now + datetime.timedelta(days=4)
        fridays = f"You will have it on {day:%A, %-d %B}."
        first, number = self.apology("bob", "Bob Miller", "Your late brochure", "brochure", fridays)
        self.apology("ingrid", "Ingrid Sørensen-Weißenfels", "The second delivery", "delivery", "I call you tomorrow.")
        self.apology("layla", "ليلى حداد", "Invoice 2417", "corrected invoice", "I have taken EUR 120 off your bill.")
        answered, _ = self.apology("tomas", "Tomas Reyes", "The wrong figures", "report", "I have sent the right ones today.")
        self.arrive(writing.reply(answered, f"Tomas Reyes <{address('tomas')}>"), sender=address("tomas"))
        drafted, _ = self.apology("mara", "Mara Quill", "The missed call", "answer", "I have booked an hour for you.")
        self.running.look()
        self.running.move_to_step(self.running.tracked(drafted)["id"])
        space = SpacePage(self.thunderbird)
        for shade in (LIGHT, DARK):
            self.shade(shade)
            space.opens()
            space.chooses("Bob Miller")
            self.save(f"space-{shade['name']}", self.photograph(space))
        self.shade(LIGHT)
        space.chrome("tab().browser.style.maxWidth = '400px';")
        space.wait_until("w.innerWidth <= 400", "a narrow space")
        self.save("space-narrow-letter", self.photograph(space))
        space.presses("Back to the letters")
        self.save("space-narrow", self.photograph(space))

    @staticmethod
    def photograph(space):
        space.run("d.getElementById('banners').replaceChildren();")  # which says that the clock is a simulated one
        return base64.b64decode(space.chrome("return photograph(tab().browser);"))


if __name__ == "__main__":
    unittest.main()
