"""eslint over the add-on's JavaScript, of the version that package-lock.json pins, installed into the build folder."""

import pathlib
import shutil
import subprocess

FILES = ["package.json", "package-lock.json", "eslint.config.mjs"]
CHECKED = ["plugin", "tests/thunderbird", "eslint.config.mjs"]


def check(root, build):
    """What eslint said, where it found something."""
    if not any((root / "plugin").rglob("*.js")):
        return []
    folder = pathlib.Path(build).resolve() / "eslint"
    try:
        install(root, folder)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stdout", None) or error
        return [f"eslint cannot be installed by npm: {said}\n"]
    program = folder / "node_modules" / "eslint" / "bin" / "eslint.js"
    done = subprocess.run(
        ["node", program, "--config", folder / "eslint.config.mjs", "--max-warnings", "0", *CHECKED],
        cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )
    return [done.stdout] if done.returncode else []


def install(root, folder):
    """Only where the lock file is another one than at the last time, and that was whole."""
    mark = folder / "installed"
    lock = (root / "package-lock.json").read_text()
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copyfile(root / name, folder / name)
    if mark.exists() and mark.read_text() == lock:
        return
    mark.unlink(missing_ok=True)
    subprocess.run(["npm", "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder,
                   check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    mark.write_text(lock)
