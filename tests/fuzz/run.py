"""Runs the fuzz targets: ./dev fuzz builds them first. New inputs are kept in build/fuzz/corpus, crashes in
build/fuzz/crashes; exit status 1 where one fell over."""

import argparse
import concurrent.futures
import pathlib
import re
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
# The longest input of each, in bytes: about the length of a real one.
LONGEST = {
    "imap": 2048, "smtp": 1024, "frames": 1024, "rpc_line": 1024, "rpc_values": 4096, "config": 2048,
    "templates": 2048, "ics": 1024, "message": 6144, "review": 1500, "promises": 600, "words": 400,
}  # fmt: skip
QUICK = 20  # seconds
TURN = 600  # seconds, where each runs until it is stopped


def arguments():
    parser = argparse.ArgumentParser(prog="./dev fuzz", description="Feeds the readers of outside bytes with mutated "
                                     "inputs. Without a limit the targets take turns of ten minutes until stopped.")  # fmt: skip
    parser.add_argument("target", nargs="*", help="only these: " + " ".join(LONGEST))
    limit = parser.add_mutually_exclusive_group()
    limit.add_argument("--quick", action="store_true", help=f"{QUICK} seconds each")
    limit.add_argument("--seconds", type=int, help="so many seconds each")
    limit.add_argument("--runs", type=int, help="so many inputs each")
    parser.add_argument("--jobs", type=int, default=1, help="so many targets at once (1)")
    parser.add_argument("--build", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    given = parser.parse_args()
    for name in given.target:
        if name not in LONGEST:
            parser.error(f'there is no target "{name}", but: {" ".join(LONGEST)}')
    return given


def command_of(build, target, limits):
    corpus, crashes = build / "corpus" / target, build / "crashes"
    corpus.mkdir(parents=True, exist_ok=True)
    crashes.mkdir(parents=True, exist_ok=True)
    command = [build / "bin" / f"fuzz_{target}", corpus, HERE / "seeds" / target]
    command += [f"-artifact_prefix={crashes}/{target}-", f"-max_len={LONGEST[target]}", "-timeout=60"]
    command += ["-print_final_stats=1", "-close_fd_mask=1", *limits]
    words = HERE / f"{target}.dict"
    return command + ([f"-dict={words}"] if words.exists() else [])


def number(name, log):
    found = re.search(rf"stat::{name}:\s+(\d+)", log)
    return int(found.group(1)) if found else 0


def run(build, target, limits):
    """True where nothing was found; says what was done, or how to see it again."""
    begun = time.monotonic()
    done = subprocess.run(command_of(build, target, limits), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, check=False)  # fmt: skip
    log = done.stderr.decode(errors="replace")
    figures = (f"{target}: {number('number_of_executed_units', log):,} inputs in {time.monotonic() - begun:.0f} s, "
               f"{number('new_units_added', log):,} of them new")  # fmt: skip
    if done.returncode == 0:
        print(figures, flush=True)
        return True
    place = re.search(r"Test unit written to (\S+)", log)
    report = "\n".join(log.splitlines()[-60:])
    if not place:
        print(f"{report}\n{target}: it did not run (exit status {done.returncode})", flush=True)
        return False
    kept = pathlib.Path(place.group(1))
    kept.with_name(kept.name + ".log").write_text(log)
    print(f"{report}\n{figures}\n{target} FELL OVER. The input is kept. To see it again: "
          f"{build}/bin/fuzz_{target} {kept}\nMake it a test (and a file in tests/fuzz/seeds/{target}) before it is "
          "mended.", flush=True)  # fmt: skip
    return False


def run_all(build, targets, limits, jobs):
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        return all(list(pool.map(lambda target: run(build, target, limits), targets)))


def main():
    given = arguments()
    targets = given.target or list(LONGEST)
    if given.runs:
        limits = [f"-runs={given.runs}"]
    else:
        limits = [f"-max_total_time={QUICK if given.quick else given.seconds or TURN}"]
    endless = not (given.runs or given.quick or given.seconds)
    try:
        good = run_all(given.build, targets, limits, given.jobs)
        while good and endless:
            good = run_all(given.build, targets, limits, given.jobs)
    except KeyboardInterrupt:
        return 0
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
