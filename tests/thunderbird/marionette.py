"""Speaks Thunderbird's remote-control protocol: length-prefixed JSON over a loopback socket, one answer to a command."""

import base64
import contextlib
import json
import pathlib
import socket

import waiting

PRELUDE = (pathlib.Path(__file__).resolve().parent / "prelude.js").read_text()
RETURN, CONTROL, SHIFT = "\ue007", "\ue009", "\ue008"


class MarionetteError(Exception):
    """Thunderbird refused a command, or a script failed."""


class Dialog(MarionetteError):
    """A modal dialog opened while a script ran, and nothing else can be done until it is answered."""


class Marionette:
    def __init__(self, port, within=30):
        self.buffer = b""
        self.last = 0
        self.stream = waiting.until(lambda: self._connect(port), f"Thunderbird listening on port {port}", within)
        self._receive()  # the greeting

    @staticmethod
    def _connect(port):
        try:
            stream = socket.create_connection(("127.0.0.1", port), 5)
        except OSError:
            return None
        stream.settimeout(90)
        return stream

    def _fill(self):
        data = self.stream.recv(65536)
        if not data:
            raise MarionetteError("Thunderbird has closed the connection")
        self.buffer += data

    def _receive(self):
        while b":" not in self.buffer:
            self._fill()
        length, _, rest = self.buffer.partition(b":")
        self.buffer = rest
        while len(self.buffer) < int(length):
            self._fill()
        message, self.buffer = self.buffer[: int(length)], self.buffer[int(length) :]
        return json.loads(message)

    def command(self, name, **parameters):
        self.last += 1
        data = json.dumps([0, self.last, name, parameters]).encode()
        self.stream.sendall(b"%d:%s" % (len(data), data))
        kind, number, error, result = self._receive()
        if (kind, number) != (1, self.last):
            raise MarionetteError(f"an answer to another command: {kind} {number}")
        if error:
            raise MarionetteError(f"{name}: {error['error']}: {error['message']}")
        return result

    def begin(self):
        self.command("WebDriver:NewSession", capabilities={})
        self.command("WebDriver:SetTimeouts", script=60000)
        self.command("Marionette:SetContext", value="chrome")
        self.main = self.command("WebDriver:GetWindowHandle")["value"]

    def run(self, body, *args):
        """Runs an asynchronous function body in Thunderbird's own scope; gives what it returns (JSON)."""
        script = (
            PRELUDE + "const done = arguments[arguments.length - 1], args = [...arguments].slice(0, -1);"
            "(async () => {" + body + "})().then(value => done({value: value === undefined ? null : value}),"
            " error => done({error: `${error}\\n${error.stack || ''}`}));"
        )
        said = self.command(
            "WebDriver:ExecuteAsyncScript", script=script, args=list(args), newSandbox=True, sandbox="system"
        )["value"]
        if said is None:
            raise Dialog(self.dialog() or "a modal dialog opened")
        if "error" in said:
            raise MarionetteError(f"{said['error']}\nin: {body.strip()}")
        return said["value"]

    def dialog(self):
        """The text of the modal dialog that is open, or None."""
        try:
            return self.command("WebDriver:GetAlertText")["value"]
        except MarionetteError:
            return None

    def answer_dialog(self, yes=True):
        self.command("WebDriver:AcceptAlert" if yes else "WebDriver:DismissAlert")

    @contextlib.contextmanager
    def in_window(self, handle, focus=False):
        """Keys and pictures are meant for the window that is switched to; scripts run in the main window, which stays."""
        self.command("WebDriver:SwitchToWindow", handle=handle, focus=focus)
        try:
            yield self
        finally:
            self.command("WebDriver:SwitchToWindow", handle=self.main, focus=False)

    def keys(self, text):
        """Presses and releases one key after the other."""
        names = [RETURN if character == "\n" else character for character in text]
        self._press([(kind, name) for name in names for kind in ("keyDown", "keyUp")])

    def chord(self, *names):
        """Presses keys together."""
        self._press([("keyDown", name) for name in names] + [("keyUp", name) for name in reversed(names)])

    def _press(self, strokes):
        actions = [{"type": kind, "value": name} for kind, name in strokes]
        self.command("WebDriver:PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": actions}])
        self.command("WebDriver:ReleaseActions")

    def picture(self):
        """A PNG of the window that is switched to."""
        return base64.b64decode(self.command("WebDriver:TakeScreenshot", full=False, hash=False)["value"])

    def close(self):
        self.stream.close()
