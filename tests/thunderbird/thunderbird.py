"""One running Thunderbird: started on a profile, steered from outside, ended however the test ends."""

import os
import pathlib
import signal
import subprocess

import waiting
from marionette import Marionette, MarionetteError
from profiles import ADD_ON, PROGRAM
from servers import Server


def installed():
    return PROGRAM.exists()


class Thunderbird:
    """`environment` is what it sees of the machine (HOME above all); it runs without a screen. `inside` is a command that
    runs it in other surroundings."""

    def __init__(self, profile, environment, inside=()):
        self.profile, self.log = profile, profile.with_suffix(".log")
        # It writes each mail that it sends to a file of the same name in the machine's folder for such files. Where that is
        # gone when the server says 354, the send hangs; so nobody else has a hand in this folder.
        self.temporary = profile.with_suffix(".tmp")
        self.environment = {
            "LANG": "C.UTF-8", "MOZ_CRASHREPORTER_DISABLE": "1", "TMPDIR": str(self.temporary), **environment,
        }  # fmt: skip
        self.inside = inside
        self.server = self.control = None

    def __enter__(self):
        try:
            return self.start()
        except BaseException:
            self.kill()
            raise

    def __exit__(self, kind, *_):
        self.quit() if kind is None else self.kill()

    def start(self):
        active = self.profile / "MarionetteActivePort"
        active.unlink(missing_ok=True)
        self.temporary.mkdir(exist_ok=True)
        command = [
            "env", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", "-u", "DBUS_SESSION_BUS_ADDRESS", *self.inside,
            PROGRAM, "--headless", "--no-remote", "--profile", self.profile, "--marionette", "--remote-allow-system-access",
        ]  # fmt: skip
        self.server = Server(command, self.log, **self.environment)

        def port():
            if not self.server.running():
                raise AssertionError(f"Thunderbird has ended:\n{self.said()}")
            return active.exists() and active.read_text().strip()

        self.control = Marionette(int(waiting.until(port, "Thunderbird's port", 60)))
        self.control.begin()
        return self

    def said(self):
        """The end of what it wrote to its console, without the toolkit's complaints about having no screen."""
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join([line for line in lines if line and "Gtk" not in line and "glib" not in line][-60:])

    def run(self, body, *args):
        """Runs JavaScript in Thunderbird's own scope; see marionette.PRELUDE for what it can use."""
        try:
            return self.control.run(body, *args)
        except (MarionetteError, OSError) as error:
            raise AssertionError(f"{error}\n{self.asks()}Thunderbird's console:\n{self.said()}") from error

    def asks(self):
        """What dialogs say that are open, for a message."""
        try:
            words = self.control.run(
                """
                const all = [...Services.wm.getEnumerator(null)].filter(each => each.location.href.includes('commonDialog'));
                return all.map(each => each.document.getElementById('infoBody')?.textContent);
                """
            )
        except (MarionetteError, OSError):
            return ""
        return "".join(f"A dialog is open: {each}\n" for each in words)

    def processes(self, name):
        """Ids of the processes of this Thunderbird's session whose program has that name."""
        found = []
        for folder in pathlib.Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    session = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[3])
                    program = os.path.basename((folder / "cmdline").read_bytes().split(b"\0")[0].decode())
                except (OSError, IndexError):
                    continue
                if session == self.server.process.pid and program == name:
                    found.append(int(folder.name))
        return found

    def signal(self, name, number=signal.SIGSTOP):
        for process in self.processes(name):
            os.kill(process, number)

    def quit(self, within=15):
        """As a person quits it: windows closed, everything written."""
        try:
            self.control.command("Marionette:Quit", flags=["eAttemptQuit"])
        except (MarionetteError, OSError):
            pass  # it may close the connection before it answers
        try:
            self.server.process.wait(within)
        except subprocess.TimeoutExpired as error:
            self.kill()
            raise AssertionError(f"Thunderbird was not gone {within} s after it was asked to quit\n{self.said()}") from error
        self.kill()

    def kill(self):
        if self.control:
            self.control.close()
            self.control = None
        if self.server:
            self.server.stop()
            self.server = None

    # The add-on

    def install(self, path):
        """Installs it until Thunderbird ends, from a folder or an xpi."""
        self.control.command("Addon:Install", path=str(path), temporary=True)
        self.wait_for_add_on()

    def wait_for_add_on(self):
        self.run(
            """
            await until(() => {
              const policy = WebExtensionPolicy.getByID(args[0]);
              return policy && policy.active && policy.extension.backgroundState;
            }, 'the add-on running');
            """,
            ADD_ON,
        )

    def background(self, code, *args):
        """Runs code in the add-on's background page, waking it where it sleeps."""
        return self.run(
            """
            const extension = ExtensionParent.GlobalManager.getExtension(args[0]);
            await extension.wakeupBackground?.();
            await until(() => extension.backgroundContext?.xulBrowser, 'the background page');
            return inPage(extension.backgroundContext.xulBrowser, args[1], args[2]);
            """,
            ADD_ON, code, args,
        )  # fmt: skip
