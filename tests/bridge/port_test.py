#!/usr/bin/env python3
"""amends-bridge as the mail client meets it, without a daemon and with one that hangs."""

import json
import pathlib
import socket
import struct
import sys
import tempfile
import threading
import time
import unittest

from port import Port, frame

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import waiting  # noqa: E402

LETTER = "Dear Joyce,\n\nI am sorry if you felt let down. I will send you the new plan by Friday.\n\nRegards\nAda\n"


class Hung:
    """A daemon that takes what it is asked and says nothing, or says what `reply` makes of each line."""

    def __init__(self, path, reply=None):
        pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
        self.reply, self.asked, self.open = reply, [], []
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(path))
        self.socket.listen(64)
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.open.append(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with connection.makefile("rwb") as stream:
            for line in stream:
                request = json.loads(line)
                self.asked.append(request["method"])
                result = self.reply(request["method"]) if self.reply else None
                if result is not None:
                    stream.write(json.dumps({"jsonrpc": "2.0", "id": request["id"], "result": result}).encode() + b"\n")
                    stream.flush()

    def close(self):
        self.socket.close()
        for connection in self.open:
            connection.close()


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)

    def port(self, **more):
        port = Port(self.home, **more)
        self.addCleanup(port.__exit__)
        return port

    def hung(self, reply=None):
        daemon = Hung(self.home / "amends/rpc.sock", reply)
        self.addCleanup(daemon.close)
        return daemon


class Frames(Case):
    def assert_ends(self, sent, reason, close=False):
        port = self.port()
        self.assertEqual(port.ask("bridge.hello")["protocol"], 1)
        port.send(sent)
        status, said = port.end() if close else port.fate()
        self.assertEqual(status, 2)
        self.assertIn(reason, said)

    def test_a_frame_of_no_length_ends_it(self):
        self.assert_ends(struct.pack("=I", 0), "its length is 0")

    def test_a_length_beyond_the_limit_ends_it_before_the_rest_is_there(self):
        self.assert_ends(struct.pack("=I", 0xFFFFFFFF), "its length is 4294967295")

    def test_bytes_that_are_no_utf8_end_it(self):
        self.assert_ends(frame(b'{"id":1,"method":"\xc3\x28"}'), "it is not UTF-8")

    def test_half_of_a_character_of_two_surrogates_ends_it(self):
        self.assert_ends(frame(b'{"id":1,"method":"\\ud83d"}'), "it is not JSON")

    def test_what_is_no_json_ends_it(self):
        self.assert_ends(frame("hello"), "it is not JSON")

    def test_a_message_without_an_id_ends_it(self):
        self.assert_ends(frame('{"method":"bridge.hello"}'), '"id" must be a whole number')

    def test_a_million_brackets_end_it(self):
        self.assert_ends(frame('{"id":1,"params":' + "[" * 1_000_000), "nested too deeply")

    def test_a_port_closed_within_a_frame_is_said(self):
        self.assert_ends(frame('{"id":1,"method":"bridge.hello"}')[:-3], "in the middle of a native message", close=True)

    def test_a_port_closed_within_a_length_is_said(self):
        self.assert_ends(b"\x10\x00", "in the middle of a native message", close=True)

    def test_a_closed_port_is_a_good_end(self):
        port = self.port()
        port.ask("bridge.hello")
        self.assertEqual(port.end(), (0, ""))

    def test_a_port_closed_before_anything_was_asked_is_a_good_end(self):
        self.assertEqual(self.port().end(), (0, ""))

    def test_what_was_asked_before_the_port_closed_is_answered(self):
        port = self.port()
        numbers = [port.start("bridge.hello") for _ in range(3)]
        port.process.stdin.close()
        for number in numbers:
            self.assertIn("result", port.answer(number))
        self.assertEqual(port.fate(), (0, ""))

    def test_a_mail_client_that_goes_without_a_word_ends_it(self):
        port = self.port()
        port.ask("bridge.hello")
        port.process.stdout.close()
        self.assertEqual(port.fate(), (0, ""))

    def test_a_mail_client_that_goes_before_its_answer_ends_it(self):
        port = self.port()
        port.start("bridge.hello")
        port.process.stdout.close()
        self.assertEqual(port.fate(), (0, ""))

    def test_a_frame_may_come_byte_by_byte(self):
        port = self.port()
        for byte in frame('{"id":9,"method":"bridge.hello"}'):
            port.send(bytes([byte]))
        self.assertEqual(port.answer(9)["result"]["protocol"], 1)

    def test_a_mail_client_that_does_not_read_does_not_lose_an_answer(self):
        port = self.port()
        numbers = [port.start("guide.situations") for _ in range(60)]  # far more than a pipe holds
        answers = [port.answer(number)["result"] for number in numbers]
        self.assertTrue(answers[0])
        self.assertTrue(all(each == answers[0] for each in answers))


class Methods(Case):
    def test_an_unknown_method_is_answered_and_the_port_lives_on(self):
        port = self.port()
        for method in ("letters.burn", "clients.forget", "clock.move", "daemon.reload", ""):
            error = port.error(method)
            self.assertEqual((error["code"], error["fault"], error["retry"]), (2, "wrong_use", "never"))
        self.assertIn("version", port.ask("bridge.hello"))

    def test_situations_have_both_tones_and_a_subject(self):
        situations = self.port().ask("guide.situations")
        self.assertIn("other", [each["id"] for each in situations])
        for each in situations:
            self.assertEqual(each["tones"], ["personal", "empathetic"])
            self.assertTrue(each["subject"])
            self.assertTrue(each["fields"])

    def test_a_letter_is_written_with_what_is_known_filled_in(self):
        configuration = self.home / ".config/amends/amends.toml"
        configuration.parent.mkdir(parents=True)
        configuration.write_text(
            '[account.work]\nname = "Ada Quill"\nposition = "Studio lead"\naddress = "ada@studio.example"\n'
        )
        port = self.port()
        letter = port.ask(
            "guide.write", situation="other", tone="empathetic", severity="serious", fields={"topic": "the poster"},
            to=[{"name": "Joyce Okafor", "address": "Joyce@Client.Example"}], **{"from": "ada@studio.example"},
        )  # fmt: skip
        self.assertEqual(letter["tone"], "empathetic")
        self.assertIn("the poster", letter["subject"] + letter["body"])
        self.assertEqual(letter["values"]["user_name"], "Ada Quill")
        self.assertEqual(letter["values"]["user_position"], "Studio lead")
        self.assertEqual(letter["values"]["client_name"], "Joyce Okafor")
        self.assertNotIn("topic", letter["values"])
        personal = port.ask("guide.write", situation="other", tone="personal", fields={},
                            to=[{"name": "Joyce Okafor", "address": "Joyce@Client.Example"}])  # fmt: skip
        self.assertEqual(personal["values"]["client_name"], "Joyce")
        missing = [each["id"] for each in letter["missing"]]
        self.assertNotIn("client_name", missing)
        self.assertTrue(missing)
        self.assertTrue(letter["advice"])

    def test_a_name_that_the_writer_has_emptied_stays_open(self):
        letter = self.port().ask(
            "guide.write", situation="other", tone="personal", fields={"client_name": " "},
            to=[{"name": "Joyce", "address": "joyce@client.example"}],
        )  # fmt: skip
        self.assertIn("client_name", [each["id"] for each in letter["missing"]])
        self.assertNotIn("client_name", letter["values"])

    def test_a_mail_to_many_is_written_and_reviewed_and_one_beyond_all_measure_is_refused(self):
        def many(count):
            return [{"name": "Ann Lee", "address": f"ann{number}@client.example"} for number in range(count)]

        port = self.port()
        self.assertTrue(port.ask("guide.write", situation="other", tone="personal", fields={}, to=many(1000))["body"])
        to = [each["address"] for each in many(1000)]
        self.assertTrue(port.ask("guide.review", body="I am sorry that it was late.", to=to)["apology"])
        error = port.error("guide.write", situation="other", tone="personal", fields={}, to=many(20_000))
        self.assertIn("too many values", error["message"])
        self.assertIn("version", port.ask("bridge.hello"))

    def test_bad_parameters_are_answered_with_what_would_be_right(self):
        port = self.port()
        for method, params, word in (
            ("guide.write", {}, '"situation" is missing'),
            ("guide.write", {"situation": "other", "tone": "rude"}, "personal, empathetic"),
            ("guide.write", {"situation": "othr"}, "other"),
            ("guide.write", {"situation": "other", "fields": {"nothing": "x"}}, "nothing"),
            ("guide.review", {"subject": "x"}, '"body" is missing'),
            ("guide.review", {"body": "x", "sent_at": "yesterday"}, "RFC 3339"),
            ("guide.review", {"body": "x", "to": "joyce@client.example"}, "list of addresses"),
            ("guide.situations", {"all": True}, '"all"'),
            ("guide.dismiss", {"fingerprint": 7}, '"fingerprint" must be text'),
        ):
            error = port.error(method, **params)
            self.assertEqual(error["code"], 2, (method, params))
            self.assertIn(word, error["message"])

    def test_offsets_cut_the_same_words_out_of_the_text_as_the_mail_client_has_it(self):
        port = self.port()
        for before in ("", "👋🏽 Café – 日本\r\n", "e\u0301 " * 50, "\U0010ffff"):
            body = before + LETTER
            units = body.encode("utf-16-le")
            review = port.ask("guide.review", subject="👍 An apology", body=body, to=[], opened_as_apology=True)
            placed = [each for each in review["findings"] if each["end"] and each["part"] == "body"]
            self.assertTrue(placed)
            for each in placed:
                self.assertEqual(units[2 * each["start"] : 2 * each["end"]].decode("utf-16-le"), each["text"])
            for each in review["promises"]:
                self.assertIn("new plan", units[2 * each["start"] : 2 * each["end"]].decode("utf-16-le"))
            self.assertEqual(len(review["promises"]), 1)

    def test_a_letter_just_as_the_template_made_it_asks_for_own_words(self):
        port = self.port()
        situation = next(each for each in port.ask("guide.situations") if each["id"] == "other")
        fields = {field["id"]: field["example"] for field in situation["fields"]}
        letter = port.ask("guide.write", situation="other", tone="personal", fields=fields)
        wish = {"subject": letter["subject"], "body": letter["body"], "opened_as_apology": True}
        template = {"situation": "other", "tone": "personal", "fields": fields}
        rules = {each["rule"] for each in port.ask("guide.review", **wish, template=template)["findings"]}
        without = {each["rule"] for each in port.ask("guide.review", **wish)["findings"]}
        self.assertTrue(rules - without)

    def test_an_empty_letter_is_quiet(self):
        review = self.port().ask("guide.review", subject="", body=" \n", opened_as_apology=True)
        self.assertEqual(review, {"apology": False, "situation": None, "findings": [], "promises": []})

    def test_a_dismissed_finding_is_gone_until_it_is_restored(self):
        port = self.port()

        def rules():
            return [each["rule"] for each in port.ask("guide.review", body=LETTER)["findings"]]

        before = rules()
        finding = port.ask("guide.review", body=LETTER)["findings"][0]
        self.assertEqual(port.ask("guide.dismiss", fingerprint=finding["fingerprint"]), {"done": True})
        self.assertNotIn(finding["rule"], rules())
        self.assertEqual(port.ask("guide.restore", fingerprint=finding["fingerprint"]), {"done": True})
        self.assertEqual(rules(), before)

    def test_a_rule_file_of_the_user_counts_as_soon_as_it_is_there(self):
        port = self.port()
        rule = port.ask("guide.review", body=LETTER)["findings"][0]["rule"]
        rules = self.home / ".config/amends/templates/en/review"
        rules.mkdir(parents=True)
        (rules / "own.toml").write_text(f'disable = ["{rule}"]\n')
        self.assertNotIn(rule, [each["rule"] for each in port.ask("guide.review", body=LETTER)["findings"]])


class Daemon(Case):
    def test_without_a_daemon_every_call_says_so_at_once(self):
        port = self.port()
        began = time.monotonic()
        for method in ("letters.list", "daemon.status", "letters.track", "clients.history"):
            error = port.error(method)
            self.assertEqual((error["code"], error["fault"]), (4, "daemon_unreachable"))
        self.assertLess(time.monotonic() - began, 5)

    def test_without_a_daemon_a_review_is_whole(self):
        review = self.port().ask("guide.review", body=LETTER, to=["joyce@client.example"])
        self.assertTrue(review["apology"])

    def test_a_daemon_that_hangs_holds_up_nothing_but_its_own_answers(self):
        daemon = self.hung()
        port = self.port()
        list_id, track_id = port.start("letters.list"), port.start("letters.track", {"message_id": "<a@b.example>"})
        self.assertTrue(port.ask("guide.review", body=LETTER, to=["joyce@client.example"])["findings"])
        self.assertNotIn(list_id, port.kept)
        error = port.answer(list_id)["error"]
        self.assertEqual((error["code"], error["retry"]), (4, "unknown"))
        self.assertNotIn(track_id, port.kept)
        error = port.answer(track_id)["error"]
        self.assertEqual((error["code"], error["fault"]), (4, "daemon_unreachable"))
        self.assertEqual(sorted(daemon.asked), ["clients.history", "letters.list", "letters.track"])

    def test_a_daemon_that_was_silent_is_not_asked_by_the_next_review(self):
        daemon = self.hung()
        port = self.port()
        for _ in range(3):
            port.ask("guide.review", body=LETTER, to=["joyce@client.example"])
        self.assertEqual(daemon.asked, ["clients.history"])

    def test_many_calls_wait_in_turn_and_each_is_answered(self):
        daemon = self.hung(lambda method: {"method": method})
        port = self.port()
        # Orders, which have ten seconds each: what is asked here is the turn, not the haste.
        numbers = [port.start("letters.done", {"letter": 1}) for _ in range(200)]
        for number in numbers:
            self.assertEqual(port.answer(number)["result"], {"method": "letters.done"})
        self.assertEqual(len(daemon.asked), 200)

    def test_requests_overlap_and_a_late_answer_comes_under_its_own_id(self):
        go = threading.Event()
        self.addCleanup(go.set)

        def reply(method):
            if method == "daemon.look":
                go.wait(30)
            return {"of": method}

        self.hung(reply)
        port = self.port()
        late = port.start("daemon.look")
        self.assertEqual(port.ask("letters.list"), {"of": "letters.list"})
        self.assertNotIn(late, port.kept)
        go.set()
        self.assertEqual(port.answer(late)["result"], {"of": "daemon.look"})

    def test_two_requests_of_the_same_id_are_both_answered(self):
        port = self.port()
        port.send(frame('{"id":5,"method":"bridge.hello"}') + frame('{"id":5,"method":"guide.situations"}'))
        self.assertIsInstance(port.next()["result"], dict)
        self.assertIsInstance(port.next()["result"], list)

    def test_an_answer_longer_than_a_mail_client_takes_becomes_an_error(self):
        self.hung(lambda _: ["x" * 1000] * 1100)
        error = self.port().error("letters.list")
        self.assertEqual((error["code"], error["retry"]), (2, "after_change"))

    def test_an_answer_just_within_what_a_mail_client_takes_comes_whole(self):
        self.hung(lambda _: "x" * (1024 * 1024 - 40))
        self.assertEqual(len(self.port().ask("letters.list")), 1024 * 1024 - 40)

    def test_a_daemon_that_closes_is_told_from_one_that_is_silent(self):
        daemon = self.hung()
        port = self.port()
        number = port.start("letters.track", {"message_id": "<a@b.example>"})
        waiting.until(lambda: daemon.asked, "the question")
        for connection in daemon.open:
            connection.shutdown(socket.SHUT_RDWR)
        self.assertEqual(port.answer(number)["error"]["retry"], "later")

    def test_what_speaks_another_language_on_the_socket_is_an_error(self):
        class Mailer(Hung):
            def _serve(self, connection):
                connection.sendall(b"220 mail.example ESMTP\n")

        mailer = Mailer(self.home / "amends/rpc.sock")
        self.addCleanup(mailer.close)
        self.assertEqual(self.port().error("letters.list")["code"], 6)

    def test_the_socket_may_be_named_by_the_environment(self):
        daemon = Hung(self.home / "elsewhere.sock", lambda method: {"of": method})
        self.addCleanup(daemon.close)
        self.assertEqual(
            self.port(AMENDS_SOCKET=str(self.home / "elsewhere.sock")).ask("daemon.status"), {"of": "daemon.status"}
        )

    def test_a_port_that_closes_while_the_daemon_hangs_ends_it_soon(self):
        daemon = self.hung()
        port = self.port()
        port.start("letters.track", {"message_id": "<a@b.example>"})
        self.assertEqual(port.end(within=5), (0, ""))
        self.assertEqual(daemon.asked, ["letters.track"])


if __name__ == "__main__":
    unittest.main()
