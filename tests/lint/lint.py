#!/usr/bin/python3
"""All that `./dev lint` checks. Prints every problem with its place; exits 1 if there is one."""

import argparse
import pathlib
import re
import subprocess
import sys
import time

import eslint
import includes
import programs
import tidy
import words

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHELL = re.compile(rb"^#!\s*/(usr/)?bin/(env )?(ba|da)?sh\b")


def run(arguments):
    """What a checking program said, where it found something."""
    done = subprocess.run(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return [done.stdout] if done.returncode else []


def layout(fix):
    """Names the files that clang-format would change, or changes them."""
    files = of_kind({".cpp", ".hpp"})
    if fix:
        subprocess.run(["clang-format-16", "-i", *files], cwd=ROOT, check=True)
        return []
    said = "".join(run(["clang-format-16", "--dry-run", "-Werror", *files]))
    names = sorted({line.split(":")[0] for line in said.splitlines() if ": error: " in line})
    return [f"{name}: ./dev lint --fix would lay it out differently\n" for name in names]


def of_kind(suffixes):
    return [str(path) for path in words.files(ROOT) if path.suffix in suffixes]


def shell_scripts():
    return [str(path) for path in words.files(ROOT) if SHELL.match((ROOT / path).open("rb").readline())]


def places(problems):
    return [f"{path}:{line}: {wrong}\n" for path, line, wrong in problems]


def main():
    parser = argparse.ArgumentParser(description="the checks of ./dev lint")
    parser.add_argument("--build", default=ROOT / "build", help="a configured build folder, for clang-tidy")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="without clang-tidy")
    parser.add_argument("--fix", action="store_true", help="let clang-format change the files")
    options = parser.parse_args()

    checks = {
        "the include rule and whose library it is": lambda: places(includes.check(ROOT)),
        "clocks, sleeps, unfinished work": lambda: places(words.check(ROOT)),
        "programs that no package brings": lambda: places(programs.check(ROOT)),
        "clang-format": lambda: layout(options.fix),
        "shellcheck": lambda: run(["shellcheck", *shell_scripts()]),
        "eslint": lambda: eslint.check(ROOT, pathlib.Path(options.build)),
        "pyflakes": lambda: run(["pyflakes3", *of_kind({".py"})]),
    }
    if not options.quick:
        checks["clang-tidy"] = lambda: list(tidy.check(ROOT, options.build, options.jobs))
    failed = []
    for name, check in checks.items():
        began = time.monotonic()
        problems = check()
        sys.stdout.write("".join(problems))
        print(f"{'FAILED' if problems else 'good'}: {name} ({time.monotonic() - began:.1f} s)", flush=True)
        if problems:
            failed.append(name)
    if failed:
        sys.exit(f"lint found something in: {', '.join(failed)}")


if __name__ == "__main__":
    main()
