#!/usr/bin/python3
"""The add-on as it is packed: one script for each page that needs no other, and that a reviewer can read."""

import json
import os
import pathlib
import re
import shutil
import unittest
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("AMENDS_BIN") or ROOT / "build/bin").parent
SOURCE = ROOT / "plugin/thunderbird"
PAGES = ["panel/panel.html", "space/space.html"]
JOINED = {"background/main.js", "panel/panel.js", "space/space.js"}


class Packed(unittest.TestCase):
    def setUp(self):
        with zipfile.ZipFile(BUILD / "amends.xpi") as xpi:
            self.files = {name: xpi.read(name).decode() for name in xpi.namelist()}
        self.manifest = json.loads(self.files["manifest.json"])

    def needs_esbuild(self):
        if not shutil.which("esbuild"):
            self.assertFalse(os.environ.get("CI"), "esbuild is not installed: ./dev deps build")
            self.skipTest("without esbuild the modules are packed one by one")

    def test_everything_that_is_named_is_there(self):
        [scripts] = self.manifest["compose_scripts"]
        named = [*self.manifest["background"]["scripts"], *scripts["js"], *scripts["css"], *self.manifest["icons"].values()]
        for page in PAGES:
            folder = pathlib.PurePosixPath(page).parent
            for link in re.findall(r'(?:src|href)="([^"]+)"', self.files[page]):
                named.append(os.path.normpath(folder / link))
        self.assertGreater(len(named), 10)
        self.assertLessEqual(set(named), set(self.files))

    def test_it_asks_for_no_network_and_for_no_more_than_it_uses(self):
        self.assertEqual(self.manifest["manifest_version"], 3)
        for key in ("experiment_apis", "host_permissions", "optional_permissions", "optional_host_permissions"):
            self.assertNotIn(key, self.manifest)
        policy = dict(each.split(None, 1) for each in self.manifest["content_security_policy"]["extension_pages"].split("; "))
        self.assertEqual(policy, {"script-src": "'self'", "object-src": "'none'", "connect-src": "'none'"})
        self.assertTrue({"sensitiveDataUpload", "<all_urls>"}.isdisjoint(self.manifest["permissions"]))
        words = "".join(text for name, text in self.files.items() if name.endswith((".js", ".html", ".css")))
        self.assertEqual(re.findall(r"(?:src|href)=\"\w+:|@import|\bimport\(|url\(", words), [])
        used = {"accountsRead": "accounts.", "alarms": "alarms.", "compose": "compose.", "messagesDelete": "messages.delete",
                "messagesRead": "messages.", "nativeMessaging": "connectNative", "scripting": "scripting.",
                "storage": "storage."}  # fmt: skip
        self.assertEqual(sorted(used), sorted(self.manifest["permissions"]))
        for permission, call in used.items():
            self.assertIn(f"messenger.{'runtime.' if call == 'connectNative' else ''}{call}", words, permission)

    def test_what_is_no_module_is_packed_as_it_is(self):
        same = [name for name in self.files if name not in JOINED]
        for name in same:
            self.assertEqual(self.files[name], (SOURCE / name).read_text(), name)

    def test_the_button_is_named_shortly_whatever_its_title_says(self):
        # Without a label Thunderbird writes the title, a whole sentence, on the button, and squeezes its neighbours.
        label = self.manifest["compose_action"]["default_label"]
        for language in ("en", "de", "fr"):
            messages = json.loads(self.files[f"_locales/{language}/messages.json"])
            self.assertLess(len(messages[label.removeprefix("__MSG_").removesuffix("__")]["message"]), 10)

    def test_a_page_has_one_script_and_asks_for_no_other(self):
        self.needs_esbuild()
        scripts = {name for name in self.files if name.endswith(".js") and not name.startswith("compose/")}
        self.assertEqual(scripts, JOINED | {"panel/early.js"})
        for name in scripts:
            self.assertNotRegex(self.files[name], r"(?m)^import\b|\bimport\(", name)

    def test_its_scripts_can_be_read(self):
        self.needs_esbuild()
        for name in JOINED:
            lines = self.files[name].splitlines()
            self.assertLess(max(map(len, lines)), 300, name)
            self.assertLess(sum(map(len, lines)) / len(lines), 60, name)
            self.assertIn(f"// {name}", lines)


if __name__ == "__main__":
    unittest.main()
