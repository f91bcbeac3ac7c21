"""What has to hold after a kill -9, wherever it came: never twice, never lost."""

import datetime

import waiting
from case import Case

AN_HOUR = datetime.timedelta(hours=1)


class CrashCase(Case):
    def check(self, running, mail, number, auto):
        """The check-in exists exactly once; a send may also be one that nobody can tell of, which is asked about."""
        step = self.settled(running, number, "check_in")
        for _ in range(2):
            sent = step["state"] == "done"
            drafts, arrived = self.drafts(mail), self.wait_at_client(mail) if sent else self.at_client(mail)
            if not auto:
                self.assertEqual((len(drafts), len(arrived), step["state"]), (1, 0, "drafted"))
            elif sent:
                self.assertEqual((len(drafts), len(arrived)), (0, 1))
                self.assertEqual(len(self.box.with_id(arrived[0].message_id, "Sent")), 1)
            else:  # nobody can tell: then it is never sent again, and the user is asked
                self.assertEqual(step["state"], "unknown")
                self.assertLessEqual(len(arrived), 1)
                running.move(running.now + 3 * AN_HOUR)
                self.wait_notice(mail, "the question")
                return
            running.move(running.now + AN_HOUR)
            step = running.steps(number, "check_in")[0]

    def check_reminder(self, running, mail, number):
        """The reminder to call exists exactly once."""
        self.assertEqual(self.settled(running, number, "call")["state"], "done")
        for _ in range(2):
            self.assertEqual(len(self.notices(mail)), 1)
            running.move(running.now + AN_HOUR)

    def settled(self, running, number, kind):
        def there():
            running.move(running.now + datetime.timedelta(minutes=10))
            step = running.steps(number, kind)[0]
            return step if step["state"] not in ("planned", "acting") else None

        return waiting.until(there, f"what became of the {kind}", 30)
