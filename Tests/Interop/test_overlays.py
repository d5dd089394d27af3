"""The overlays that come with the program, laid on by name, as python-socketio and plain HTTP clients meet them."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
import socketio

from chat import AGENT, JOIN, Chatter, create_session, is_reply
from servers import ROOT, run
from test_control import Control

NAMES = sorted(path.name.split(".")[0] for path in (ROOT / "fixtures" / "overlays").iterdir())


# A client whose connection has fallen silent leaves when it has missed a ping.
QUICKLY_GIVEN_UP = ["--limit", "ping-interval=3s", "--limit", "ping-timeout=5s"]


@pytest.fixture
def under(own_mock):
    """Starts the mock under an overlay; a session and a page in its room."""
    def start(name, transports="websocket", *arguments):
        server = own_mock("--port", 0, "--think", "20ms", "--seed", 1, "--overlay", name, *arguments)
        session = create_session(server.url)
        return server, Chatter(server.url, room=session["channelId"], transports=transports)
    return start


def texts(chatter, author):
    return [data["text"] for data in chatter.log.named("messageBroadcast") if data["senderId"] == author]


def test_a_dozen():
    assert len(NAMES) == 12


@pytest.mark.parametrize("name", NAMES)
def test_each_is_known_by_name(own_mock, name):
    server = own_mock("--port", 0, "--overlay", name)
    assert requests.get(f"{server.url}/healthz", timeout=10).status_code == 200


def test_files_and_names_stack(own_mock, tmp_path):
    path = tmp_path / "mine.overlay.yaml"
    path.write_text(
        "format: eliza-mock-overlay/1\n"
        "name: mine\nfaults: [ { id: down, at: { request: 'GET /healthz' }, do: { respond: { status: 503, body: down } } } ]\n")
    server = own_mock("--port", 0, "--overlay", "unauthorized", "--overlay", path)
    answer = requests.get(f"{server.url}/healthz", timeout=10)
    assert (answer.status_code, answer.text) == (503, "down")
    assert requests.get(f"{server.url}/api/agents", timeout=10).status_code == 401
    assert server.logged("mine/down: respond at GET /healthz")


def test_the_variable(own_mock):
    server = own_mock("--port", 0, env={"ELIZA_MOCK_OVERLAY": "unauthorized"})
    assert requests.get(f"{server.url}/api/agents", timeout=10).status_code == 401


def test_an_unknown_name_is_usage():
    done = run("eliza-mock", "serve", "--port", 0, "--overlay", "no-such")
    assert done.returncode == 2 and "flaky-wifi" in done.stderr


def test_a_file_that_is_not_there_is_3_and_told_once():
    done = run("eliza-mock", "--port", 0, "--overlay", "./nope.overlay.yaml")
    assert done.returncode == 3
    assert done.stderr.count("nope.overlay.yaml") == 1


def test_a_bad_file_is_3_and_says_where(tmp_path):
    path = tmp_path / "bad.overlay.yaml"
    path.write_text("format: eliza-mock-overlay/1\nname: bad\nfaults:\n  - { id: a, at: { lifecycle: jion }, do: { lose: kick } }\n")
    done = run("eliza-mock", "serve", "--port", 0, "--overlay", path)
    assert done.returncode == 3
    assert "bad.overlay.yaml:4:" in done.stderr and "join" in done.stderr


def test_check_knows_overlays():
    done = run("eliza-mock", "check", ROOT / "fixtures" / "overlays")
    assert done.returncode == 0 and done.stdout.count(": fine, ") == 12


def test_unauthorized(own_mock):
    server = own_mock("--port", 0, "--overlay", "unauthorized")
    assert requests.get(f"{server.url}/api/agents", timeout=10).json()["error"]["code"] == "UNAUTHORIZED"
    client, reasons = socketio.Client(reconnection=False), []
    client.on("connect_error", reasons.append)
    with pytest.raises(socketio.exceptions.ConnectionError):
        client.connect(server.url, transports=["websocket"])
    assert reasons == [{"message": "Unauthorized"}]


def test_rate_limited(own_mock):
    server = own_mock("--port", 0, "--overlay", "rate-limited")
    answers = [requests.get(f"{server.url}/api/messaging/sessions", timeout=10) for _ in range(9)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 3 + [200]
    assert answers[5].headers["Retry-After"] == "2"


@pytest.mark.parametrize("transports", ["websocket", "polling"])
def test_duplicate_delivery(under, transports):
    _, page = under("duplicate-delivery", transports)
    page.say("Hello")
    page.log.wait("messageBroadcast", count=4)
    own, agent = texts(page, page.user), texts(page, AGENT)
    assert own == ["Hello"] * 2 and len(agent) == 2 and len(set(agent)) == 1
    page.close()


def test_out_of_order(under):
    _, page = under("out-of-order")
    page.say("Hello")
    page.log.wait("messageBroadcast", count=2)
    assert [data["senderId"] for data in page.log.named("messageBroadcast")] == [AGENT, page.user]
    page.close()


def test_silent_agent(under):
    server, page = under("silent-agent")
    page.say("Hello")
    assert server.logged("silent-agent/end: drop")
    page.log.wait("messageAck")
    assert texts(page, AGENT) == [] and page.log.named("messageComplete") == []
    page.close()


def test_slow_agent_by_hand(under):
    server, page = under("slow-agent", "websocket", "--clock", "manual")
    page.say("Hello")
    page.log.wait("messageAck")
    for _ in range(2):
        requests.post(f"{server.url}/__mock/v1/clock/advance", json={"by": "1s"}, timeout=10)
    assert server.logged("slow-agent/load: delay")
    assert texts(page, AGENT) == []
    requests.post(f"{server.url}/__mock/v1/clock/advance", json={"by": "1m"}, timeout=10)
    page.log.wait("messageBroadcast", where=is_reply)
    page.close()


def test_polling_only(under):
    _, page = under("polling-only", "upgrade")
    assert page.client.transport() == "polling"
    page.say("Hello")
    page.log.wait("messageBroadcast", where=is_reply)
    page.close()


@pytest.mark.parametrize("transports", ["websocket", "polling"])
def test_server_restart(under, transports):
    server, page = under("server-restart", transports)
    page.say("Hello")
    page.log.wait("messageBroadcast", where=is_reply)
    until = time.monotonic() + 20
    while page.client.connected and time.monotonic() < until:
        time.sleep(0.02)
    assert not page.client.connected
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{server.url}/healthz", timeout=10)
    while time.monotonic() < until:
        try:
            if requests.get(f"{server.url}/healthz", timeout=10).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError("the server did not come back")


def test_expired_session(own_mock):
    server = own_mock("--port", 0, "--overlay", "expired-session")
    address = f"{server.url}/api/messaging/sessions/{create_session(server.url)['sessionId']}/messages"
    answers = [requests.post(address, json={"content": "Hello"}, timeout=10) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 410, 201]
    assert answers[1].json()["error"]["code"] == "SESSION_EXPIRED"


class FlakyPage(Chatter):
    """A page that comes back by itself, joins again, and sends again what was not answered."""

    def __init__(self, url, room):
        super().__init__(
            url, room, transports="websocket", reconnection=True, reconnection_delay=0.05, reconnection_delay_max=0.1)
        self.client.on("connect", self._back)

    def _back(self):
        self.log.add("connect")
        self.emit(JOIN, {"roomId": self.room, "channelId": self.room, "entityId": self.user})

    def hears(self, text):
        return any(reply["text"] == f"You said: {text}" for reply in self.replies())

    def talk(self, text, control):
        """Says something until it is answered, scenario time passing meanwhile."""
        joined, message, until = len(self.log.named("room_joined")), self.say(text), time.monotonic() + 60
        while not self.hears(text):
            assert time.monotonic() < until, f"{text} was never answered: {self.log.events}"
            control.post("clock/advance", by="2s")
            if len(self.log.named("room_joined")) > joined:
                joined = len(self.log.named("room_joined"))
                self.say(text, messageId=message)
            self.log.holds(len(self.log.events) + 1, 0.05)


def test_flaky_wifi(own_mock):
    server = own_mock(
        "--port", 0, "--clock", "manual", "--seed", 1, "--think", "20ms", "--reply", "You said: {{ text }}",
        "--overlay", "flaky-wifi")
    control = Control(server.url)

    def happened():
        [overlay] = control.get("faults").json()["overlays"]
        return {fault["id"]: fault["happened"] for fault in overlay["faults"]}

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(create_session, server.url)
        control.post("wait", **{"for": {"fault": "flaky-wifi/slow"}, "since": 0}).raise_for_status()
        # Latency: the call is answered when its delay is over, and no clock goes but the test's.
        assert not asked.done()
        control.post("clock/advance", by="30s")
        session = asked.result(20)
    page = FlakyPage(server.url, session["channelId"])
    for text in ("one", "two", "three"):
        page.talk(text, control)
    # Loss: the line is dead for 8 s, though it looks open, and then everything comes at once.
    assert happened()["tunnel"] == 1
    page.say("four")
    control.post("clock/advance", by="4s")
    assert page.client.connected and not page.hears("four")
    page.talk("five", control)
    page.log.wait("messageBroadcast", where=lambda said: said["text"] == "You said: four")
    # Reconnects: the connection is cut now and then, and everything said is answered all the same.
    lines = 0
    while happened()["cut"] < 2:
        lines += 1
        assert lines < 100, happened()
        page.talk(f"line {lines}", control)
    page.log.wait("connect", happened()["cut"] + 1)
    assert len(page.log.named("disconnect")) == happened()["cut"]
    assert happened()["tunnel"] > 2
    # On a dead line a goodbye waits for its answer.
    control.post("clock/advance", by="10s")
    page.close()


def test_half_open_socket(under):
    server, page = under("half-open-socket", "websocket", *QUICKLY_GIVEN_UP)
    page.say("Hello")
    page.log.wait("messageBroadcast", where=is_reply)
    assert server.logged("half-open-socket/dead: lose")
    page.say("Anybody there?")
    time.sleep(0.5)
    assert page.client.connected and len(page.log.named("messageBroadcast")) == 2
    assert len(page.log.named("messageAck")) == 1
    page.close()


def test_error_after_partial_stream(own_mock):
    server = own_mock(
        "--port", 0, "--think", "20ms", "--profile", "1.7.2", "--overlay", "error-after-partial-stream",
        "--reply", "A reply that is long enough for four pieces of sixteen characters.")
    user = "11111111-1111-4111-8111-111111111111"
    session = create_session(server.url, user)
    page = Chatter(server.url, room=session["channelId"], user=user, auth={"entityId": user}, transports="websocket")
    page.say("I remember my mother and my father and all of my friends", messageServerId="00000000-0000-0000-0000-000000000000")
    error = page.log.wait("messageStreamError")
    pieces = page.log.named("messageStreamChunk")
    assert len(pieces) == 2
    assert error["partialText"] == "".join(piece["chunk"] for piece in pieces)
    assert error["messageId"] == pieces[0]["messageId"] and error["error"] == "The model stopped answering."
    page.close()
