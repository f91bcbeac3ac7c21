"""amendsd under strace."""

import os
import pathlib
import signal

from daemon import Daemon


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
