"""`SocketIOClient` against python-socketio, on every transport, and the names and words it shares with the JavaScript client."""

import contextlib
import socket
import urllib.parse

import engineio.payload
import pytest

from chat import TRANSPORTS
from echo_server import echo_server
from probe import Probe, ProbeFailed
from servers import free_port, local_names, run

USUAL_PACKETS = 16
"""The most packets that python-engineio takes in one request, unless it is told otherwise."""


@pytest.fixture(scope="module", autouse=True)
def usual_limit():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engineio.payload.Payload, "max_decode_packets", USUAL_PACKETS)
        yield


@pytest.fixture(scope="module")
def url(usual_limit):
    with echo_server() as url:
        yield url


@pytest.fixture(params=TRANSPORTS)
def transports(request):
    return TRANSPORTS[request.param]


@pytest.fixture
def probe(url, transports):
    with Probe(url, transports=transports, reconnectionDelay=20, reconnectionDelayMax=200) as probe:
        yield probe


class TestTalking:
    def test_events_come_back_whole_and_in_order(self, probe):
        probe.do("connect")
        sent = [[number, "€ \u2028", {"a": [None, 1.5, True]}] for number in range(40)]
        for arguments in sent:
            probe.emit("message", *arguments)
        probe.wait("message-back", len(sent))
        assert probe.log.named("message-back") == sent

    def test_what_is_binary_stays_where_it_was(self, probe):
        probe.do("connect")
        sent = [{"file": bytes(range(256)) * 100, "list": ["x", b""]}, b"\x00\xff"]
        assert probe.ask("message-with-ack", *sent) == sent
        probe.emit("message", *sent)
        assert probe.wait("message-back") == sent

    def test_acknowledgements(self, probe):
        probe.do("connect")
        for number in range(10):
            assert probe.ask("message-with-ack", number, "x") == [number, "x"]
        with pytest.raises(ProbeFailed, match="operation has timed out"):
            probe.do("ask", "nobody-listens", timeout=1)

    def test_the_server_may_ask_too(self, probe):
        probe.do("connect")
        probe.emit("ask-me")
        assert probe.wait("question") == ["why", b"\x01\x02"]
        assert probe.wait("answered") == ["why", b"\x01\x02"]

    def test_the_connection_is_upgraded(self, url):
        with Probe(url) as probe:
            probe.do("connect")
            assert probe.wait("upgrade") == "websocket"
            assert probe.ask("message-with-ack", 1) == [1]

    def test_none_is_upgraded_that_should_not_be(self, url):
        with Probe(url, upgrade=False) as probe:
            probe.do("connect")
            assert probe.ask("message-with-ack", 1) == [1]
            assert probe.log.named("upgrade") == []

    @pytest.mark.parametrize("name", local_names())
    def test_a_name_is_resolved(self, url, name):
        port = urllib.parse.urlsplit(url).port
        with Probe(f"http://{name}:{port}", transports=["websocket"]) as probe:
            probe.do("connect")
            assert probe.ask("message-with-ack", name) == [name]


class TestPackets:
    """What waits goes in payloads that the server takes, and nothing of it is lost."""

    def test_many_events(self, probe):
        for number in range(100):
            probe.emit("message", number)
        probe.do("connect")
        probe.wait("message-back", 100)
        assert probe.log.named("message-back") == [[number] for number in range(100)]
        assert probe.log.named("disconnect") == []

    def test_many_packets_of_few_events(self, probe):
        sent = [[bytes([number, part]) for part in range(7)] for number in range(12)]
        for arguments in sent:
            probe.emit("message", *arguments)
        probe.do("connect")
        probe.wait("message-back", len(sent))
        assert probe.log.named("message-back") == sent
        assert probe.log.named("disconnect") == []


class TestNamespaces:
    def test_share_one_connection(self, probe):
        probe.do("connect")
        probe.do("connect", namespace="/custom")
        assert probe.do("id") != probe.do("id", namespace="/custom")
        probe.emit("message", "there", namespace="/custom")
        assert probe.wait("/custom message-back") == ["there"]
        assert probe.log.named("message-back") == []
        probe.do("disconnect")
        assert probe.wait("disconnect") == "io client disconnect"
        assert probe.ask("message-with-ack", "still", namespace="/custom") == ["still"]

    def test_what_is_shown_arrives(self, url, transports):
        shown = {"token": "é", "list": [1, None]}
        with Probe(url, transports=transports, auth=shown) as probe:
            probe.do("connect")
            assert probe.wait("auth") == [shown]
            probe.do("connect", namespace="/custom", auth={"other": 1})
            assert probe.wait("/custom auth") == [{"other": 1}]

    def test_a_refusal_has_the_servers_words_and_data(self, probe):
        with pytest.raises(ProbeFailed, match="wrong key"):
            probe.do("connect", namespace="/locked", auth={"key": "wrong"})
        assert probe.wait("/locked connect_error") == {"message": "wrong key", "data": {"hint": "right"}}

    def test_the_right_key_opens(self, probe):
        probe.do("connect", namespace="/locked", auth={"key": "right"})

    def test_one_that_is_not_there(self, probe):
        with pytest.raises(ProbeFailed):
            probe.do("connect", namespace="/nowhere")
        assert probe.do("id", namespace="/nowhere") is None


class TestLosses:
    def test_a_kick_is_final_until_the_client_wants_to_come_back(self, probe):
        probe.do("connect")
        probe.emit("kick-me")
        assert probe.wait("disconnect") == "io server disconnect"
        assert probe.do("id") is None
        assert probe.log.named("reconnect_attempt") == []
        probe.do("connect")
        assert probe.ask("message-with-ack", "back") == ["back"]

    def test_a_closed_session_is_made_again(self, probe):
        probe.do("connect")
        before = probe.do("id")
        probe.emit("drop-me")
        assert probe.wait("disconnect") == "transport close"
        assert probe.wait("reconnect") == 1
        probe.wait("connect", 2)
        assert probe.do("id") not in (None, before)
        assert probe.ask("message-with-ack", "back") == ["back"]

    def test_a_restart_loses_nothing_that_is_said_meanwhile(self, transports):
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        with contextlib.ExitStack() as stack:
            with echo_server(port=port):
                probe = stack.enter_context(
                    Probe(address, transports=transports, reconnectionDelay=20, reconnectionDelayMax=200))
                probe.do("connect")
                assert probe.ask("message-with-ack", 1) == [1]
            assert probe.wait("disconnect") in ("transport close", "transport error")
            probe.wait("reconnect_error", 2)
            for number in range(30):
                probe.emit("message", number)
            stack.enter_context(echo_server(port=port))
            probe.wait("message-back", 30)
            assert probe.log.named("message-back") == [[number] for number in range(30)]
            assert probe.log.named("reconnect") == [probe.log.named("reconnect_attempt")[-1]]

    @pytest.mark.parametrize("first, words", [("polling", "xhr poll error"), ("websocket", "websocket error")])
    def test_attempts_end_where_the_options_say(self, first, words):
        with Probe(
            f"http://127.0.0.1:{free_port()}", transports=[first], reconnectionAttempts=3, reconnectionDelay=1,
            reconnectionDelayMax=5, randomizationFactor=0,
        ) as probe:
            with pytest.raises(ProbeFailed, match="reconnect_failed"):
                probe.do("connect")
            probe.wait("reconnect_failed")
            assert probe.log.named("reconnect_attempt") == [1, 2, 3]
            assert probe.log.named("reconnect_error") == [{"message": words}] * 3
            assert probe.log.named("connect_error") == [{"message": words}] * 4

    def test_a_server_that_does_not_answer_times_out(self, transports):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            with Probe(
                f"http://127.0.0.1:{silent.getsockname()[1]}", transports=transports, timeout=50,
                reconnection=False,
            ) as probe:
                with pytest.raises(ProbeFailed, match="timeout"):
                    probe.do("connect")
                assert probe.wait("connect_error") == {"message": "timeout"}


@pytest.mark.parametrize("url", ["", " ", "nonsense", "http://", "http://h:0", "http://h:65536", "http://[::1", "http://ü"])
def test_a_wrong_address_is_told_and_no_crash(url):
    done = run("socket-probe", url)
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("socket-probe: ")
    assert done.stdout == ""
