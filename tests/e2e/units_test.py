#!/usr/bin/python3
"""The systemd units: what systemd says of them, and amendsd started as they start it."""

import os
import pathlib
import subprocess
import tempfile
import unittest

import daemon
import unit_files
import waiting
from case import Case
from servers import PASSWORD

SYSTEM_SERVICE = "system/amendsd@.service"


class Verified(unittest.TestCase):
    """`systemd-analyze verify`, with the program that was built in place of the one that will be installed."""

    def verified(self, manager, names):
        with tempfile.TemporaryDirectory() as folder:
            for unit in (unit_files.UNITS / manager).iterdir():
                text = unit.read_text().replace("ExecStart=amendsd", f"ExecStart={daemon.BIN / 'amendsd'}")
                (pathlib.Path(folder) / unit.name.replace("@.", "@alice.")).write_text(text)
            done = subprocess.run(
                ["systemd-analyze", f"--{manager}", "--man=no", "--recursive-errors=no", "verify",
                 *(f"{folder}/{name}" for name in names)],
                env={**os.environ, "XDG_RUNTIME_DIR": folder}, capture_output=True, text=True,
            )  # fmt: skip
            ours = [line for line in done.stderr.splitlines() if "amendsd" in line]
            self.assertEqual((done.returncode, ours), (0, []), done.stderr)

    def test_the_units_of_a_users_own_instance_are_right(self):
        self.verified("user", ["amendsd.service", "amendsd.socket"])

    def test_the_units_of_a_system_instance_are_right(self):
        self.verified("system", ["amendsd@alice.service", "amendsd@alice.socket"])


class SystemInstance(Case):
    """What the system's service manager hands over, and its filter of system calls, without the manager."""

    class UnderTheFilter(daemon.Daemon):
        def command(self):
            words = super().command()
            at = words.index(str(daemon.BIN / "amendsd"))
            confined = ["/usr/bin/python3", unit_files.__file__, SYSTEM_SERVICE, words[at], "--system", *words[at + 1 :]]
            return words[:at] + confined

        @property
        def environment(self):
            return {
                **super().environment,
                "STATE_DIRECTORY": str(self.home / "state"),
                "RUNTIME_DIRECTORY": str(self.home / "run/amends"),
                "CREDENTIALS_DIRECTORY": str(self.home / "credentials"),
            }

    def test_it_starts_and_works_under_its_filter(self):
        running = self.UnderTheFilter(self.servers, self.account(secret='credential = "imap-password"'), home="system")
        for folder in ("state", "credentials"):
            (running.home / folder).mkdir(mode=0o700)
        (running.home / "credentials/imap-password").write_text(PASSWORD)
        self.addCleanup(running.kill)
        running.start()
        mail, number = self.tracked(running)
        running.amends("check-in", number, "--now")
        waiting.until(lambda: self.drafts(mail), "the draft", 20)
        running.stop()

    def test_what_it_needs_is_allowed_and_what_it_never_needs_is_not(self):
        allowed = unit_files.allowed_calls(SYSTEM_SERVICE)
        self.assertEqual({"pipe", "pipe2", "socketpair", "eventfd2", "epoll_wait", "execve"} - allowed, set())
        self.assertEqual({"ptrace", "mount", "setuid", "chown", "shmget", "mq_open", "process_vm_readv"} & allowed, set())


class SocketActivation(Case):
    def activated(self, configuration=None):
        """A daemon that starts at the first question to the socket that is handed to it."""
        prepared = self.prepare(configuration, real_time=True)
        prepared.socket = socket = prepared.home / "run/amends/rpc.sock"
        socket.parent.mkdir(mode=0o700)

        class Activated(type(prepared)):
            def command(self):
                words = super().command()
                at = words.index(str(daemon.BIN / "amendsd"))
                passed = [word for name in self.environment for word in ("-E", name)]
                return [*words[:at], "systemd-socket-activate", *passed, "-l", str(socket), *words[at:]]

        prepared.__class__ = Activated
        self.addCleanup(prepared.kill)
        return prepared

    def test_the_daemon_answers_on_the_socket_that_it_is_handed(self):
        activated = self.activated()
        activated.launch()
        waiting.until(activated.socket.exists, "the socket", 10)
        activated.wait_for_state("watching")
        activated.stop()
        self.assertTrue(activated.socket.exists(), "the manager's socket is not the daemon's to remove")


    def test_the_daemon_answers_where_its_configuration_says_as_well(self):
        with_a_socket_of_its_own = self.account() + '\n[daemon]\nsocket = "mine.sock"\n'
        activated = self.activated(with_a_socket_of_its_own)
        activated.launch()
        waiting.until(activated.socket.exists, "the socket", 10)
        asked = activated.run("--socket", activated.socket, "status")
        self.assertEqual((asked.returncode, asked.stderr), (0, b""))
        activated.wait_for_state("watching")  # asked where the configuration says
        activated.stop()

    def test_a_question_to_a_daemon_that_does_not_start_does_not_start_it_again_and_again(self):
        for unit in ("user/amendsd.socket", "system/amendsd@.socket"):
            self.assertEqual(unit_files.settings(unit, "FlushPending"), ["yes"])


class Places(unittest.TestCase):
    def test_the_unit_names_the_place_where_the_program_looks(self):
        self.assertEqual(unit_files.settings("system/amendsd@.socket", "ListenStream"), ["/run/amends/%i/rpc.sock"])
        self.assertEqual(unit_files.settings("user/amendsd.socket", "ListenStream"), ["%t/amends/rpc.sock"])


if __name__ == "__main__":
    unittest.main()
