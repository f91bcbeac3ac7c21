"""Thunderbird profiles: one is baked (made, started once, the password stored in it) and every test gets a copy.

The baked one lies in the build folder, is made under a lock, and made anew when these settings or Thunderbird change.
"""

import fcntl
import hashlib
import json
import os
import pathlib
import shutil

from servers import PASSWORD

PROGRAM = pathlib.Path("/usr/lib/thunderbird/thunderbird")
VERSION = PROGRAM.parent / "application.ini"
BUILD = pathlib.Path(os.environ.get("AMENDS_BIN") or pathlib.Path(__file__).resolve().parents[2] / "build/bin").parent
USER = "alice"
ADD_ON = "amends@amends.invalid"

# Nothing that asks, tells or fetches of its own accord; and the preferences that people have, not those of a robot.
QUIET = {
    "marionette.port": 0,
    "remote.prefs.recommended": False,
    "app.update.enabled": False,
    "app.donation.eoy.version.viewed": 999,
    "mail.rights.version": 1,
    "mail.inappnotifications.enabled": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.spotlight.firstRunDone": True,
    "mailnews.start_page.enabled": False,
    "mail.shell.checkDefaultClient": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "toolkit.telemetry.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "extensions.getAddons.cache.enabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.startup.max_resumed_crashes": -1,
    "mail.compose.attachment_reminder": False,
    "browser.dom.window.dump.enabled": True,
    "devtools.console.stdout.chrome": True,
    "devtools.console.stdout.content": True,
    "ui.popup.disable_autohide": True,
}
SIGNATURE = "Alice Baker\nBaker & Sons, 12 Mill Lane"


def settings(user=USER, imap_port=1, smtp_port=1, at_startup=False):
    """The preferences of a person with one IMAP account; `at_startup` only once the password is stored, for else
    Thunderbird asks for it before anything can be done."""
    account, folders = "mail.server.server1", f"imap://{user}@127.0.0.1"
    identity, sender = "mail.identity.id1", "mail.smtpserver.smtp1"
    return QUIET | {
        "mail.accountmanager.accounts": "account1,account2",
        "mail.accountmanager.defaultaccount": "account1",
        "mail.accountmanager.localfoldersserver": "server2",
        "mail.account.account1.server": "server1",
        "mail.account.account1.identities": "id1",
        "mail.account.account2.server": "server2",
        f"{account}.type": "imap",
        f"{account}.name": f"{user}@example.test",
        f"{account}.hostname": "127.0.0.1",
        f"{account}.port": imap_port,
        f"{account}.userName": user,
        f"{account}.socketType": 0,
        f"{account}.authMethod": 3,
        f"{account}.login_at_startup": at_startup,
        f"{account}.check_new_mail": at_startup,
        "mail.server.server2.type": "none",
        "mail.server.server2.name": "Local Folders",
        "mail.server.server2.hostname": "Local Folders",
        "mail.server.server2.userName": "nobody",
        f"{identity}.fullName": "Alice Baker",
        f"{identity}.useremail": f"{user}@example.test",
        f"{identity}.valid": True,
        f"{identity}.smtpServer": "smtp1",
        f"{identity}.compose_html": True,
        f"{identity}.fcc": True,
        f"{identity}.fcc_folder": f"{folders}/Sent",
        f"{identity}.fcc_folder_picker_mode": "1",
        f"{identity}.draft_folder": f"{folders}/Drafts",
        f"{identity}.drafts_folder_picker_mode": "1",
        f"{identity}.htmlSigText": SIGNATURE,
        f"{identity}.sig_on_reply": True,
        f"{identity}.sig_bottom": False,
        f"{identity}.reply_on_top": 1,
        "mail.smtpservers": "smtp1",
        "mail.smtp.defaultserver": "smtp1",
        f"{sender}.type": "smtp",
        f"{sender}.hostname": "127.0.0.1",
        f"{sender}.port": smtp_port,
        f"{sender}.try_ssl": 0,
        f"{sender}.authMethod": 1,  # example.test's own server takes mail for it from anybody
    }


def user_js(preferences):
    return "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items())


def copied(to, **account):
    """A profile of its own in the folder `to`, with the account's ports."""
    shutil.copytree(baked(), to, symlinks=True)
    write(to, settings(at_startup=True, **account))
    return to


def write(folder, preferences):
    (folder / "user.js").write_text(user_js(preferences))


def native_host(home, program):
    """Says in that home where Thunderbird finds the bridge."""
    folder = home / ".mozilla/native-messaging-hosts"
    folder.mkdir(parents=True, exist_ok=True)
    manifest = {
        "name": "amends",
        "description": "Amends",
        "path": str(program),
        "type": "stdio",
        "allowed_extensions": [ADD_ON],
    }
    (folder / "amends.json").write_text(json.dumps(manifest))


def baked():
    """The baked profile; made by whoever comes first."""
    mark = hashlib.sha256((user_js(settings()) + VERSION.read_text() + PASSWORD).encode()).hexdigest()[:16]
    folder = BUILD / f"thunderbird-profile-{mark}"
    BUILD.mkdir(parents=True, exist_ok=True)
    with (BUILD / "thunderbird-profile.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for old in BUILD.glob("thunderbird-profile-*"):
                shutil.rmtree(old, ignore_errors=True)
            new = folder.with_suffix(".new")
            bake(new)
            new.rename(folder)
    return folder


def bake(folder):
    from thunderbird import Thunderbird  # which needs a profile to start from

    folder.mkdir()
    write(folder, settings())
    home = folder.with_suffix(".home")
    home.mkdir()
    with Thunderbird(folder, {"HOME": str(home)}) as thunderbird:
        thunderbird.run(
            """
            const login = Cc['@mozilla.org/login-manager/loginInfo;1'].createInstance(Ci.nsILoginInfo);
            login.init('imap://127.0.0.1', null, 'imap://127.0.0.1', args[0], args[1], '', '');
            await Services.logins.addLoginAsync(login);
            """,
            USER, PASSWORD,
        )  # fmt: skip
    for left in (home, thunderbird.temporary):
        shutil.rmtree(left)
    for name in ("MarionetteActivePort", "lock", ".parentlock"):
        (folder / name).unlink(missing_ok=True)
