#!/usr/bin/python3
"""When something is wrong: the user hears of it by a way that still works, and nothing is lost or done by surprise."""

import datetime
import os
import pathlib
import signal
import unittest

import daemon
import unit_files
import waiting
from case import Case
from daemon import rfc3339, utc
from servers import PASSWORD, Servers, address


class Logins(Case):
    def test_a_wrong_password_is_said_by_status_and_by_a_notification(self):
        running = self.prepare(self.account(password=("printf", "wrong")))
        self.addCleanup(running.kill)
        running.start(state="cannot work")
        account = running.json("status")["accounts"][0]
        self.assertTrue(account["problem"])
        self.assertNotIn("wrong", account["problem"].replace("wrong password", ""))
        waiting.until(running.told, "a desktop notification", 10)
        self.assertIn(self.user, running.told() + running.amends("status"))

    def test_no_password_is_ever_written_down(self):
        running = self.daemon(self.account())
        mail, number = self.tracked(running, auto=True)
        running.move_to_step(number)
        running.stop()
        for path in running.home.rglob("*"):
            if path.is_file() and path != running.config:
                self.assertNotIn(PASSWORD.encode(), path.read_bytes(), path)

    def test_one_refused_login_is_one_problem_until_it_is_mended(self):
        running = self.prepare(self.account(password=("printf", "wrong")))
        self.addCleanup(running.kill)
        running.start(state="cannot work")
        problem = running.json("status")["accounts"][0]["problem"]
        waiting.until(running.told, "a desktop notification", 10)
        self.assertEqual(running.amends("status").count(problem), 1)
        running.configure(self.account() + "\nno_such_option = 1\n")
        running.reload()
        waiting.until(lambda: running.json("status")["configuration_problem"], "the problem", 10)
        self.assertEqual(running.amends("status").count("no_such_option"), 1)
        running.configure(self.account())
        running.reload()
        running.wait_for_state("watching")
        self.assertEqual(running.json("status")["problems"], [])

    def test_a_password_that_is_mended_is_taken_after_sighup(self):
        running = self.prepare(self.account(password=("printf", "wrong")))
        self.addCleanup(running.kill)
        running.start(state="cannot work")
        running.configure(self.account())
        running.reload()
        running.wait_for_state("watching")

    def test_starttls_works_as_tls_does(self):
        running = self.daemon(self.account(tls="starttls"))
        mail, number = self.tracked(running, auto=True)
        running.move_to_step(number)
        running.wait_step(number, "check_in", "done")
        self.client_box.wait_for("INBOX", lambda m: mail["Message-ID"] in f"{m['References']}", "the check-in")

    def test_a_certificate_that_nobody_vouches_for_is_refused(self):
        with Servers() as others:
            running = self.prepare(self.account().replace(str(self.servers.ca), str(others.ca)))
            self.addCleanup(running.kill)
            running.start(state=None)
            problem = waiting.until(
                lambda: running.json("status")["accounts"][0]["problem"], "the refusal", 20
            )
            self.assertIn("certificate", problem.lower())
        self.assertNotIn(self.user, (self.servers.folder / "imap/dovecot.log").read_text())


class Tokens(Case):
    def account_with_tokens(self, mechanism, lifetime):
        """A token_command that signs a token anew each time, as a provider's helper does, and counts how often."""
        script = self.servers.folder / f"token-{self.user}"
        here = os.path.dirname(os.path.abspath(__file__))
        script.write_text(
            "#!/usr/bin/python3\n"
            f"import sys; sys.path.insert(0, {here!r}); sys.dont_write_bytecode = True\n"
            "import pathlib, servers\n"
            f"s = servers.Servers.__new__(servers.Servers); s.folder = pathlib.Path({str(self.servers.folder)!r})\n"
            f"open({str(script)!r} + '.asked', 'a').write('x')\n"
            f"print(s.token({self.user!r}, {lifetime}))\n"
        )
        script.chmod(0o755)
        self.asked = lambda: len((script.parent / (script.name + ".asked")).read_text())
        return self.account(secret=f'token_command = ["{script}"]', auth=mechanism)

    def works_after_the_token_has_expired(self, mechanism):
        running = self.daemon(self.account_with_tokens(mechanism, lifetime=2), real_time=False)
        mail, number = self.tracked(running, auto=self.as_root)
        first = self.asked()
        expired = datetime.datetime.now() + datetime.timedelta(seconds=3)
        waiting.until(lambda: datetime.datetime.now() > expired, "the token to expire", 5)
        self.servers.stop()
        self.servers.start_imap()
        self.servers.start_smtp()
        running.look()
        running.wait_for_state("watching")
        self.assertGreater(self.asked(), first)
        running.move_to_step(number)
        if self.as_root:  # Exim, the server for who is not root, knows no tokens
            self.client_box.wait_for("INBOX", lambda m: mail["Message-ID"] in f"{m['References']}", "the check-in")
        else:
            self.assertEqual(len(self.drafts(mail)), 1)

    def test_an_expired_token_is_asked_for_again_xoauth2(self):
        self.works_after_the_token_has_expired("xoauth2")

    def test_an_expired_token_is_asked_for_again_oauthbearer(self):
        self.works_after_the_token_has_expired("oauthbearer")


class Signals(Case):
    def test_sigterm_ends_it_within_five_seconds_and_tidies_up(self):
        running = self.daemon(real_time=True)
        socket = next(running.home.rglob("rpc.sock"))
        running.stop(within=5)
        self.assertFalse(socket.exists())

    def test_sigterm_ends_it_while_it_cannot_reach_the_server(self):
        with Servers() as servers:
            running = daemon.Daemon(servers, daemon.account(servers, "alice"))
            self.addCleanup(running.kill)
            servers.stop()
            running.start(state=None)
            running.stop(within=5)

    def test_sighup_takes_a_good_configuration_over(self):
        running = self.daemon()
        second = daemon.account(self.servers, "anna")
        running.configure(self.account() + second)
        running.reload()
        waiting.until(lambda: len(running.json("status")["accounts"]) == 2, "two accounts", 10)
        running.wait_for_state("watching")
        self.assertIsNone(running.json("status")["configuration_problem"])

    def test_sighup_keeps_the_old_configuration_where_the_new_one_is_bad(self):
        running = self.daemon()
        running.configure(self.account() + "\nno_such_option = 1\n")
        running.reload()
        problem = waiting.until(
            lambda: running.json("status")["configuration_problem"], "the problem in `amends status`", 10
        )
        self.assertIn("no_such_option", problem)
        self.assertRegex(problem, r"amends\.toml:\d+:\d+")
        mail, number = self.tracked(running)
        running.move_to_step(number)
        self.assertEqual(len(self.drafts(mail)), 1)
        running.configure(self.account())
        running.reload()
        waiting.until(lambda: running.json("status")["configuration_problem"] is None, "the problem gone", 10)

    def test_a_bad_configuration_is_refused_at_the_start(self):
        running = self.prepare(self.account() + "\nno_such_option = 1\n")
        self.addCleanup(running.kill)
        running.launch()
        self.assertEqual(running.process.wait(10), 3)
        self.assertRegex(running.log.read_text(), r"amends\.toml:\d+:\d+")

    def test_what_kept_it_from_starting_is_told_and_said_until_it_starts(self):
        running = self.prepare(self.account() + "\nno_such_option = 1\n")
        self.addCleanup(running.kill)
        for _ in range(3):  # as often as a service manager or the user tries
            running.launch()
            self.assertEqual(running.process.wait(10), 3)
        waiting.until(running.told, "a desktop notification", 10)
        self.assertRegex(running.told(), r"amends\.toml:\d+:\d+.*no_such_option")
        done = running.run("status")
        self.assertEqual(done.returncode, 4)
        self.assertRegex(done.stderr.decode(), r"amends\.toml:\d+:\d+.*no_such_option")
        running.configure(self.account())
        running.start()
        running.stop()
        self.assertNotIn(b"no_such_option", running.run("status").stderr)
        self.assertEqual(running.told().count("no_such_option"), 1)

    def test_a_second_daemon_for_the_same_user_gives_way(self):
        running = self.daemon()
        first = running.process
        running.launch()
        self.assertNotEqual(running.process.wait(10), 0)
        running.process = first
        self.assertEqual(running.told(), "")
        self.assertEqual(running.json("status")["accounts"][0]["state"], "watching")

    def test_without_a_daemon_the_command_line_says_so(self):
        running = self.prepare()
        done = running.run("list")
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"amendsd", done.stderr)


class Templates(Case):
    def test_a_broken_template_is_named_and_the_shipped_one_is_used(self):
        running = self.prepare(self.account())
        self.addCleanup(running.kill)
        own = running.config.parent / "templates/en/check-ins"
        own.mkdir(parents=True)
        (own / "silence.toml").write_text('id = "silence"\nkind = "check-in"\n')
        running.start()
        waiting.until(lambda: "silence.toml:" in running.told(), "a desktop notification", 10)
        self.assertIn(str(own / "silence.toml") + ":", running.told())
        mail, number = self.tracked(running)
        running.move_to_step(number)
        self.assertIn("A short answer is plenty.", self.drafts(mail)[0].text)


class DryRun(Case):
    def test_a_dry_run_decides_and_touches_nothing(self):
        running = self.daemon(dry_run=True)
        self.assertTrue(running.json("status")["dry_run"])
        mail = self.send()
        running.amends("track", mail["Message-ID"])
        number = running.wait_tracked(mail)["id"]
        before = self.everything()
        running.move_to_step(number)
        running.look()
        self.assertEqual(self.everything(), before)
        self.assertEqual(self.at_client(mail), [])
        self.assertTrue(running.reasons(number))

    def test_a_letter_sent_through_sendmail_on_that_day_is_tracked_after_it(self):
        running = self.daemon(dry_run=True)
        mail = self.letter()
        done = running.run("sendmail", "--", "true", stdin=mail.as_bytes())
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"dry run", done.stderr)
        running.stop()
        running.dry_run = False
        running.start()
        running.wait_tracked(mail)

    def everything(self):
        return {
            folder: [(m.uid, sorted(set(m.flags) - {"\\Recent"})) for m in self.box.messages(folder)]
            for folder in self.box.folders()
        }


class Accounts(Case):
    def test_two_accounts_follow_up_each_from_their_own_mailbox(self):
        other = "anna"
        running = self.daemon(self.account() + daemon.account(self.servers, other))
        mine = self.send()
        theirs = self.send(self.letter(sender=f"Anna Berg <{address(other)}>"), user=other)
        running.amends("track", mine["Message-ID"])
        running.amends("track", theirs["Message-ID"])
        letters = {letter["account"]: letter["id"] for letter in running.letters()}
        self.assertEqual(set(letters), {self.user, other})
        running.move_to_step(letters[self.user])
        self.assertEqual(len(self.drafts(mine)), 1)
        others = self.servers.mailbox(other).answers_to(theirs["Message-ID"], "Drafts")
        self.assertEqual(len(others), 1)
        self.assertIn(address(other), str(others[0]["From"]))
        self.assertEqual(self.box.answers_to(theirs["Message-ID"], "Drafts"), [])

    def test_an_account_that_cannot_work_does_not_stop_the_other(self):
        broken = daemon.account(self.servers, "broken", password=("printf", "wrong"))
        running = self.prepare(self.account() + broken)
        self.addCleanup(running.kill)
        running.start(state=None)

        def states():
            return {each["name"]: each["state"] for each in running.json("status")["accounts"]}

        waiting.until(lambda: states() == {self.user: "watching", "broken": "cannot work"}, "one of two working", 20)
        mail, number = self.tracked(running)
        due = utc(running.steps(number, "check_in")[0]["due"]["at"])
        running.amends("simulate", "move", rfc3339(due), status=5)  # which says what the broken one suffers from
        self.assertEqual(len(self.drafts(mail)), 1)


class Database(Case):
    def database(self, running):
        return next(running.home.rglob("amends.db"))

    def test_a_damaged_database_is_set_aside_and_said(self):
        running = self.daemon()
        self.tracked(running)
        running.stop()
        path = self.database(running)
        damaged = b"not a database " * 1000
        path.write_bytes(damaged)
        for companion in ("-wal", "-shm"):
            path.with_name(path.name + companion).unlink(missing_ok=True)
        running.launch()
        self.assertNotEqual(running.process.wait(10), 0)
        self.assertIn("database", running.log.read_text())
        waiting.until(lambda: "database" in running.told().lower(), "a desktop notification", 10)
        aside = [other for other in path.parent.iterdir() if other != path and other.is_file()]
        self.assertIn(damaged, [other.read_bytes() for other in aside])

    def test_a_service_manager_that_tries_again_and_again_fills_no_disk_with_copies(self):
        running = self.daemon()
        running.stop()
        path = self.database(running)
        path.write_bytes(b"not a database " * 1000)
        for _ in range(3):
            running.launch()
            self.assertNotEqual(running.process.wait(10), 0)
        self.assertEqual(len(list(path.parent.glob("*.damaged*"))), 1)
        waiting.until(running.told, "a desktop notification", 10)
        self.assertEqual(running.told().count(".damaged"), 1)

    def test_no_service_manager_tries_again_before_somebody_has_acted(self):
        running = self.daemon()
        running.stop()
        self.database(running).write_bytes(b"not a database " * 1000)
        running.launch()
        status = running.process.wait(10)
        for unit in ("user/amendsd.service", "system/amendsd@.service"):
            self.assertIn(str(status), unit_files.settings(unit, "RestartPreventExitStatus")[0].split(), unit)
        done = running.run("status")
        self.assertEqual(done.returncode, 4)
        self.assertIn(b".damaged", done.stderr)

    def test_the_database_is_nobody_elses_to_read(self):
        running = self.daemon()
        self.tracked(running)
        self.assertEqual(self.database(running).stat().st_mode & 0o077, 0)
        self.assertEqual(next(running.home.rglob("rpc.sock")).stat().st_mode & 0o077, 0)


class Cores(Case):
    def test_a_crash_leaves_no_core_with_secrets(self):
        running = self.daemon()
        limits = pathlib.Path(f"/proc/{running.process.pid}/limits").read_text()
        line = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
        self.assertEqual(line.split()[4:6], ["0", "0"])
        running.process.send_signal(signal.SIGKILL)
        running.process.wait()


if __name__ == "__main__":
    unittest.main()
