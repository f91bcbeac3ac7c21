"""The systemd units as systemd reads them, as far as a test needs it without a running systemd."""

import ctypes
import os
import pathlib
import subprocess
import sys

UNITS = pathlib.Path(__file__).resolve().parents[2] / "systemd"
EPERM = 1
SCMP_ACT_ALLOW = 0x7FFF0000
SCMP_ACT_ERRNO_EPERM = 0x00050000 | EPERM


def settings(unit, name):
    """Every value of a setting of systemd/<unit>, in their order."""
    lines = (UNITS / unit).read_text().splitlines()
    return [line.split("=", 1)[1] for line in lines if line.startswith(f"{name}=")]


def groups():
    """The system calls of each @group, as this machine's systemd knows them."""
    said = subprocess.run(["systemd-analyze", "syscall-filter"], capture_output=True, text=True, check=True).stdout
    found, group = {}, None
    for line in said.splitlines():
        if line.startswith("@"):
            group = found[line.strip()] = []
        elif group is not None and line.strip() and not line.strip().startswith("#"):
            group.append(line.strip())
    return found


def allowed_calls(unit):
    """systemd.exec(5), SystemCallFilter=: a first list that allows; later ones add, or with ~ take away."""
    known = groups()

    def expanded(word):
        return {call for each in known[word] for call in expanded(each)} if word.startswith("@") else {word}

    allowed = expanded("@default")
    for value in settings(unit, "SystemCallFilter"):
        calls = {call for word in value.removeprefix("~").split() for call in expanded(word)}
        allowed = allowed - calls if value.startswith("~") else allowed | calls
    return allowed


def confine(unit):
    """From here on this process has the system calls of the unit, and no others."""
    seccomp = ctypes.CDLL("libseccomp.so.2")
    seccomp.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(seccomp.seccomp_init(ctypes.c_uint32(SCMP_ACT_ERRNO_EPERM)))
    for call in sorted(allowed_calls(unit)):
        number = seccomp.seccomp_syscall_resolve_name(call.encode())
        if number >= 0:  # else one of another machine's
            seccomp.seccomp_rule_add(context, ctypes.c_uint32(SCMP_ACT_ALLOW), number, 0)
    failed = seccomp.seccomp_load(context)
    if failed:
        sys.exit(f"The filter of {unit} could not be loaded: {os.strerror(-failed)}")


if __name__ == "__main__":  # unit_files.py UNIT PROGRAM ARGUMENT…
    confine(sys.argv[1])
    os.execvp(sys.argv[2], sys.argv[2:])
