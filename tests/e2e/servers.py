"""Private mail servers: Dovecot, and Postfix (as root) or Exim, on free loopback ports in a temporary directory.

    with Servers() as servers:
        servers.submit("alice", message)          # by SMTP, as alice's mail client would
        servers.mailbox("bob").messages("INBOX")  # read back over IMAP

Whatever way the test ends, killed included, its servers end too, and close() removes the directory.
"""

import base64
import copy
import hashlib
import hmac
import json
import os
import pathlib
import random
import shutil
import signal
import smtplib
import socket
import ssl
import subprocess
import tempfile
import time

import waiting
from reading import Mailbox

SCRIPTS = pathlib.Path(__file__).resolve().parents[1] / "servers"
PASSWORD = "secret"
DOMAIN = "example.test"
# Runs a server in a session of its own and ends the whole session as soon as the test does: only the test holds the
# other end of standard input.
SUPERVISOR = """
exec 3<&0
"$@" 3<&- </dev/null & server=$!
{ read -r _ <&3; kill -9 -- -$$; } &
wait "$server"
kill -9 -- -$$
"""


def free_ports(count):
    """Ports below the range from which the kernel takes its own, so that no outgoing connection is given one."""
    first_of_kernel = int(pathlib.Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    found = []
    while len(found) < count:
        port = random.randrange(10000, max(first_of_kernel, 12000))
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port not in found:
            found.append(port)
    return found


def address(user):
    return f"{user}@{DOMAIN}"


class Server:
    """One server program in its own session."""

    def __init__(self, command, log, **environment):
        with open(log, "ab") as output:
            self.process = subprocess.Popen(
                ["bash", "-c", SUPERVISOR, "supervisor", *map(str, command)],
                stdin=subprocess.PIPE, stdout=output, stderr=output, start_new_session=True,
                env={**os.environ, **environment},
            )  # fmt: skip

    def running(self):
        return self.process.poll() is None

    def stop(self):
        """Ends every process of the session at once, as a power cut would."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.process.stdin.close()


class CannotStart(Exception):
    pass


class Servers:
    """Dovecot and a server for sending; `extra_imap` and `extra_smtp` are lines for their configurations, `also_named`
    is a further name in their certificate ("IP:10.0.0.1")."""

    sender = "Postfix" if os.getuid() == 0 else "Exim"

    def __init__(self, extra_imap="", extra_smtp="", keep=False, also_named=""):
        self.keep, self.also_named = keep, also_named
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="amends-"))
        self.folder.chmod(0o755)
        self.ca = self.folder / "imap/tls/cert.pem"
        self.extra_imap, self.extra_smtp = extra_imap, extra_smtp
        self.imap = self.smtp = None
        self.mailboxes = []

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def start(self):
        for attempt in range(5):
            self.imap_port, self.imaps_port, self.lmtp_port, self.sasl_port, self.smtp_port, self.smtps_port = (
                free_ports(6)
            )
            try:
                self.start_imap()
                self.start_smtp()
                return
            except CannotStart:  # most likely another test took one of the ports in between
                self.stop()
                if attempt == 4:
                    raise

    def start_imap(self):
        folder = self.folder / "imap"
        folder.mkdir(exist_ok=True)
        (folder / "extra.conf").write_text(self.extra_imap)
        ports = [self.imap_port, self.imaps_port, self.lmtp_port, self.sasl_port]
        self.imap = Server([SCRIPTS / "dovecot.sh", folder, *ports], self.folder / "dovecot.out", ALSO_NAMED=self.also_named)
        self._ready(self.imap, self.imaps_port, b"* OK", [self.folder / "dovecot.out", folder / "dovecot.log"])

    def start_smtp(self):
        folder = self.folder / "smtp"
        folder.mkdir(exist_ok=True)
        (folder / "extra.cf").write_text(self.extra_smtp)
        ports = [self.smtp_port, self.smtps_port, self.lmtp_port]
        if os.getuid() == 0:
            command = [SCRIPTS / "postfix.sh", folder, *ports, self.sasl_port, self.ca.parent]
        else:
            command = [SCRIPTS / "exim.sh", folder, *ports, self.ca.parent]
        self.smtp = Server(command, self.folder / "smtp.out")
        self._ready(self.smtp, self.smtps_port, b"220", [self.folder / "smtp.out", folder / "mail.log"], within=90)

    def _ready(self, server, port, greeting, logs, within=20):
        """Waits for the greeting over TLS with our own certificate: so it is our server, not another test's."""

        def greets():
            if not server.running():
                raise CannotStart("\n".join(log.read_text() for log in logs if log.exists()))
            try:
                with socket.create_connection(("127.0.0.1", port), 5) as plain:
                    with self.tls().wrap_socket(plain, server_hostname="localhost") as stream:
                        return stream.recv(4096).startswith(greeting)
            except (OSError, ssl.SSLError):
                return False

        try:
            waiting.until(greets, f"a greeting on port {port}", within)
        except waiting.NotSeen as error:
            raise CannotStart("\n".join(log.read_text() for log in logs if log.exists())) from error

    def tls(self):
        return ssl.create_default_context(cafile=self.ca)

    def stop_imap(self):
        if self.imap:
            self.imap.stop()
            self.imap = None

    def stop_smtp(self):
        if self.smtp:
            self.smtp.stop()
            self.smtp = None

    def stop(self):
        self.stop_imap()
        self.stop_smtp()

    def close(self):
        for mailbox in self.mailboxes:
            mailbox.close()
        self.stop()
        if not self.keep:
            shutil.rmtree(self.folder, ignore_errors=True)

    def mailbox(self, user):
        """A new conversation with that user's mailbox."""
        mailbox = Mailbox("localhost", self.imaps_port, self.tls(), user, PASSWORD)
        self.mailboxes.append(mailbox)
        return mailbox

    def submit(self, user, message, to=None):
        """Hands the message in as `user`, over TLS; Bcc is taken out as a mail client does."""
        recipients = to or [a for field in ("To", "Cc", "Bcc") for a in addresses(message, field)]
        message = without(message, "Bcc")
        with smtplib.SMTP_SSL("localhost", self.smtps_port, context=self.tls(), timeout=20) as smtp:
            smtp.login(user, PASSWORD)
            smtp.sendmail(address(user), recipients, message.as_bytes(policy=message.policy.clone(linesep="\r\n")))

    def deliver(self, user, message, sender=""):
        """Puts the message into the user's INBOX by LMTP, as the last server on its way does."""
        with smtplib.LMTP("localhost", self.lmtp_port, timeout=20) as lmtp:
            lmtp.sendmail(
                sender, [address(user)], message.as_bytes(policy=message.policy.clone(linesep="\r\n"))
            )

    def token(self, user, lifetime=3600):
        """A bearer token of that user (a JWT), good for `lifetime` seconds from now."""

        def part(data):
            return base64.urlsafe_b64encode(data).rstrip(b"=")

        now = int(time.time())
        claims = {"sub": user, "iat": now - 60, "nbf": now - 60, "exp": now + lifetime}
        text = part(json.dumps({"typ": "JWT", "alg": "HS256"}).encode()) + b"." + part(json.dumps(claims).encode())
        key = (self.folder / "imap/jwt.key").read_bytes()
        return (text + b"." + part(hmac.new(key, text, hashlib.sha256).digest())).decode()


def addresses(message, field):
    return [a.addr_spec for header in message.get_all(field, []) for a in header.addresses]


def without(message, field):
    other = copy.deepcopy(message)
    del other[field]
    return other
