#!/usr/bin/python3
"""Every check of ./dev lint finds what it is there for, and leaves good code alone."""

import os
import pathlib
import subprocess
import tempfile
import unittest
from unittest import mock

import eslint
import includes
import programs
import words

EDGES = """
amends_library(base PARTS fmt)
amends_library(calendar DEPENDS base PARTS date)
amends_library(core DEPENDS calendar)
amends_library(ports DEPENDS core PARTS asio)
amends_library(mail DEPENDS ports PARTS curl)
amends_library(app DEPENDS mail)
set(amends_passed_on fmt asio)
"""


class Tree(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        self.write("daemon/CMakeLists.txt", EDGES)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def found(self, check, name, text):
        self.write(name, text)
        return [(str(path), line) for path, line, _ in check(self.root)]


class Includes(Tree):
    def refused(self, name, text):
        self.assertEqual(self.found(includes.check, name, text), [(name, 1)])

    def allowed(self, name, text):
        self.assertEqual(self.found(includes.check, name, text), [])

    def test_an_include_along_the_edges_is_allowed(self):
        self.allowed("daemon/mail/a.cpp", '#include "base/x.hpp"\n#include "mail/x.hpp"\n#include <vector>\n')

    def test_an_include_that_runs_backwards_is_refused(self):
        self.refused("daemon/core/a.cpp", '#include "ports/clock.hpp"\n')

    def test_an_include_without_its_folder_is_refused(self):
        self.refused("daemon/core/a.cpp", '#include "letter.hpp"\n')

    def test_a_folder_that_the_table_does_not_know_is_refused(self):
        self.refused("daemon/helpers/a.cpp", "\n")

    def test_what_stands_beside_the_daemon_has_edges_of_its_own(self):
        self.write("plugin/CMakeLists.txt", "amends_library(bridge DEPENDS ports PARTS json)\n")
        self.allowed("plugin/bridge/a.cpp", '#include "bridge/x.hpp"\n#include "core/x.hpp"\n#include <fmt/format.h>\n')
        self.refused("plugin/bridge/a.cpp", '#include "mail/x.hpp"\n')
        self.write("plugin/bridge/a.cpp", "")
        self.refused("daemon/mail/a.cpp", '#include "bridge/x.hpp"\n')

    def test_a_library_stays_in_its_folder(self):
        self.allowed("daemon/mail/a.cpp", "#include <curl/curl.h>\n")
        self.refused("daemon/app/a.cpp", "#include <curl/curl.h>\n")

    def test_a_library_that_is_passed_on_goes_no_further_than_its_folder_is_reached(self):
        self.allowed("daemon/app/a.cpp", "#include <asio/awaitable.hpp>\n#include <fmt/format.h>\n")
        self.refused("daemon/core/b.cpp", "#include <asio/awaitable.hpp>\n")

    def test_a_library_that_nobody_knows_is_refused(self):
        self.refused("daemon/app/a.cpp", "#include <boost/any.hpp>\n")

    def test_core_is_pure(self):
        self.refused("daemon/core/a.cpp", "#include <fstream>\n")

    def test_core_makes_no_system_calls(self):
        self.refused("daemon/core/a.cpp", "#include <unistd.h>\n")

    def test_the_window_knows_no_zone_database(self):
        self.allowed("daemon/calendar/zone_database.cpp", "#include <date/tz.h>\n")
        self.refused("daemon/calendar/zone.cpp", "#include <date/tz.h>\n")
        self.allowed("daemon/calendar/zone.cpp", "#include <fmt/format.h>\n")

    def test_a_main_puts_everything_together_and_nothing_includes_it(self):
        self.allowed("daemon/main.cpp", '#include "app/run.hpp"\n#include <asio/io_context.hpp>\n')
        self.refused("daemon/core/a.cpp", '#include "a main/x.hpp"\n')


class Words(Tree):
    def refused(self, name, text, line=1):
        self.assertEqual(self.found(words.check, name, text), [(name, line)])

    def allowed(self, name, text):
        self.assertEqual(self.found(words.check, name, text), [])

    def test_a_clock_is_read_only_in_app_and_the_mains(self):
        self.allowed("daemon/app/a.cpp", "auto now = std::chrono::system_clock::now();\n")
        self.allowed("daemon/main.cpp", "auto now = time(nullptr);\n")
        self.refused("daemon/store/a.cpp", "auto now = std::chrono::steady_clock::now();\n")

    def test_a_conversation_may_have_a_deadline_and_no_time_of_day(self):
        self.allowed("daemon/mail/a.cpp", "auto until = std::chrono::steady_clock::now() + 5s;\n")
        self.refused("daemon/mail/a.cpp", "auto now = std::chrono::system_clock::now();\n")

    def test_every_way_to_read_a_clock_or_to_draw_a_number_is_known(self):
        for code in ["time(nullptr)", "std::time(0)", "clock_gettime(0, &t)", "std::random_device d", "rand()"]:
            with self.subTest(code):
                self.refused("daemon/core/a.cpp", f"{code};\n")

    def test_names_that_only_look_like_a_clock_are_left_alone(self):
        self.allowed("daemon/core/a.cpp", "step.time(0);\nset_time(0);\nint operand(int);\n")

    def test_a_braced_temporary_is_not_awaited(self):
        self.refused("daemon/app/a.cpp", "co_return co_await\n    with(order(id, core::Now{text}));\n", 2)
        self.allowed("daemon/app/a.cpp", "const auto now = core::Now{text};\nco_await with(now);\nx(core::Now{});\n")
        self.allowed("daemon/app/a.cpp", "if (co_await done()) {\n}\n")
        self.allowed("daemon/app/a.cpp", "// what a co_await does\nauto a = core::Now{};\nco_await with(a);\n")

    def test_nobody_sleeps(self):
        self.refused("daemon/app/a.cpp", "std::this_thread::sleep_for(1s);\n")

    def test_no_test_sleeps(self):
        self.refused("tests/core/a_test.cpp", "usleep(1);\n")

    def test_an_end_to_end_test_waits_in_one_place_only(self):
        self.allowed("tests/e2e/waiting.py", "time" ".sleep(1)\n")
        self.refused("tests/e2e/other.py", "time" ".sleep(1)\n")

    def test_nothing_is_left_unfinished(self):
        for text in ["// TO" "DO: more", "# FIX" "ME", "// good enough for n" "ow"]:
            with self.subTest(text):
                self.refused("daemon/app/a.cpp", f"{text}\n")

    def test_no_test_is_switched_off(self):
        self.refused("tests/core/a_test.cpp", "TEST(Planner, DISA" "BLED_Waits) {}\n")

    def test_no_python_test_is_switched_off(self):
        self.refused("tests/e2e/a_test.py", "@unittest.skip" "('later')\n")

    def test_clang_tidy_is_silenced_by_name_only(self):
        self.allowed("daemon/app/a.cpp", "int a;  // NOLINT(bugprone-x): why\n")
        self.refused("daemon/app/a.cpp", "int a;  // NOLI" "NT\n")

    def test_white_space_at_the_end_a_tab_and_a_missing_newline_are_refused(self):
        self.refused("tests/a.py", "a = 1 \n")
        self.refused("tests/a.py", "\ta = 1\n")
        self.refused("tests/a.py", "a = 1")

    def test_a_header_begins_with_pragma_once(self):
        self.allowed("daemon/app/a.hpp", "#pragma once\n")
        self.refused("daemon/app/a.hpp", "// text\n#pragma once\n")

    def test_a_file_is_named_in_snake_case(self):
        self.refused("daemon/app/EventLoop.cpp", "int a;\n")

    def test_a_document_names_only_files_that_are_there(self):
        self.allowed("README.md", "`daemon/CMakeLists.txt` and tests written by hand\n")
        self.refused("README.md", "see `daemon/gone.hpp`\n")

    def test_what_is_built_is_not_looked_at(self):
        self.allowed("build/a.py", "a = 1 \n")


class Programs(Tree):
    def setUp(self):
        super().setUp()
        self.write("cmake/debian-packages.txt", "# what curl needs\ndemo  openssl\nbuild  ninja-build\n")

    def test_a_program_that_a_listed_package_brings_may_be_started(self):
        self.write("dev", "ninja -C build\n")
        self.assertEqual(self.found(programs.check, "tests/servers/a.sh", "  openssl req\necho curl\n"), [])

    def test_a_program_that_nothing_brings_is_named(self):
        self.assertEqual(self.found(programs.check, "tests/a.sh", "exec curl -s\n"), [("tests/a.sh", 1)])
        self.assertIn(("tests/b.py", 1), self.found(programs.check, "tests/b.py", 'run(["ip", "link"])\n'))

    def test_the_tests_of_this_source_start_only_what_is_brought(self):
        self.assertEqual(list(programs.check(pathlib.Path(__file__).resolve().parents[2])), [])


class Eslint(Tree):
    """npm and node stand in as scripts: what they are asked, and what is made of what they say."""

    def setUp(self):
        super().setUp()
        for name in eslint.FILES:
            self.write(name, name)
        self.write("plugin/a.js", "let a;\n")
        self.program("npm", 'echo "$@" >>../../asked')
        self.program("node", "echo 'a.js: 1 problem'; exit 1")
        path = f"{self.root / 'bin'}:{os.environ['PATH']}"
        patched = mock.patch.dict(os.environ, PATH=path)
        patched.start()
        self.addCleanup(patched.stop)

    def program(self, name, script):
        self.write(f"bin/{name}", f"#!/bin/sh\n{script}\n")
        (self.root / "bin" / name).chmod(0o755)

    def installs(self):
        asked = self.root / "asked"
        return asked.read_text().count("ci --silent") if asked.exists() else 0

    def test_what_eslint_says_is_a_problem(self):
        self.assertEqual(eslint.check(self.root, self.root / "build"), ["a.js: 1 problem\n"])
        self.program("node", "echo good")
        self.assertEqual(eslint.check(self.root, self.root / "build"), [])

    def test_it_is_installed_once_for_each_lock_file(self):
        for _ in range(2):
            eslint.check(self.root, self.root / "build")
        self.assertEqual(self.installs(), 1)
        self.write("package-lock.json", "another")
        eslint.check(self.root, self.root / "build")
        self.assertEqual(self.installs(), 2)

    def test_an_installation_that_fails_is_told_and_tried_again(self):
        self.program("npm", "echo 'no network'; exit 1")
        self.assertIn("no network", eslint.check(self.root, self.root / "build")[0])
        self.assertIn("no network", eslint.check(self.root, self.root / "build")[0])

    def test_the_lock_file_names_no_registry(self):
        lock = (pathlib.Path(__file__).resolve().parents[2] / "package-lock.json").read_text()
        self.assertNotIn('"resolved"', lock)


class Dev(unittest.TestCase):
    def test_packages_for_what_is_not_known_are_refused(self):
        dev = pathlib.Path(__file__).resolve().parents[2] / "dev"
        done = subprocess.run([dev, "deps", "biuld"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("biuld", done.stderr)
        self.assertIn("build", done.stderr)


if __name__ == "__main__":
    unittest.main()
