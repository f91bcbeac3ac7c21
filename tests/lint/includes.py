"""The include rule and the ownership of libraries, read from the CMakeLists.txt of daemon/ and plugin/, which the build
itself uses.

A folder includes itself and what its DEPENDS reach. A library (PARTS) is used only by the folders that name it, except
for those that the line `set(amends_passed_on …)` lists: they may be used wherever their folder is reached.
"""

import pathlib
import re

# A part of cmake/parts.cmake, and the headers that it brings.
HEADERS_OF = {
    "asio": r"asio(/|\.hpp)",
    "cld2": r"cld2/",
    "cli11": r"CLI/",
    "crypto": r"openssl/",
    "curl": r"curl/",
    "date": r"date/",
    "fmt": r"fmt/",
    "gmime": r"(gmime/|glib|gio/)",
    "ical": r"libical/",
    "json": r"nlohmann/",
    "mustache": r"kainjow/",
    "re2": r"re2/",
    "secret": r"libsecret/",
    "spdlog": r"spdlog/",
    "sqlite": r"(SQLiteCpp/|sqlite3\.h)",
    "systemd": r"systemd/",
    "toml": r"toml\+\+/",
}
EVERYWHERE = re.compile(r"tl/expected\.hpp$")
STANDARD = re.compile(r"[a-z_0-9]+$")
SYSTEM = re.compile(
    r"((sys|netinet|arpa|net|linux)/[a-z_0-9]+\.h"
    r"|(dirent|errno|fcntl|grp|langinfo|locale|malloc|netdb|poll|pwd|signal|spawn|stdlib|strings|termios|unistd|wordexp)\.h)$"
)
# What is a value in, a value out, and nothing else.
PURE_FOLDERS = {"core", "guide"}
PURE_FILES = re.compile(r"daemon/calendar/(window|zone)\.[ch]pp$")
IMPURE_HEADERS = {
    "condition_variable", "csignal", "cstdio", "ctime", "filesystem", "fstream", "future", "iostream", "mutex",
    "random", "thread",
}  # fmt: skip

TREES = ("daemon", "plugin")
MAINS = "a main"
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
LIBRARY = re.compile(r"^amends_library\((\w+)([^)]*)\)", re.M)
PASSED_ON = re.compile(r"^set\(amends_passed_on([^)]*)\)", re.M)


class Table:
    """Which folder may include which folders and use which parts."""

    def __init__(self, text):
        self.depends, self.parts = {}, {}
        for name, rest in LIBRARY.findall(text):
            into = None
            self.depends[name], self.parts[name] = [], []
            for word in rest.split():
                if word in ("DEPENDS", "PARTS"):
                    into = self.depends[name] if word == "DEPENDS" else self.parts[name]
                else:
                    into.append(word)
        found = PASSED_ON.search(text)
        self.passed_on = set(found.group(1).split()) if found else set()
        self.add_mains()

    def reach(self, folder):
        """The folder itself and all that its DEPENDS lead to."""
        seen, waiting = set(), [folder]
        while waiting:
            at = waiting.pop()
            if at not in seen:
                seen.add(at)
                waiting += self.depends.get(at, [])
        return seen

    def add_mains(self):
        """The programs' main files stand above every folder."""
        self.depends[MAINS] = list(self.depends)
        self.parts[MAINS] = sorted({part for parts in self.parts.values() for part in parts})

    def parts_for(self, folder):
        allowed = set(self.parts.get(folder, []))
        for other in self.reach(folder):
            allowed |= self.passed_on & set(self.parts.get(other, []))
        return allowed


def part_of(header):
    for part, pattern in HEADERS_OF.items():
        if re.match(pattern, header):
            return part
    return None


def check_line(table, path, folder, kind, header):
    """What is wrong with one #include, or None. `folder` is None for the mains, which put everything together."""
    at = folder or MAINS
    if kind == '"':
        target = header.split("/")[0]
        if "/" not in header or target not in table.depends:
            return f'"{header}" is not written from daemon/ or plugin/ as "folder/file.hpp"'
        if target not in table.reach(at):
            return f"{at} may not include {target}: its CMakeLists.txt gives it {' '.join(sorted(table.reach(at)))}"
        return None
    if EVERYWHERE.match(header):
        return None
    part = part_of(header)
    if part:
        allowed = table.passed_on if PURE_FILES.search(str(path)) else table.parts_for(at)
        if part not in allowed & table.parts_for(at):
            return f"{at} may not use the library {part} (<{header}>)"
        return None
    pure = path.name != "main.cpp" and (at in PURE_FOLDERS or PURE_FILES.search(str(path)))
    if STANDARD.match(header):
        return f"{at} is pure and may not use <{header}>" if pure and header in IMPURE_HEADERS else None
    if SYSTEM.match(header):
        return f"{at} is pure and may not use <{header}>" if pure else None
    return f"<{header}> belongs to no library that tests/lint/includes.py knows"


def check(root):
    """Problems as (path, line, sentence)."""
    root = pathlib.Path(root)
    lists = [root / name / "CMakeLists.txt" for name in TREES]
    table = Table("\n".join(each.read_text() for each in lists if each.is_file()))
    for path in sorted(path for name in TREES for path in (root / name).rglob("*.[ch]pp")):
        relative = path.relative_to(root)
        folder = relative.parts[1] if len(relative.parts) > 2 else None
        if folder and folder not in table.depends:
            yield relative, 1, f"the folder {folder} has no line in {relative.parts[0]}/CMakeLists.txt"
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = INCLUDE.match(line)
            if found:
                wrong = check_line(table, relative, folder, *found.groups())
                if wrong:
                    yield relative, number, wrong
