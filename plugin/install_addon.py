#!/usr/bin/python3
"""Installs the add-on and its bridge for the user who runs it, or takes both away again: `./dev install-addon`.

The add-on goes into the Thunderbird profile, the bridge into ~/.local/lib/amends, and the manifest by which Thunderbird
finds the bridge into ~/.mozilla/native-messaging-hosts. Nothing else is touched.
"""

import argparse
import configparser
import os
import pathlib
import shutil
import sys

ADD_ON = "amends@amends.invalid"
HOME = pathlib.Path.home()
THUNDERBIRD = HOME / ".thunderbird"
BRIDGE = HOME / ".local/lib/amends/amends-bridge"
MANIFEST = HOME / ".mozilla/native-messaging-hosts/amends.json"
TEMPLATE = pathlib.Path(__file__).resolve().parent / "bridge/amends.json.in"


def profiles():
    """Thunderbird's profiles, the one that it starts with first."""
    listed = configparser.ConfigParser(interpolation=None)
    listed.read(THUNDERBIRD / "profiles.ini")
    chosen = [listed[name].get("Default") for name in listed if name.startswith("Install")]
    found = []
    for name in listed:
        profile = listed[name]
        if not name.startswith("Profile") or "Path" not in profile:
            continue
        path = pathlib.Path(profile["Path"])
        place = THUNDERBIRD / path if profile.get("IsRelative", "1") == "1" else path
        rank = (profile["Path"] not in chosen, profile.get("Default") != "1", name)
        if place.is_dir():
            found.append((rank, place))
    return [place for _, place in sorted(found)]


def place(source, target, mode):
    """Copies so that a program that runs from `target` meanwhile keeps its own file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(target.name + ".new")
    shutil.copyfile(source, new)
    new.chmod(mode)
    new.rename(target)
    print(f"  {target}")


def install(xpi, bridge, profile):
    print("Put in place:")
    place(bridge, BRIDGE, 0o755)
    MANIFEST.parent.mkdir(parents=True, exist_ok=True)
    MANIFEST.write_text(TEMPLATE.read_text().replace("@amends_bridge@", str(BRIDGE)))
    print(f"  {MANIFEST}")
    place(xpi, profile / "extensions" / f"{ADD_ON}.xpi", 0o644)
    print(
        "\nNow start Thunderbird (anew, where it runs), open its menu, Add-ons and Themes, Extensions, and switch Amends on:\n"
        "Thunderbird leaves that to you, once. Then every message window has the button Amends."
    )


def remove(places):
    gone = [BRIDGE, MANIFEST, *(profile / "extensions" / f"{ADD_ON}.xpi" for profile in places)]
    gone = [path for path in gone if path.exists()]
    print("Taken away:" if gone else "There is nothing of the add-on to take away.")
    for path in gone:
        path.unlink()
        print(f"  {path}")
    if BRIDGE.parent.exists() and not any(BRIDGE.parent.iterdir()):
        BRIDGE.parent.rmdir()


def main():
    parser = argparse.ArgumentParser(prog="./dev install-addon", description="the add-on, for the user who runs this")
    parser.add_argument("--xpi", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--bridge", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--profile", type=pathlib.Path, help="the profile's folder, where there are several")
    parser.add_argument("--remove", action="store_true", help="take the add-on and its bridge away")
    options = parser.parse_args()
    places = [options.profile] if options.profile else profiles()
    if options.remove:
        return remove(places)
    if not places or not places[0].is_dir():
        sys.exit(f"There is no Thunderbird profile in {THUNDERBIRD}: start Thunderbird once, or name one with --profile.")
    if os.getuid() == 0 and HOME != pathlib.Path("/root") and HOME.stat().st_uid != 0:
        sys.exit(f"{HOME} is not root's: run this as the user who writes the mail.")
    return install(options.xpi, options.bridge, places[0])


if __name__ == "__main__":
    main()
