"""Engine.IO 4, packet by packet, against the bare Engine.IO service of `realtime-echo`."""

import base64
import json
import socket as sockets
import time

import pytest
import requests
import websocket

from engine import SEPARATOR, Background, Polling, WebSocket, engine_socket

OPEN_KEYS = ["sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"]


def refusal(answer):
    """Status and parsed body of a refusal, which is always JSON."""
    assert answer.headers["Content-Type"].startswith("application/json"), answer.headers
    return answer.status_code, answer.json()


def refused_socket(address):
    """Status and parsed body of the answer that came in place of a 101."""
    with pytest.raises(websocket.WebSocketBadStatusException) as caught:
        WebSocket(address)
    body = caught.value.resp_body
    return caught.value.status_code, json.loads(body) if body else None


@pytest.fixture
def polling(echo):
    session = Polling(echo.url)
    session.open()
    return session


@pytest.fixture
def ws(echo):
    socket, _ = engine_socket(echo)
    with socket:
        yield socket


def assert_forgotten(session):
    assert refusal(session.get()) == (400, {"code": 1, "message": "Session ID unknown"})


class TestHandshake:
    def test_polling_opens_a_session(self, echo):
        answer = requests.get(f"{echo.url}/engine.io/?EIO=4&transport=polling", timeout=20)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "text/plain; charset=UTF-8"
        assert answer.headers["Cache-Control"] == "no-store"
        assert int(answer.headers["Content-Length"]) == len(answer.content)
        assert answer.text[0] == "0"
        values = json.loads(answer.text[1:])
        assert list(values) == OPEN_KEYS
        assert len(values.pop("sid")) >= 20
        assert values == {
            "upgrades": ["websocket"], "pingInterval": 25000, "pingTimeout": 20000,
            "maxPayload": 1000000}

    def test_websocket_opens_a_session_without_upgrades(self, echo):
        socket, values = engine_socket(echo)
        with socket:
            assert list(values) == OPEN_KEYS
            assert values["upgrades"] == []

    def test_options_are_what_the_open_packet_says(self, quick_echo):
        socket, values = engine_socket(quick_echo)
        with socket:
            assert (values["pingInterval"], values["pingTimeout"]) == (300, 1000)

    def test_unknown_query_keys_and_their_order_do_not_matter(self, echo):
        for query in ("t=abc123&transport=polling&x=%20&EIO=4", "transport=polling&EIO=4&b64=1&&="):
            assert requests.get(f"{echo.url}/engine.io/?{query}", timeout=20).status_code == 200

    def test_session_ids_differ(self, echo):
        ids = {Polling(echo.url).open()["sid"] for _ in range(100)}
        assert len(ids) == 100
        assert all(set(sid) <= set(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") for sid in ids)

    REFUSALS = {
        "no version": ("transport=polling", 5, "Unsupported protocol version"),
        "version 3": ("EIO=3&transport=polling", 5, "Unsupported protocol version"),
        "version that is no number": ("EIO=abc&transport=polling", 5, "Unsupported protocol version"),
        "no transport": ("EIO=4", 0, "Transport unknown"),
        "unknown transport": ("EIO=4&transport=pigeon", 0, "Transport unknown"),
        "unknown transport comes before version": ("EIO=3&transport=x", 0, "Transport unknown"),
        "unknown session": ("EIO=4&transport=polling&sid=nope", 1, "Session ID unknown"),
        "websocket without an upgrade": ("EIO=4&transport=websocket", 3, "Bad request"),
    }

    @pytest.mark.parametrize("name", REFUSALS)
    def test_refusal(self, echo, name):
        query, code, message = self.REFUSALS[name]
        answer = requests.get(f"{echo.url}/engine.io/?{query}", timeout=20)
        assert refusal(answer) == (400, {"code": code, "message": message})

    def test_post_cannot_open_a_session(self, echo):
        answer = requests.post(
            f"{echo.url}/engine.io/?EIO=4&transport=polling", data=b"4x", timeout=20)
        assert refusal(answer) == (400, {"code": 2, "message": "Bad handshake method"})

    SOCKET_REFUSALS = {
        "no version": ("transport=websocket", 5, "Unsupported protocol version"),
        "version 3": ("EIO=3&transport=websocket", 5, "Unsupported protocol version"),
        "unknown transport": ("EIO=4&transport=pigeon", 0, "Transport unknown"),
        "unknown session": ("EIO=4&transport=websocket&sid=nope", 1, "Session ID unknown"),
    }

    @pytest.mark.parametrize("name", SOCKET_REFUSALS)
    def test_refused_websocket_gets_the_same_answer(self, echo, name):
        query, code, message = self.SOCKET_REFUSALS[name]
        assert refused_socket(f"{echo.ws_url}/engine.io/?{query}") == (
            400, {"code": code, "message": message})

    def test_a_refused_websocket_is_closed(self, echo):
        with sockets.create_connection((echo.host, echo.port), timeout=20) as raw:
            raw.sendall(
                b"GET /engine.io/?EIO=4&transport=pigeon HTTP/1.1\r\nHost: localhost\r\n"
                b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
            text = b"".join(iter(lambda: raw.recv(4096), b"")).decode()
        assert text.startswith("HTTP/1.1 400 ")
        assert "Transport unknown" in text


class TestCrossOrigin:
    def test_answers_carry_the_header(self, echo):
        answer = requests.get(
            f"{echo.url}/engine.io/?EIO=4&transport=polling",
            headers={"Origin": "http://app.example"}, timeout=20)
        assert answer.headers["Access-Control-Allow-Origin"] in ("*", "http://app.example")

    def test_refusals_carry_the_header_too(self, echo):
        answer = requests.get(
            f"{echo.url}/engine.io/?EIO=4&transport=pigeon",
            headers={"Origin": "http://app.example"}, timeout=20)
        assert answer.headers["Access-Control-Allow-Origin"] in ("*", "http://app.example")

    def test_preflight(self, echo):
        answer = requests.options(
            f"{echo.url}/engine.io/?EIO=4&transport=polling",
            headers={
                "Origin": "http://app.example", "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "content-type"},
            timeout=20)
        assert answer.status_code == 204
        assert answer.headers["Access-Control-Allow-Origin"] in ("*", "http://app.example")
        assert "POST" in answer.headers["Access-Control-Allow-Methods"]
        assert answer.headers["Access-Control-Allow-Headers"] == "content-type"


class TestPollingMessages:
    TEXTS = ["hello", "", "€ – 日本語 🎉", "with\nnew\r\nlines", "6", "bnot-binary", "\u0000"]

    @pytest.mark.parametrize("text", TEXTS)
    def test_text_comes_back(self, polling, text):
        polling.send("4" + text)
        assert polling.receive() == ["4" + text]

    def test_several_packets_keep_their_order(self, polling):
        packets = [f"4message {n}" for n in range(20)]
        polling.send(*packets)
        received = []
        while len(received) < len(packets):
            received += polling.receive()
        assert received == packets

    @pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 255, 3000])
    def test_binary_comes_back_as_base64(self, polling, size):
        packet = "b" + base64.b64encode(bytes(n & 255 for n in range(size))).decode()
        polling.send(packet)
        assert polling.receive() == [packet]

    def test_text_and_binary_mixed(self, polling):
        packets = ["4one", "bAQIDBA==", "4two", "bBQYHCA=="]
        polling.send(*packets)
        received = []
        while len(received) < len(packets):
            received += polling.receive()
        assert received == packets

    def test_post_is_answered_ok_as_html(self, polling):
        answer = polling.post("4x")
        assert (answer.status_code, answer.text) == (200, "ok")
        assert answer.headers["Content-Type"].split(";")[0] == "text/html"

    def test_a_pending_poll_is_answered_at_once(self, polling):
        def seconds():
            pending = Background(polling.receive)
            time.sleep(0.2)
            began = time.monotonic()
            Polling.send(self._second_connection(polling), "4now")
            assert pending.result() == ["4now"]
            return time.monotonic() - began

        assert_once(seconds, below=0.2)

    @staticmethod
    def _second_connection(polling):
        other = Polling.__new__(Polling)
        other.address, other.sid, other.http = polling.address, polling.sid, requests.Session()
        return other

    def test_a_large_answer_is_compressed_when_accepted(self, polling):
        packet = "4" + "abcdefgh" * 4000
        polling.send(packet)
        answer = polling.get(headers={"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip"
        assert int(answer.headers["Content-Length"]) < 4000
        assert answer.text == packet

    def test_a_large_answer_is_left_alone_when_not_accepted(self, polling):
        packet = "4" + "abcdefgh" * 4000
        polling.send(packet)
        answer = polling.get(headers={"Accept-Encoding": "identity"})
        assert "Content-Encoding" not in answer.headers
        assert answer.text == packet

    def test_a_body_of_the_largest_size_passes(self, polling):
        packet = "4" + "x" * 999_999
        polling.send(packet)
        assert polling.receive() == [packet]

    def test_a_larger_body_is_refused_and_ends_the_session(self, polling):
        assert polling.post("4" + "x" * 1_000_000).status_code == 413
        assert_forgotten(polling)

    @pytest.mark.parametrize("body", ["abc", "9", SEPARATOR, "4ok" + SEPARATOR + "x", "b***"])
    def test_a_malformed_packet_ends_the_session(self, polling, body):
        assert polling.post(body).status_code == 400
        assert_forgotten(polling)

    def test_bytes_that_are_no_utf8_end_the_session(self, polling):
        assert polling.post(b"4\xff\xfe").status_code == 400
        assert_forgotten(polling)

    def test_two_polls_at_once_end_the_session(self, polling):
        first = Background(polling.get)
        time.sleep(0.1)
        second = requests.get(polling.session_address, timeout=20)
        waiting, late = sorted([first.result(), second], key=lambda answer: answer.status_code)
        assert (waiting.status_code, waiting.text, late.status_code) == (200, "1", 400)
        assert_forgotten(polling)

    def test_two_posts_at_once_end_the_session(self, echo, polling):
        path = polling.session_address.removeprefix(echo.url)
        with sockets.create_connection((echo.host, echo.port), timeout=20) as raw:
            raw.sendall(
                f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                f"Content-Length: 6\r\n\r\n4hel".encode())
            time.sleep(0.1)
            assert polling.post("4second").status_code == 400
        assert_forgotten(polling)


class TestWebSocketMessages:
    @pytest.mark.parametrize("text", TestPollingMessages.TEXTS)
    def test_text_comes_back(self, ws, text):
        ws.send("4" + text)
        assert ws.receive() == "4" + text

    @pytest.mark.parametrize("size", [0, 1, 125, 126, 65535, 65536, 999_999])
    def test_binary_comes_back_as_a_binary_frame(self, ws, size):
        data = bytes(n & 255 for n in range(size))
        ws.send(data)
        assert ws.receive() == data

    def test_many_messages_keep_their_order(self, ws):
        for n in range(500):
            ws.send(f"4{n}")
        assert [ws.receive() for _ in range(500)] == [f"4{n}" for n in range(500)]

    @pytest.mark.parametrize("packet", ["abc", "9", ""])
    def test_a_malformed_packet_ends_the_session(self, ws, packet):
        ws.send(packet)
        assert ws.expect_closed() == []

    def test_a_message_over_the_limit_ends_the_session(self, ws):
        try:
            ws.send("4" + "x" * 1_000_000)
        except (ConnectionError, websocket.WebSocketConnectionClosedException):
            return
        assert ws.expect_closed() == []


def assert_once(measure, below):
    """What a server does at once is seen at once at least once in five times, on a busy machine too."""
    times = []
    while not times or times[-1] >= below:
        assert len(times) < 5, f"at best {min(times):.3f} s"
        times.append(measure())


class TestHeartbeat:
    """A ping is never early, counted from what began the interval; at least one of several is not late."""

    def assert_rhythm(self, seconds):
        assert all(length >= 0.3 for length in seconds), seconds
        assert min(seconds) <= 0.45, seconds

    def test_websocket_is_pinged_one_interval_after_open_and_after_each_pong(self, quick_echo):
        seconds, began = [], time.monotonic()
        socket, _ = engine_socket(quick_echo)
        with socket:
            for _ in range(4):
                assert socket.receive() == "2"
                seconds.append(time.monotonic() - began)
                began = time.monotonic()
                socket.send("3")
        self.assert_rhythm(seconds)

    def test_polling_is_pinged(self, quick_echo):
        session, seconds, began = Polling(quick_echo.url), [], time.monotonic()
        session.open()
        for _ in range(4):
            assert session.receive() == ["2"]
            seconds.append(time.monotonic() - began)
            began = time.monotonic()
            session.send("3")
        self.assert_rhythm(seconds)

    def test_messages_do_not_disturb_the_rhythm(self, quick_echo):
        seconds, began = [], time.monotonic()
        socket, _ = engine_socket(quick_echo)
        with socket:
            for _ in range(4):
                for n in range(10):
                    socket.send(f"4{n}")
                assert [socket.receive() for _ in range(10)] == [f"4{n}" for n in range(10)]
                time.sleep(0.1)
                assert socket.receive() == "2"
                seconds.append(time.monotonic() - began)
                began = time.monotonic()
                socket.send("3")
        self.assert_rhythm(seconds)

    def test_a_websocket_that_does_not_answer_is_closed(self, quick_echo):
        def seconds():
            began = time.monotonic()
            socket, _ = engine_socket(quick_echo)
            with socket:
                assert socket.expect_closed() == ["2"]
            taken = time.monotonic() - began
            assert taken >= 1.3
            return taken

        assert_once(seconds, below=1.7)

    def test_a_polling_session_that_does_not_answer_is_forgotten(self, quick_echo):
        session = Polling(quick_echo.url)
        session.open()
        assert session.receive() == ["2"]
        pending = Background(session.get)
        pending.result()
        assert_forgotten(session)

    def test_a_polling_session_nobody_polls_is_forgotten(self, quick_echo):
        session = Polling(quick_echo.url)
        session.open()
        time.sleep(2)
        assert_forgotten(session)


class TestClose:
    def test_polling(self, polling):
        pending = Background(polling.get)
        time.sleep(0.1)
        answer = TestPollingMessages._second_connection(polling).post("1")
        assert (answer.status_code, answer.text) == (200, "ok")
        assert pending.result().text in ("1", "6")
        assert_forgotten(polling)

    def test_websocket(self, ws):
        ws.send("1")
        assert ws.expect_closed() == []

    def test_a_dropped_websocket_is_forgotten(self, echo):
        socket, values = engine_socket(echo)
        socket.cut()
        address = f"{echo.url}/engine.io/?EIO=4&transport=polling&sid={values['sid']}"
        until = time.monotonic() + 20
        while (code := refusal(requests.get(address, timeout=20))[1]["code"]) != 1:
            assert code == 3 and time.monotonic() < until


def probe_of(echo, session):
    """A WebSocket on a polling session's id that has not said anything yet."""
    return WebSocket(f"{echo.ws_url}/engine.io/?EIO=4&transport=websocket&sid={session.sid}")


@pytest.fixture
def probe(echo, polling):
    with probe_of(echo, polling) as socket:
        yield socket


class TestUpgrade:
    def test_from_polling_to_websocket(self, echo):
        """The poll is released at the probe, not later."""
        def seconds():
            session = Polling(echo.url)
            session.open()
            with probe_of(echo, session) as probe:
                pending = Background(session.receive)
                time.sleep(0.1)
                began = time.monotonic()
                probe.send("2probe")
                assert probe.receive() == "3probe"
                assert pending.result() == ["6"]
                taken = time.monotonic() - began
                probe.send("5")
                probe.send("4over the new transport")
                assert probe.receive() == "4over the new transport"
            return taken

        assert_once(seconds, below=0.2)

    def upgrade(self, probe):
        probe.send("2probe")
        assert probe.receive() == "3probe"
        probe.send("5")
        probe.send("4there?")
        assert probe.receive() == "4there?"

    def test_polling_is_refused_afterwards(self, polling, probe):
        self.upgrade(probe)
        assert polling.get().status_code == 400
        assert polling.post("4x").status_code == 400
        probe.send("4still here")
        assert probe.receive() == "4still here"

    def test_a_second_websocket_is_closed_afterwards(self, echo, polling, probe):
        self.upgrade(probe)
        try:
            second = WebSocket(
                f"{echo.ws_url}/engine.io/?EIO=4&transport=websocket&sid={polling.sid}")
        except websocket.WebSocketBadStatusException as refused:
            assert refused.status_code == 400
        else:
            assert second.expect_closed() == []
        probe.send("4still here")
        assert probe.receive() == "4still here"

    def test_what_was_queued_arrives_on_the_websocket_in_order(self, polling, probe):
        packets = [f"4queued {n}" for n in range(10)]
        polling.send(*packets[:5])
        probe.send("2probe")
        assert probe.receive() == "3probe"
        polling.send(*packets[5:])
        probe.send("5")
        probe.send("4last")
        assert [probe.receive() for _ in range(11)] == packets + ["4last"]

    @pytest.mark.parametrize("round", range(5))
    def test_nothing_is_lost_repeated_or_reordered_under_way(self, polling, probe, round):
        sender = TestPollingMessages._second_connection(polling)
        received, count = [], 40

        def post():
            for n in range(count):
                sender.send(f"4{n}")

        def poll():
            while True:
                packets = polling.receive()
                received.extend(packet for packet in packets if packet != "6")
                if "6" in packets:
                    return

        polls, posts = Background(poll), Background(post)
        time.sleep(0.005 * round)
        probe.send("2probe")
        assert probe.receive() == "3probe"
        polls.result()
        posts.result()
        probe.send("5")
        while len(received) < count:
            received.append(probe.receive())
        assert received == [f"4{n}" for n in range(count)]
        probe.expect_silence(0.1)

    def test_polling_goes_on_beside_a_websocket_that_says_nothing(self, polling, probe):
        polling.send("4one")
        assert polling.receive() == ["4one"]
        probe.cut()
        polling.send("4two")
        assert polling.receive() == ["4two"]

    def test_polling_goes_on_when_the_probe_is_no_probe(self, polling, probe):
        probe.send("2nonsense")
        probe.expect_closed()
        polling.send("4one")
        assert polling.receive() == ["4one"]

    def test_polling_goes_on_when_the_websocket_leaves_after_the_probe(self, polling, probe):
        probe.send("2probe")
        assert probe.receive() == "3probe"
        probe.cut()
        time.sleep(0.05)
        polling.send("4one")
        received = []
        while "4one" not in received:
            received += polling.receive()
        assert set(received) <= {"6", "4one"}


class TestPlainWebSocket:
    def test_messages_come_back(self, echo):
        with WebSocket(f"{echo.ws_url}/") as socket:
            for message in ("text €", b"\x00\x01\xff", "", b""):
                socket.send(message)
                assert socket.receive() == message

    def test_ping_is_answered(self, echo):
        with WebSocket(f"{echo.ws_url}/anything") as socket:
            socket.socket.ping("payload")
            frame = socket.socket.recv_frame()
            assert (frame.opcode, frame.data) == (websocket.ABNF.OPCODE_PONG, b"payload")

    def test_closing_code_is_echoed(self, echo):
        with WebSocket(f"{echo.ws_url}/") as socket:
            socket.socket.send_close(1000, b"bye")
            frame = socket.socket.recv_frame()
            assert frame.opcode == websocket.ABNF.OPCODE_CLOSE
            assert frame.data[:2] == (1000).to_bytes(2, "big")
