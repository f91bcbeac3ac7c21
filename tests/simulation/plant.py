#!/usr/bin/python3
"""Plants known bugs, one at a time, in a copy of the source, and shows that the simulation finds each.

Exit status 1 where one is not found within the histories that it is given, or cannot be planted or built any more.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys
import time
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
COPIED = ["CMakeLists.txt", "CMakePresets.json", "cmake", "config", "daemon", "plugin", "systemd", "templates", "tests"]


def make_copy(folder):
    source = folder / "source"
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir(parents=True)
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, symlinks=True)
        else:
            shutil.copy2(ROOT / name, source / name)
    return source


def build(source, output):
    if not (output / "build.ninja").exists():
        subprocess.run(["cmake", "--preset", "default", "-S", source, "-B", output], check=True, cwd=source,
                       stdout=subprocess.DEVNULL)
    done = subprocess.run(["ninja", "-C", output, "amends_simulate"], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    return done.returncode == 0, done.stdout


def planted(source, edits):
    """The files' own texts, to be put back; None where an edit does not fit."""
    own = {}
    for name, before, after in edits:
        path = source / name
        text = path.read_text()
        own.setdefault(path, text)
        if text.count(before) != 1:
            put_back(own)
            return None
        path.write_text(text.replace(before, after))
    return own


def put_back(own):
    for path, text in own.items():
        path.write_text(text)


def find(program, histories, at_once):
    """The first seed that shows it, and by which rule; None where none does."""
    for first in range(1, histories + 1, at_once):
        done = subprocess.run([program, "--histories", str(at_once), "--seed", str(first), "--tell", "1"],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode == 0:
            continue
        told = done.stdout.splitlines()
        seed = next((line for line in told if line.startswith("seed ")), "a crash")
        rule = next((line.split("(")[1].split(")")[0] for line in told if line.startswith("  ")), "")
        return f"{seed} {rule}"
    return None


def judge(bug, source, output, wanted):
    own = planted(source, bug["edits"])
    if own is None:
        return "cannot be planted: the code has changed"
    good, said = build(source, output)
    found = find(output / "bin" / "amends_simulate", wanted.histories, wanted.at_once) if good else None
    put_back(own)
    if not good:
        return "does not build: " + said[-600:]
    return f"found by {found}" if found else f"NOT FOUND in {wanted.histories} histories"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=300)
    parser.add_argument("--at-once", type=int, default=25)
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / "build" / "planted")
    parser.add_argument("--only", help="bugs whose name contains this")
    wanted = parser.parse_args()
    bugs = tomllib.loads((pathlib.Path(__file__).parent / "planted.toml").read_text())["bug"]
    source = make_copy(wanted.folder)
    output = wanted.folder / "build"
    good, said = build(source, output)
    if not good:
        sys.exit(said)
    missed = 0
    for bug in bugs:
        if wanted.only and wanted.only not in bug["name"]:
            continue
        begun = time.monotonic()
        result = judge(bug, source, output, wanted)
        missed += not result.startswith("found")
        print(f"{bug['name']}: {result} ({time.monotonic() - begun:.0f} s)", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
