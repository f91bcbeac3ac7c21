#!/usr/bin/env python3
"""How long the mail client waits for amends-bridge: from starting it to its first answer (at most 30 ms), and for a
review once it runs. Beside it, what starting a program that does nothing takes on this machine."""

import argparse
import json
import pathlib
import statistics
import struct
import subprocess
import sys
import tempfile
import time

ROUNDS = 40
MOST_MS = 30
LETTERS = pathlib.Path(__file__).resolve().parents[1] / "eval" / "letters.jsonl"


def ask(bridge, method, params=None):
    """Asks and waits; milliseconds."""
    text = json.dumps({"id": 1, "method": method, "params": params or {}}).encode()
    began = time.monotonic()
    bridge.stdin.write(struct.pack("=I", len(text)) + text)
    bridge.stdin.flush()
    (length,) = struct.unpack("=I", bridge.stdout.read(4))
    answer = json.loads(bridge.stdout.read(length))
    assert "result" in answer, answer
    return (time.monotonic() - began) * 1e3


def started(program, home):
    """Start to first answer, in milliseconds, and the running bridge."""
    began = time.monotonic()
    bridge = subprocess.Popen(
        [program, "amends.json", "amends@amends.invalid"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={"HOME": home, "XDG_RUNTIME_DIR": home},
    )  # fmt: skip
    ask(bridge, "bridge.hello")
    return (time.monotonic() - began) * 1e3, bridge


def nothing():
    began = time.monotonic()
    subprocess.run(["/bin/true"], check=True)
    return (time.monotonic() - began) * 1e3


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, default=pathlib.Path("build/release/bin"))
    program = str(parser.parse_args().bin / "amends-bridge")
    letters = [json.loads(line) for line in LETTERS.read_text().splitlines()]
    starts, idle, first, reviews = [], [], [], []
    with tempfile.TemporaryDirectory() as home:
        for _ in range(ROUNDS):
            taken, bridge = started(program, home)
            starts.append(taken)
            idle.append(nothing())
            wishes = [{"subject": each.get("subject") or "", "body": each["body"]} for each in letters[:20]]
            first.append(ask(bridge, "guide.review", wishes[0]))
            reviews += [ask(bridge, "guide.review", wish) for wish in wishes]
            bridge.communicate()
    start = statistics.median(starts)
    print(f"amends-bridge: start to first answer {start:6.1f} ms (a program that does nothing: {statistics.median(idle):.1f} ms)")
    print(f"               first review          {statistics.median(first):6.1f} ms, which loads the rules; "
          f"each further one {statistics.median(reviews):.1f} ms")  # fmt: skip
    if start > MOST_MS:
        sys.exit(f"amends-bridge takes {start:.1f} ms to start; at most {MOST_MS} ms are allowed.")


if __name__ == "__main__":
    main()
