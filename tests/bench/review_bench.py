#!/usr/bin/env python3
"""What a review costs, against write-good (npm) on the same letters in the same run; how long the rules take to load;
and whether ten times the text takes at most eleven times the time, up to 1 MB.

write-good is timed within its own process, without its start; Amends as a whole process, reading and writing JSON and
finding the promises too, less what it takes for no letter at all.
"""

import argparse
import json
import pathlib
import resource
import statistics
import subprocess
import sys

ROUNDS = 7
COPIES = 20
PEER = "write-good@1.0.8"
PEER_PROGRAM = """
const writeGood = require('write-good');
const letters = require('fs').readFileSync(0, 'utf8').trim().split('\\n').map(line => JSON.parse(line).body);
for (const letter of letters) writeGood(letter);
const begin = process.hrtime.bigint();
let found = 0;
for (const letter of letters) found += writeGood(letter).length;
console.log(Number(process.hrtime.bigint() - begin) / 1e9, found);
"""


def user_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def review(amends, lines):
    before = user_seconds()
    done = subprocess.run([amends, "review", "--jsonl"], input=lines, capture_output=True, check=True)
    spent = user_seconds() - before
    assert done.stdout.count(b"\n") == lines.count(b"\n"), done.stderr.decode()
    return spent


def version(amends):
    before = user_seconds()
    subprocess.run([amends, "--version"], capture_output=True, check=True)
    return user_seconds() - before


def line_of(body):
    return json.dumps({"id": 1, "subject": "", "body": body}).encode() + b"\n"


def peer(folder):
    if not (folder / "node_modules" / "write-good").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text("{}\n")  # else npm takes the project's own
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", PEER], cwd=folder, check=True)
    (folder / "time.js").write_text(PEER_PROGRAM)


def peer_seconds(folder, lines):
    done = subprocess.run(["node", "time.js"], cwd=folder, input=lines, capture_output=True, check=True)
    return float(done.stdout.split()[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, default=pathlib.Path("build/release/bin"))
    parser.add_argument("--peer", type=pathlib.Path, default=pathlib.Path("build/bench/write-good"))
    given = parser.parse_args()
    amends = str(given.bin / "amends")
    letters = (pathlib.Path(__file__).resolve().parents[1] / "eval" / "letters.jsonl").read_bytes()
    count = letters.count(b"\n") * COPIES
    try:
        peer(given.peer)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"{PEER} cannot be installed ({error}); it needs the packages nodejs and npm.")

    ours, theirs, starts, loads = [], [], [], []
    for _ in range(ROUNDS):
        empty = review(amends, b"")
        ours.append((review(amends, letters * COPIES) - empty) / count)
        theirs.append(peer_seconds(given.peer, letters * COPIES) / count)
        starts.append(version(amends))
        loads.append(empty - starts[-1])
    mine, other = statistics.median(ours), statistics.median(theirs)
    print(f"a letter                    {mine * 1e3:8.3f} ms against {other * 1e3:8.3f} ms for write-good: {mine / other:.2f} times")
    print(f"loading the rules           {statistics.median(loads) * 1e3:8.1f} ms beside {statistics.median(starts) * 1e3:.1f} ms for --version")

    text = " ".join(json.loads(line)["body"] for line in letters.splitlines())
    hostile = {
        "letters": text,
        "one sentence": "I am sorry that if you may have felt because ",
        "brackets": "[[[{{<<((\"'",
        "quoted lines": "> > > I am sorry\n",
        "no blanks": "sorry",
        "promises": "by Friday the 5th of March at 3 pm or 48 hours before 03/04, ",
    }
    for name, unit in hostile.items():
        sizes = [10_000, 100_000, 1_000_000]
        bodies = [(unit * (size // len(unit) + 1))[:size] for size in sizes]
        empty = min(review(amends, b"") for _ in range(3))
        spent = [min(review(amends, line_of(body)) for _ in range(3)) - empty for body in bodies]
        growth = [later / max(sooner, 1e-4) for sooner, later in zip(spent, spent[1:], strict=False)]
        times = ", ".join(f"{each * 1e3:.1f}" for each in spent)
        print(f"{name:14s} 10 kB, 100 kB, 1 MB: {times} ms; ten times the text: {growth[0]:.1f} and {growth[1]:.1f} times")


if __name__ == "__main__":
    main()
