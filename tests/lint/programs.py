"""A program that the scripts and tests start is brought by a package that `./dev deps` installs.

Only programs that a bare Debian lacks are looked for; one more gets a line here.
"""

import re

PACKAGES = {
    "clang-format-16": "clang-format-16",
    "clang-tidy-16": "clang-tidy-16",
    "cmake": "cmake",
    "ctest": "cmake",
    "curl": "curl",
    "doveadm": "dovecot-core",
    "dovecot": "dovecot-imapd",
    "gdb": "gdb",
    "ip": "iproute2",
    "jq": "jq",
    "ninja": "ninja-build",
    "nc": "netcat-openbsd",
    "node": "nodejs",
    "npm": "npm",
    "openssl": "openssl",
    "postfix": "postfix",
    "ps": "procps",
    "pyflakes3": "pyflakes3",
    "shellcheck": "shellcheck",
    "socat": "socat",
    "sqlite3": "sqlite3",
    "ss": "iproute2",
    "sudo": "sudo",
    "systemd-analyze": "systemd",
    "systemd-socket-activate": "systemd",
}
# Where a command begins in a shell script, or the first word of one that Python or C++ starts.
STARTS = re.compile(r'(?:^\s*(?:exec |quietly )?|\bexec |[;&|(]\s*|\["|\bexecvp?\(")([a-z][a-z0-9-]*)(?=["\s])')


def check(root):
    """Yields (path, line number, what is wrong)."""
    listed = set()
    for line in (root / "cmake/debian-packages.txt").read_text().splitlines():
        listed.update(line.split()[1:2] if not line.startswith("#") else [])
    places = [root / "dev", root / ".ci/run", *sorted((root / "tests").rglob("*"))]
    for path in places:
        if not path.is_file() or path.suffix not in {"", ".sh", ".py", ".cpp"} or "lint" in path.parts:
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            for program in STARTS.findall(line):
                if PACKAGES.get(program, "") not in listed | {""} and not line.lstrip().startswith(("#", "//")):
                    yield path.relative_to(root), number, f"no package in cmake/debian-packages.txt brings {program}"
