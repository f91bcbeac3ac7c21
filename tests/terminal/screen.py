"""A program in a terminal: tmux draws it, takes the keys, and tells what stands on the screen."""

import re
import subprocess

import waiting


class Screen:
    """`command` (a list) runs until it ends or the test does."""

    def __init__(self, folder, command, environment, columns=100, lines=32):
        self._socket = folder / "tmux"
        self._environment = {**environment, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
        self.tmux("-f", "/dev/null", "new-session", "-d", "-s", "test", "-x", str(columns), "-y", str(lines), *command)

    def tmux(self, *words):
        done = subprocess.run(
            ["tmux", "-S", str(self._socket), *words], env=self._environment, capture_output=True, timeout=30
        )
        if done.returncode != 0:
            raise AssertionError(f"tmux {' '.join(words)}: {done.stderr.decode()}")
        return done.stdout.decode()

    def text(self):
        try:
            return self.tmux("capture-pane", "-p", "-t", "test")
        except AssertionError:
            return ""  # the program has ended, and its screen with it

    def keys(self, *names):
        """Keys by tmux' names: Enter, Down, Escape, C-c, a single letter."""
        self.tmux("send-keys", "-t", "test", *names)

    def type(self, text):
        self.tmux("send-keys", "-t", "test", "-l", "--", text)

    def wait_for(self, pattern, within=30):
        """Waits until the regular expression is found on the screen; gives the screen."""
        try:
            return waiting.until(
                lambda: (text := self.text()) and re.search(pattern, text) and text, f"/{pattern}/", within, every=0.05
            )
        except waiting.NotSeen as error:
            raise AssertionError(f"{error}; the screen says:\n{self.text()}") from error

    def close(self):
        subprocess.run(["tmux", "-S", str(self._socket), "kill-server"], env=self._environment, capture_output=True)
