"""Runs amendsd and asks it through `amends`, in a home of its own, with nothing of the machine's user in it."""

import datetime
import json
import os
import pathlib
import signal
import subprocess

import waiting
from servers import PASSWORD, address

BIN = pathlib.Path(os.environ.get("AMENDS_BIN") or pathlib.Path(__file__).resolve().parents[2] / "build/bin").resolve()
NAMES = {"anna": "Anna Berg"}


def utc(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def rfc3339(at):
    return at.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def account(servers, user, password=("printf", PASSWORD), tls="tls", auth=None, secret=None, imap_port=None,
            smtp_port=None, more=""):  # fmt: skip
    """One account's part of the configuration. `secret` replaces the line that says how the secret is come by."""
    ports = {
        "tls": (servers.imaps_port, servers.smtps_port),
        "starttls": (servers.imap_port, servers.smtp_port),
    }[tls]
    lines = [
        f"[account.{user}]",
        f'name = "{NAMES.get(user, "Alice Baker")}"',
        f'address = "{address(user)}"',
        secret or f"password_command = {json.dumps(password)}",
    ]
    for protocol, port in (("imap", imap_port or ports[0]), ("smtp", smtp_port or ports[1])):
        lines += [
            f'{protocol}.host = "localhost"',
            f"{protocol}.port = {port}",
            f'{protocol}.tls = "{tls}"',
            f'{protocol}.user = "{user}"',
            f'{protocol}.ca_file = "{servers.ca}"',
        ]
        if auth:
            lines.append(f'{protocol}.auth = "{auth}"')
    return "\n".join([*lines, more]) + "\n"


class Failed(AssertionError):
    """A command ended in another way than the test expects."""


class Daemon:
    """amendsd with a configuration; `now` (a datetime) starts a simulated clock, None means the real one."""

    def __init__(self, servers, configuration=None, now=None, dry_run=False, general="", home="home",
                 zone="UTC"):  # fmt: skip
        self.servers, self.now, self.dry_run = servers, now, dry_run
        self.home = servers.folder / home
        self.config = self.home / ".config/amends/amends.toml"
        self.notices = self.home / "notices"
        self.log = self.home / "amendsd.log"
        for folder in ("run", "bin", ".config/amends"):
            (self.home / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
        self.zone = zone
        self.editor = "false"
        self._stand_in_for_notify_send()
        self.configure((configuration or account(servers, "alice")), general)
        self.process = None

    def configure(self, accounts, general=""):
        self.config.write_text(f'{accounts}\n[user]\nzone = "{self.zone}"\n{general}\n')
        self.config.chmod(0o600)

    def _stand_in_for_notify_send(self):
        program = self.home / "bin/notify-send"
        program.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$*\" >>'{self.notices}'\n")
        program.chmod(0o755)

    @property
    def environment(self):
        return {
            "HOME": str(self.home),
            "PATH": f"{self.home / 'bin'}:{BIN}:/usr/bin:/bin:/usr/sbin",
            "XDG_RUNTIME_DIR": str(self.home / "run"),
            "TZ": "UTC",
            "LC_ALL": "C.UTF-8",
            "EDITOR": self.editor,
            **{name: os.environ[name] for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ},
        }

    def __enter__(self):
        try:
            return self.start()
        except BaseException:
            self.kill()
            raise

    def __exit__(self, kind, *_):
        self.stop() if kind is None else self.kill()

    def command(self):
        # Even where the test is killed, its daemon does not outlive it.
        words = ["setpriv", "--pdeathsig", "KILL", str(BIN / "amendsd"), "--config", str(self.config)]
        if self.now:
            words += ["--simulation", rfc3339(self.now)]
        return words + (["--dry-run"] if self.dry_run else [])

    def launch(self):
        """Starts the process without waiting for anything."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command(), env=self.environment, stdout=log, stderr=log)
        return self

    def start(self, state="watching"):
        """Starts it and waits until every account is in that state (any state where None)."""
        self.launch()
        self.wait_until_answering()
        if state:
            self.wait_for_state(state)
        return self

    def wait_until_answering(self):
        def answers():
            if self.process.poll() is not None:
                raise Failed(f"amendsd ended with {self.process.returncode}:\n{self.log.read_text()[-4000:]}")
            return self.run("status").returncode == 0

        waiting.until(answers, "an answer to `amends status`", 30, every=0.05)

    def wait_for_state(self, state, within=30):
        def there():
            accounts = self.json("status")["accounts"]
            return accounts and all(each["state"] == state for each in accounts)

        try:
            waiting.until(there, f"every account {state}", within, every=0.05)
        except waiting.NotSeen as error:
            raise Failed(f"{error}; status: {self.json('status')}\n{self.log.read_text()[-4000:]}") from error

    def kill(self):
        """As a crash: no chance to tidy up."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def stop(self, within=5):
        """SIGTERM; the daemon must be gone in time and without complaint."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                status = self.process.wait(within)
            except subprocess.TimeoutExpired as error:
                self.kill()
                raise Failed(f"amendsd was not gone {within} s after SIGTERM\n{self.log.read_text()[-4000:]}") from error
            if status != 0:
                raise Failed(f"amendsd ended with {status} after SIGTERM:\n{self.log.read_text()[-4000:]}")

    def fate(self):
        """How the process ended, for a message."""
        status = self.process.poll() if self.process else None
        return "" if status is None else f"amendsd has ended with {status}\n"

    def restart(self):
        self.kill()
        return self.start()

    def reload(self):
        self.process.send_signal(signal.SIGHUP)

    def run(self, *words, stdin=None, within=90):
        return subprocess.run(
            [str(BIN / "amends"), "--config", str(self.config), *map(str, words)],
            env=self.environment, input=stdin, capture_output=True, timeout=within,
        )  # fmt: skip

    def amends(self, *words, stdin=None, status=0, within=90):
        """What the command prints; fails where it does not end with `status`."""
        done = self.run(*words, stdin=stdin, within=within)
        if done.returncode != status:
            raise Failed(
                f"amends {' '.join(map(str, words))} ended with {done.returncode}, not {status}\n"
                f"{done.stdout.decode()}{done.stderr.decode()}\n{self.fate()}{self.log.read_text()[-4000:]}"
            )
        return done.stdout.decode()

    def json(self, *words, **options):
        return json.loads(self.amends(*words, "--json", **options))

    # Letters

    def letters(self):
        return self.json("list", "--all")

    def letter(self, number):
        return self.json("show", number)

    def tracked(self, mail):
        """The tracked letter of this message, or None."""
        wanted = str(mail["Message-ID"]).strip("<> ")
        return next((letter for letter in self.letters() if letter["message_id"] == wanted), None)

    def wait_tracked(self, mail, within=20):
        return waiting.until(lambda: self.tracked(mail), f"the letter {mail['Message-ID']} in `amends list`", within)

    def steps(self, number, kind=None):
        return [step for step in self.letter(number)["steps"] if kind in (None, step["kind"])]

    def wait_step(self, number, kind, state, within=20):
        return waiting.until(
            lambda: next((step for step in self.steps(number, kind) if step["state"] == state), None),
            f"{kind} of letter {number} {state}", within,
        )  # fmt: skip

    def reasons(self, number):
        return [entry["reason"] for entry in self.json("why", number)]

    # The simulated clock

    def move(self, to):
        """Moves the clock; returns when all that became due has been acted on."""
        self.now = to
        self.amends("simulate", "move", rfc3339(to), within=900)

    def move_to_step(self, number, kind="check_in"):
        """Moves the clock to the due time of the letter's planned step; returns that time."""
        due = utc(next(step for step in self.steps(number, kind) if step["state"] == "planned")["due"]["at"])
        self.move(due)
        return due

    def look(self):
        self.amends("simulate", "look")

    def told(self):
        """What desktop notifications said."""
        return self.notices.read_text() if self.notices.exists() else ""
