"""clang-tidy over the program's sources, each only once: what was found good is remembered in the build folder.

A source is known by its own text, every header of the project that it reaches, its compile command, .clang-tidy, and
the versions of the installed packages; if none of them has changed, neither has the verdict.
"""

import concurrent.futures
import hashlib
import json
import pathlib
import re
import shlex
import subprocess

TIDY = "clang-tidy-16"
OURS = re.compile(r"^(daemon|plugin)/")
QUOTED = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.M)


def reached(source, include_dirs):
    """The file and all of the project's headers that it includes, in a fixed order."""
    seen, waiting = {}, [source]
    while waiting:
        path = waiting.pop()
        if path in seen or not path.is_file():
            continue
        seen[path] = path.read_bytes()
        for name in QUOTED.findall(seen[path].decode(errors="replace")):
            waiting += [folder / name for folder in [path.parent, *include_dirs]]
    return [seen[path] for path in sorted(seen)]


def ground(root):
    """What every verdict depends on: the configuration, the tool, and the headers of the system."""
    versions = subprocess.run(
        [TIDY, "--version"], stdout=subprocess.PIPE, check=True
    ).stdout + subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${Version}\n", "*-dev"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ).stdout
    return (root / ".clang-tidy").read_bytes() + versions


def key_of(entry, root, common):
    words = shlex.split(entry["command"])
    dirs = [pathlib.Path(word[2:]) for word in words if word.startswith("-I")]
    digest = hashlib.sha256(common)
    digest.update(entry["command"].replace(str(root), "").encode())
    for text in reached(pathlib.Path(entry["file"]), [d for d in dirs if root in d.parents or d == root]):
        digest.update(hashlib.sha256(text).digest())
    return digest.hexdigest()


def run_one(entry, build):
    done = subprocess.run(
        [TIDY, "--quiet", "-p", str(build), "--extra-arg=-DASIO_HAS_CO_AWAIT=1",
         "--extra-arg=-Wno-unknown-warning-option", entry["file"]],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    return done.returncode == 0, done.stdout or done.stderr


def check(root, build, jobs):
    """Yields what clang-tidy said of each source that is not good."""
    root, build = pathlib.Path(root).resolve(), pathlib.Path(build).resolve()
    common = ground(root)
    good = build / "tidy"
    good.mkdir(exist_ok=True)
    waiting = []
    for entry in json.loads((build / "compile_commands.json").read_text()):
        if OURS.search(pathlib.Path(entry["file"]).relative_to(root).as_posix()):
            key = key_of(entry, root, common)
            if not (good / key).exists():
                waiting.append((entry, key))
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for (_, key), (fine, said) in zip(waiting, pool.map(lambda item: run_one(item[0], build), waiting)):
            if fine:
                (good / key).touch()
            else:
                yield said
