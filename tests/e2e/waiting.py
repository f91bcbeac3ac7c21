"""The only place where a test waits: until something is seen, and never longer than a deadline."""

import time


class NotSeen(AssertionError):
    """What was waited for did not come."""


def until(look, what, within=10.0, every=0.02):
    """Calls `look` until it gives something true, and returns that."""
    deadline = time.monotonic() + within
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > deadline:
            raise NotSeen(f"not seen within {within:g} s: {what}")
        time.sleep(every)


def never(look, what, during=0.5, every=0.05):
    """Fails as soon as `look` gives something true; for what must not happen although nothing announces that."""
    deadline = time.monotonic() + during
    while time.monotonic() < deadline:
        if look():
            raise AssertionError(f"seen although it must not be: {what}")
        time.sleep(every)
