"""Stands between Amends and a mail server: counts what passes, or reads along and holds the conversation."""

import socket
import ssl
import threading


class Proxy:
    """Forwards every connection to `port`; calls `passed(number)` after each chunk that went through, either way."""

    def __init__(self, port, passed=lambda number: None, host="127.0.0.1"):
        self.target, self.passed = port, passed
        self.count = 0
        self.lock = threading.Lock()
        self.open = []
        self.listener = socket.create_server((host, 0))
        self.port = self.listener.getsockname()[1]
        self.accepting = threading.Thread(target=self._accept, daemon=True)
        self.accepting.start()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                client.close()
                continue
            self.open += [client, server]
            self.serve(client, server)

    def serve(self, client, server):
        for source, target in ((client, server), (server, client)):
            threading.Thread(target=self._forward, args=(source, target), daemon=True).start()

    def _forward(self, source, target):
        try:
            while chunk := source.recv(65536):
                target.sendall(chunk)
                with self.lock:
                    self.count += 1
                    self.passed(self.count)
        except OSError:
            pass
        for end in (source, target):
            shut(end)

    def cut(self):
        """Drops every open connection without a word."""
        for end in self.open:
            shut(end)
        self.open = []

    def close(self):
        # A thread that still waits on the closed listener would take the connections of the next one.
        self.listener.shutdown(socket.SHUT_RDWR)
        self.accepting.join()
        self.listener.close()
        self.cut()


def shut(end):
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    end.close()


class LineProxy(Proxy):
    """Calls `said(who, line)` before each line is passed on; `who` is "C" or "S". Where it returns another line (bytes),
    that one is passed on instead."""

    def __init__(self, port, said):
        self.said = said
        super().__init__(port)

    def ear(self):
        """For one connection: a function that is given who speaks and the bytes of a line, and gives what is passed on."""
        return lambda who, line: self.said(who, line.rstrip(b"\r\n").decode(errors="replace")) or line

    def serve(self, client, server):
        heard = self.ear()
        for who, source, target in (("C", client, server), ("S", server, client)):
            threading.Thread(target=self._read, args=(who, source, target, heard), daemon=True).start()

    @staticmethod
    def _read(who, source, target, heard):
        waiting = b""
        try:
            while chunk := source.recv(65536):
                waiting += chunk
                while b"\n" in waiting:
                    line, waiting = waiting.split(b"\n", 1)
                    target.sendall(heard(who, line + b"\n"))
        except (OSError, ssl.SSLError, ValueError):
            pass
        for end in (source, target):
            shut(end)


class ReadingProxy(LineProxy):
    """Speaks TLS to both sides, with the server's own certificate."""

    def __init__(self, servers, port, said):
        self.inward = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.inward.load_cert_chain(servers.ca, servers.ca.parent / "key.pem")
        self.outward = servers.tls()
        super().__init__(port, said)

    def serve(self, client, server):
        def start():
            try:
                inner = self.inward.wrap_socket(client, server_side=True)
                outer = self.outward.wrap_socket(server, server_hostname="localhost")
            except (OSError, ssl.SSLError):
                shut(client)
                shut(server)
                return
            self.open += [inner, outer]
            super(ReadingProxy, self).serve(inner, outer)

        threading.Thread(target=start, daemon=True).start()
