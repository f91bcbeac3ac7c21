"""Reads a mailbox back over IMAP with Python's own client, independent of everything that Amends does."""

import email
import email.policy
import imaplib
import re

import waiting

POLICY = email.policy.default


class Seen:
    """One message as it lies in a folder."""

    def __init__(self, uid, flags, raw):
        self.uid, self.flags, self.raw = uid, flags, raw
        self.mail = email.message_from_bytes(raw, policy=POLICY)

    def __getitem__(self, field):
        return self.mail[field]

    @property
    def message_id(self):
        return str(self.mail["Message-ID"] or "").strip()

    @property
    def text(self):
        body = self.mail.get_body(("plain",))
        return body.get_content() if body else ""

    def __repr__(self):
        return f"<{self.uid} {self.mail['Subject']!r} {self.message_id}>"


class Mailbox:
    def __init__(self, host, port, tls, user, password):
        self.user = user
        self._open = lambda: imaplib.IMAP4_SSL(host, port, ssl_context=tls, timeout=20)
        self._password = password
        self._imap = None

    @property
    def imap(self):
        """The logged-in conversation, made anew where the server has gone in between."""
        if self._imap:
            try:
                self._imap.noop()
            except (imaplib.IMAP4.error, OSError):
                self.close()
        if not self._imap:
            self._imap = self._open()
            self._imap.login(self.user, self._password)
        return self._imap

    def close(self):
        if self._imap:
            try:
                self._imap.shutdown()
            except OSError:
                pass
            self._imap = None

    def _said(self, answer):
        status, data = answer
        if status != "OK":
            raise AssertionError(f"the IMAP server said {status} {data}")
        return data

    def folders(self):
        return [line.decode().rsplit(' "/" ', 1)[1].strip('"') for line in self._said(self.imap.list())]

    def messages(self, folder="INBOX"):
        """All messages of the folder, ascending, without changing any flag."""
        imap = self.imap
        self._said(imap.select(f'"{folder}"', readonly=True))
        found = []
        for item in self._said(imap.uid("FETCH", "1:*", "(UID FLAGS BODY.PEEK[])")):
            if isinstance(item, tuple):
                head = item[0].decode()
                flags = re.search(r"FLAGS \(([^)]*)\)", head)
                found.append(Seen(int(re.search(r"UID (\d+)", head).group(1)), flags.group(1).split(), item[1]))
        imap.unselect()
        return sorted(found, key=lambda message: message.uid)

    def with_id(self, message_id, folder="INBOX"):
        return [message for message in self.messages(folder) if message.message_id == message_id]

    def answers_to(self, message_id, folder):
        """Messages whose In-Reply-To or References name `message_id`."""
        return [
            message
            for message in self.messages(folder)
            if message_id in f"{message['In-Reply-To'] or ''} {message['References'] or ''}"
        ]

    def wait_for(self, folder, wanted, what, within=20.0):
        """Waits until a message of the folder is `wanted`, and returns the first such."""
        return waiting.until(
            lambda: next((message for message in self.messages(folder) if wanted(message)), None),
            f"{what} in {self.user}'s {folder}",
            within,
        )

    def append(self, folder, message, flags=()):
        """Files a message as a mail client does; returns its UID."""
        raw = message.as_bytes(policy=POLICY.clone(linesep="\r\n"))
        answer = self._said(self.imap.append(f'"{folder}"', f"({' '.join(flags)})", None, raw))
        return int(re.search(rb"APPENDUID \d+ (\d+)", answer[0]).group(1))

    def _writing(self, folder):
        self._said(self.imap.select(f'"{folder}"'))

    def flag(self, folder, uid, *flags):
        self._writing(folder)
        self._said(self._imap.uid("STORE", str(uid), "+FLAGS", f"({' '.join(flags)})"))
        self._imap.unselect()

    def delete(self, folder, uid):
        self._writing(folder)
        self._said(self._imap.uid("STORE", str(uid), "+FLAGS", "(\\Deleted)"))
        self._said(self._imap.uid("EXPUNGE", str(uid)))
        self._imap.unselect()

    def move(self, folder, uid, target):
        self._writing(folder)
        self._said(self._imap.uid("MOVE", str(uid), f'"{target}"'))
        self._imap.unselect()

    def create(self, folder):
        self._said(self.imap.create(f'"{folder}"'))

    def delete_folder(self, folder):
        self._said(self.imap.delete(f'"{folder}"'))

    def uid_validity(self, folder):
        return int(re.search(rb"UIDVALIDITY (\d+)", self._said(self.imap.status(f'"{folder}"', "(UIDVALIDITY)"))[0])[1])
