"""amendsd under strace."""

import os
import pathlib
import signal
import subprocess
import unittest

from daemon import Daemon


def may_trace():
    """Some containers let nobody trace."""
    return subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True).returncode == 0


needs_strace = unittest.skipUnless(may_trace(), "nothing may be traced on this machine")


class Traced(Daemon):
    """`tracing`: further words for strace; what it writes stands in `trace` when the daemon has ended."""

    tracing = ()

    @property
    def trace(self):
        return self.home / "trace"

    def command(self):
        words = ["setpriv", "--pdeathsig", "KILL", "strace", "-f", "-qq", "-o", str(self.trace)]
        return [*words, *self.tracing, *super().command()]

    def ends(self, within=20):
        """SIGTERM to the daemon itself, since strace lets none through; then strace writes down the rest and ends."""
        if self.process.poll() is None:
            tracer = self.process.pid
            for child in pathlib.Path(f"/proc/{tracer}/task/{tracer}/children").read_text().split():
                os.kill(int(child), signal.SIGTERM)
        return self.process.wait(within)
