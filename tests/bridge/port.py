"""The mail client's side of the port: starts amends-bridge and speaks native messages with it."""

import json
import os
import pathlib
import select
import struct
import subprocess
import time

BIN = pathlib.Path(os.environ.get("AMENDS_BIN") or pathlib.Path(__file__).resolve().parents[2] / "build/bin").resolve()

LOOK_UPS = {"letters.plan", "letters.preview", "letters.find", "clients.history"}  # a second each, and they change nothing


class Silent(AssertionError):
    """The bridge said nothing in time."""


def frame(text):
    data = text if isinstance(text, bytes) else text.encode()
    return struct.pack("=I", len(data)) + data


class Port:
    """A bridge in a home of its own; `more` are further environment variables."""

    def __init__(self, home, **more):
        self.last_id = 0
        self.kept = {}
        self.process = subprocess.Popen(
            [str(BIN / "amends-bridge"), "/somewhere/amends.json", "amends@amends.invalid"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={"HOME": str(home), "PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": str(home), "TZ": "UTC",
                 **{name: os.environ[name] for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}, **more},
        )  # fmt: skip

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            try:
                stream.close()
            except OSError:
                pass

    def send(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def start(self, method, params=None):
        """Sends a request and gives its id."""
        self.last_id += 1
        self.send(frame(json.dumps({"id": self.last_id, "method": method, "params": params or {}})))
        return self.last_id

    def _exactly(self, count, until):
        data = b""
        while len(data) < count:
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, until - time.monotonic()))
            more = os.read(self.process.stdout.fileno(), count - len(data)) if ready else None
            if not more:
                raise Silent("the bridge has ended" if ready else "the bridge does not answer in time")
            data += more
        return data

    def next(self, within=30):
        """The next message of the bridge."""
        until = time.monotonic() + within
        (length,) = struct.unpack("=I", self._exactly(4, until))
        return json.loads(self._exactly(length, until))

    def answer(self, number, within=30):
        while number not in self.kept:
            message = self.next(within)
            self.kept[message["id"]] = message
        return self.kept.pop(number)

    def _answered(self, method, within, params):
        """The answer; a look-up that a busy daemon has not answered within its second is put again, as the add-on
        does when the panel is next drawn: how long it may take is not what its callers here look at."""
        until = time.monotonic() + within
        while True:
            answer = self.answer(self.start(method, params), within)
            late = answer.get("error", {}).get("retry") == "unknown"
            if not (late and method in LOOK_UPS and time.monotonic() < until):
                return answer

    def ask(self, method, within=30, **params):
        """The result; fails where it is an error."""
        answer = self._answered(method, within, params)
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        return answer["result"]

    def error(self, method, within=30, **params):
        return self._answered(method, within, params)["error"]

    def end(self, within=10):
        """Closes the port; the exit status and what stood on standard error."""
        self.process.stdin.close()
        return self.fate(within)

    def fate(self, within=10):
        status = self.process.wait(within)
        return status, self.process.stderr.read().decode()
