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
        self.dots = 0  # final dots that have come so far, held back or not
        super().__init__(port, None)

    def ear(self):
        return Conversation(self).heard

    def wait_for(self, wanted, what, within=20):
        """The first message on the wire that is `wanted`."""
        return waiting.until(
            lambda: next((mail for _, _, mail in self.messages if wanted(mail)), None), f"{what} on the wire", within
        )

    def wait_for_held(self, what, within=20):
        """Until one more message has come to its final dot."""
        before = len(self.messages)
        waiting.until(lambda: self.dots > before, f"{what} before its final dot", within)

    def to(self, address):
        return [mail for _, recipients, mail in self.messages if address in recipients]


class Conversation:
    """One connection; `due` is what is expected next: an answer to RCPT or DATA, lines of the body, the last answer."""

    def __init__(self, wire):
        self.wire = wire
        self.sender, self.recipients, self.body, self.due = "", [], b"", ""

    def heard(self, who, line):
        return (self._client if who == "C" else self._server)(line) or line

    def _client(self, line):
        if self.due == "body":
            if line in (b".\r\n", b".\n"):
                self.due = "last answer"
                self.wire.dots += 1
                self.wire.open_road.wait(60)
            else:
                self.body += line[1:] if line.startswith(b"..") else line
            return
        command = line.decode(errors="replace").strip()
        word = command.upper()
        if word.startswith("MAIL FROM:"):
            self.sender, self.recipients, self.body = address_in(command), [], b""
        elif word.startswith("RCPT TO:"):
            self.recipients.append(address_in(command))
            self.due = "answer to RCPT"
        elif word == "DATA":
            self.due = "answer to DATA"

    def _server(self, line):
        if self.due == "answer to RCPT":
            self.due = ""
            if self.recipients[-1] in self.wire.refused:
                return b"550 5.1.1 No such user here\r\n"
        elif self.due == "answer to DATA":
            self.due = "body" if line.startswith(b"354") else ""
        elif self.due == "last answer":
            self.due = ""
            if line.startswith(b"250"):
                self.wire.messages.append((self.sender, self.recipients, Seen(0, [], self.body)))
        return None


def address_in(command):
    return command[command.index("<") + 1 : command.index(">")]
