#!/usr/bin/python3
"""A connection that dies without a word, as a cable pulled or a router gone: two network namespaces, the link between
them taken down. Needs root and `ip`; part of ./dev test --full, since it takes its time."""

import subprocess
import unittest

import waiting
from case import Case
from daemon import Daemon
from proxy import Proxy
from servers import Servers

HERE, THERE = "10.213.77.1", "10.213.77.2"


class FarDaemon(Daemon):
    """amendsd in a network namespace of its own."""

    namespace = None

    def command(self):
        return ["nsenter", "-t", str(self.namespace.pid), "-n", *super().command()]


@unittest.skipUnless(Case.as_root, "needs root")
class Link(unittest.TestCase):
    def run_there(self, *words):
        subprocess.run(["nsenter", "-t", str(self.namespace.pid), "-n", *words], check=True)

    def setUp(self):
        self.namespace = subprocess.Popen(["unshare", "--net", "--kill-child", "cat"], stdin=subprocess.PIPE)
        self.addCleanup(self.namespace.wait)
        self.addCleanup(self.namespace.stdin.close)
        waiting.until(lambda: self.namespace_is_own(), "a namespace of its own", 5)
        subprocess.run(
            ["ip", "link", "add", "amends0", "type", "veth", "peer", "name", "amends1", "netns", str(self.namespace.pid)],
            check=True,
        )
        self.addCleanup(subprocess.run, ["ip", "link", "delete", "amends0"])
        subprocess.run(["ip", "address", "add", f"{HERE}/30", "dev", "amends0"], check=True)
        subprocess.run(["ip", "link", "set", "amends0", "up"], check=True)
        self.run_there("ip", "address", "add", f"{THERE}/30", "dev", "amends1")
        self.run_there("ip", "link", "set", "amends1", "up")

    def namespace_is_own(self):
        def name(pid):
            return subprocess.run(["readlink", f"/proc/{pid}/ns/net"], capture_output=True, text=True).stdout

        return name(self.namespace.pid) and name(self.namespace.pid) != name("self")

    def test_a_link_that_is_down_is_noticed_within_two_minutes_and_found_again(self):
        with Servers(also_named=f"IP:{HERE}") as servers:
            proxy = Proxy(servers.imaps_port, host=HERE)
            self.addCleanup(proxy.close)
            case = Case()
            case.servers = servers
            case.setUp()
            text = case.account(imap_port=proxy.port).replace('imap.host = "localhost"', f'imap.host = "{HERE}"')
            FarDaemon.namespace = self.namespace
            running = FarDaemon(servers, text)
            self.addCleanup(running.kill)
            running.start()

            def state():
                return running.json("status")["accounts"][0]["state"]

            subprocess.run(["ip", "link", "set", "amends0", "down"], check=True)
            waiting.until(lambda: state() != "watching", "that the daemon noticed", 120)
            subprocess.run(["ip", "link", "set", "amends0", "up"], check=True)
            mail = case.send(flags=("\\Seen", "Amends"))
            running.wait_for_state("watching", 180)
            running.wait_tracked(mail, 60)
            running.stop()


if __name__ == "__main__":
    unittest.main()
