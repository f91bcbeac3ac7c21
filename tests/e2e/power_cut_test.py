#!/usr/bin/python3
"""The power fails at any instant: what the disk may hold then is made from what amendsd wrote and synced (strace has it),
with writes since the last sync lost, reordered and torn; whatever amendsd had said is done has to be in the database."""

import os
import pathlib
import random
import re
import shutil
import sqlite3
import tempfile
import unittest

from case import Case
from traced import Traced, needs_strace

CUTS = 10_000 if os.environ.get("AMENDS_FULL") else 300
LETTERS = 40
SECTOR = 512  # what a disk writes whole
CALLS = "pwrite64,ftruncate,fsync,fdatasync,unlink,rename,sendto,sendmsg,write"
LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
FILE = re.compile(r'^\d+<([^>]*)>(?:, "([^"]*)")?(?:, )?(.*)$')


class Disk:
    """The files of one folder: what is on the platter, and what the machine has been told since the last sync."""

    def __init__(self):
        self.durable, self.pending = {}, {}

    def write(self, name, at, data):
        self.pending.setdefault(name, []).append((at, data))

    def truncate(self, name, size):
        self.pending.setdefault(name, []).append((size, None))

    def sync(self, name):
        image = self.durable.setdefault(name, bytearray())
        for at, data in self.pending.pop(name, []):
            apply(image, at, data)

    def unlink(self, name):
        self.durable.pop(name, None)
        self.pending.pop(name, None)

    def after_a_cut(self, chance):
        """What may be found by whoever starts the machine again."""
        images = {name: bytearray(image) for name, image in self.durable.items()}
        for name, told in self.pending.items():
            image = images.setdefault(name, bytearray())
            keep = chance.choice((0.0, 0.5, 0.9, 1.0))
            kept = [each for each in told if chance.random() < keep]
            if chance.random() < 0.5:
                chance.shuffle(kept)
            for at, data in kept:
                if data is None or chance.random() < 0.5:
                    apply(image, at, data)
                    continue
                for first in range(0, len(data), SECTOR):  # torn
                    if chance.random() < 0.7:
                        apply(image, at + first, data[first : first + SECTOR])
        return images


def apply(image, at, data):
    if data is None:
        del image[at:]
        return
    if len(image) < at:
        image.extend(bytes(at - len(image)))
    image[at : at + len(data)] = data


def plain(text):
    """What strace's -xx has made "\\x41\\x42" of."""
    return bytes.fromhex(text.replace("\\x", ""))


def told(trace, folder):
    """What strace saw, in order: (call, name of a file in the folder or None, its other arguments)."""
    for line in trace.read_text().splitlines():
        found = LINE.match(line)
        if not found or int(found[3]) < 0:
            continue
        call, arguments = found[1], found[2]
        if call in ("unlink", "rename"):
            yield call, None, [plain(text).decode() for text in re.findall(r'"([^"]*)"', arguments)]
            continue
        parts = FILE.match(arguments)
        if not parts:
            continue
        path = pathlib.Path(plain(parts[1]).decode())
        name = path.name if path.parent == folder else None
        yield call, name, [plain(parts[2] or ""), parts[3]]


@needs_strace
class PowerCut(Case):
    def a_life(self):
        """Letters are tracked, made checks of and let go under strace; gives the trace and the database's path."""
        running = Traced(self.servers, self.account(), home="home-of-the-cuts")
        running.tracing = ("-y", "-xx", "-s", "10000000", "-e", f"trace={CALLS}")
        self.addCleanup(running.kill)
        running.start()
        for number in range(LETTERS):
            mail = self.letter(subject=f"Order {number}")
            running.amends("track", "-", stdin=mail.as_bytes())
            if number % 4 == 0:
                running.amends("drop", running.tracked(mail)["id"])
        database = next(running.home.rglob("amends.db"))
        running.ends()
        return running.trace, database

    def test_nothing_that_was_acknowledged_is_lost(self):
        trace, database = self.a_life()
        events = list(told(trace, database.parent))
        writes = [number for number, (call, name, _) in enumerate(events) if name and call != "write"]
        self.assertGreater(len(writes), 100, "strace sees what goes to the database")
        seed = random.randrange(2**32)
        chance = random.Random(seed)
        cuts = sorted(chance.choice(writes) for _ in range(CUTS))
        disk, acknowledged, reached = Disk(), set(), 0
        folder = pathlib.Path(tempfile.mkdtemp(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))
        self.addCleanup(shutil.rmtree, folder)
        for number, (call, name, arguments) in enumerate(events):
            while reached < len(cuts) and cuts[reached] == number:
                reached += 1
                with self.subTest(seed=seed, cut=reached, before=f"{call} {name}"):
                    self.check(disk.after_a_cut(chance), folder, database.name, acknowledged)
            if call in ("fsync", "fdatasync") and name:
                disk.sync(name)
            elif call == "pwrite64" and name:
                disk.write(name, int(arguments[1].split(",")[-1]), arguments[0])
            elif call == "ftruncate" and name:
                disk.truncate(name, int(arguments[1]))
            elif call == "unlink":
                disk.unlink(pathlib.Path(arguments[0]).name)
            elif call in ("sendto", "sendmsg", "write") and name is None:
                acknowledged.update(re.findall(rb'"id":(\d+),"account"|^\{"id":(\d+)', arguments[0]))
        self.assertEqual(reached, len(cuts))
        self.assertGreaterEqual(len(acknowledged), LETTERS)
        print(f"{reached} cuts, seed {seed}: {len(acknowledged)} letters acknowledged, none lost", flush=True)

    def check(self, images, folder, name, acknowledged):
        for old in folder.iterdir():
            old.unlink()
        for each, image in images.items():
            if not each.endswith("-shm"):  # is made anew
                (folder / each).write_bytes(image)
        if not acknowledged and name not in images:
            return  # nothing was promised yet
        with sqlite3.connect(folder / name) as store:
            self.assertEqual(store.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
            kept = {str(row[0]).encode() for row in store.execute("SELECT id FROM letters")} if acknowledged else set()
        store.close()
        lost = {next(filter(None, each)) for each in acknowledged} - kept
        self.assertEqual(lost, set(), "letters that amendsd had said are tracked")


if __name__ == "__main__":
    unittest.main()
