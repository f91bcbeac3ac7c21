"""Stands between Thunderbird and the SMTP server, and keeps what really passed: each envelope, each message's bytes."""

import threading

import waiting
from proxy import LineProxy
from reading import Seen


class Wire(LineProxy):
    """`refused` is a set of addresses whose RCPT gets a 550; while `open_road` is not set, no final dot goes through."""

    def __init__(self, port):
        self.refused = set()
        self.messages = []  # (sender, recipients, Seen) of each message whose final dot the server has confirmed
        self.open_road = threading.Event()
        self.open_road.set()
        self.sender, self.recipients, self.body = "", [], None
        self.expected = ""
        super().__init__(port, None)

    def heard(self, who, line):
        return (self._client if who == "C" else self._server)(line) or line

    def _client(self, line):
        if self.body is not None and self.expected == "body":
            if line in (b".\r\n", b".\n"):
                self.expected = "done"
                self.open_road.wait(60)
            else:
                self.body += line[1:] if line.startswith(b"..") else line
            return
        command = line.decode(errors="replace").strip()
        word = command.upper()
        if word.startswith("MAIL FROM:"):
            self.sender, self.recipients, self.body = self._address(command), [], None
        elif word.startswith("RCPT TO:"):
            self.recipients.append(self._address(command))
            self.expected = "rcpt"
        elif word == "DATA":
            self.expected = "data"

    def _server(self, line):
        if self.expected == "rcpt":
            self.expected = ""
            if self.recipients[-1] in self.refused:
                return b"550 5.1.1 No such user here\r\n"
        elif self.expected == "data" and line.startswith(b"354"):
            self.expected, self.body = "body", b""
        elif self.expected == "done":
            self.expected = ""
            if line.startswith(b"250"):
                self.messages.append((self.sender, self.recipients, Seen(0, [], self.body)))

    @staticmethod
    def _address(command):
        return command[command.index("<") + 1 : command.index(">")]

    def wait_for(self, wanted, what, within=20):
        """The first message on the wire that is `wanted`."""
        return waiting.until(
            lambda: next((mail for _, _, mail in self.messages if wanted(mail)), None), f"{what} on the wire", within
        )

    def to(self, address):
        return [mail for _, recipients, mail in self.messages if address in recipients]
