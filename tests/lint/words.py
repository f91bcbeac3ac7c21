"""What may not be written: clocks where time is an argument, sleeps, unfinished work, and untidy files."""

import pathlib
import re

SKIPPED_FOLDERS = {".git", "build", "__pycache__", "node_modules"}
TEXT = re.compile(r"(\.(cpp|hpp|py|js|mjs|css|html|sh|cmake|txt|md|toml|json|sql|service|socket|ics)|/dev|/\.ci/run)$")
CPP = re.compile(r"\.[ch]pp$")

MAY_READ_CLOCKS = re.compile(r"^(daemon/(app|cli)/|daemon/[a-z_]+\.cpp$|plugin/|tests/)")
MAY_HAVE_DEADLINES = re.compile(r"^daemon/(mail|rpc)/")  # of a conversation; the time of day is not theirs to know
DEADLINES = [(r"\bsteady_clock\s*::\s*now\b", "reads a clock")]
CLOCKS = [
    (r"\b(system|high_resolution)_clock\s*::\s*now\b", "reads a clock"),
    (r"\b(gettimeofday|clock_gettime|localtime|localtime_r|mktime)\s*\(", "reads a clock or the machine's zone"),
    (r"(?<![\w.:>])(std::)?time\s*\(\s*(nullptr|NULL|0|&)", "reads a clock"),
    (r"\brandom_device\b|\bmt19937\b|(?<![\w.:>])(std::)?rand\s*\(|\bgetrandom\b|\bRAND_bytes\b", "draws a random number"),
]
SLEEPS = [(r"\bsleep_(for|until)\b|(?<![\w.])(u|nano)?sleep\s*\(", "sleeps")]
UNFINISHED = [
    (r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b", "says that something is unfinished"),
    (r"(?i)(//|#|--|<!--).*\bfor n" r"ow\b", "says that something is unfinished"),
    (r"\bDISA" r"BLED_|@unittest\.(skip\(|expected" r"Failure)", "switches a test off"),
    (r"\bNOLINT(NEXTLINE|BEGIN|END)?(?!\w|\()", "silences every check of clang-tidy: name the one that is meant"),
]
# GCC 12 destroys such a temporary twice, and the daemon with it; a value that has a name is safe.
BRACED_IN_AWAIT = re.compile(r"\bco_await\b[^;]*?\w\{")
PLACE = re.compile(r"(?:^|(?<=[\s`(]))((?:daemon|tests|systemd|config|templates|cmake|plugin)/[\w./@-]*[\w/])")
SLEEPING_PLACE = "tests/e2e/waiting.py"  # the only place where a test may wait: until something is seen, with a deadline


def files(root):
    for path in sorted(pathlib.Path(root).rglob("*")):
        relative = path.relative_to(root)
        if not SKIPPED_FOLDERS & set(relative.parts) and path.is_file() and not path.is_symlink():
            yield relative


def rules_for(name):
    rules = list(UNFINISHED)
    if CPP.search(name):
        rules += SLEEPS
        if not MAY_READ_CLOCKS.search(name):
            rules += CLOCKS if MAY_HAVE_DEADLINES.search(name) else CLOCKS + DEADLINES
    elif name.endswith(".py") and name != SLEEPING_PLACE:
        rules.append((r"\btime\.sleep\s*\(", f"sleeps: wait with what {SLEEPING_PLACE} has"))
    return [(re.compile(pattern), wrong) for pattern, wrong in rules]


def check_text(name, text):
    if CPP.search(name) and name.startswith("daemon/"):
        code = re.sub(r"//[^\n]*", lambda comment: " " * len(comment[0]), text)
        for found in BRACED_IN_AWAIT.finditer(code):
            yield text.count("\n", 0, found.end()) + 1, "a braced temporary within a co_await expression: name it first"
    rules = rules_for(name)
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        for pattern, wrong in rules:
            if pattern.search(line):
                yield number, f"{wrong}: {line.strip()}"
        if CPP.search(name):  # clang-format's part, which knows a raw string
            continue
        if line != line.rstrip() and not name.endswith(".md"):
            yield number, "white space at the end of the line"
        if "\t" in line:
            yield number, "a tab"
    if text and not text.endswith("\n"):
        yield len(lines), "no newline at the end of the file"
    if name.endswith(".hpp") and lines[0] != "#pragma once":
        yield 1, "a header begins with #pragma once"


def check(root):
    """Problems as (path, line, sentence)."""
    for relative in files(root):
        name = relative.as_posix()
        if CPP.search(name) and not re.fullmatch(r"[a-z0-9_]+\.[ch]pp", relative.name):
            yield relative, 1, "the name of a file is snake_case"
        if not TEXT.search("/" + name):
            continue
        text = (pathlib.Path(root) / relative).read_text(errors="replace")
        for number, wrong in check_text(name, text):
            yield relative, number, wrong
        if name.endswith(".md"):
            for number, line in enumerate(text.split("\n"), 1):
                for place in PLACE.findall(line):
                    if not (pathlib.Path(root) / place).exists():
                        yield relative, number, f"{place} is not there"
