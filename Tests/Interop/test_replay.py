"""`eliza-mock replay`: a recorded conversation is had again, by clients nobody here wrote."""

import json
import re
import signal
import sys

import pytest
import requests
import socketio

from browser import start_chromium
from chat import TRANSPORTS, Chatter, Log, create_session, leave
from chat_page import ChatPage
from client_half import TOKEN, ClientHalf, Differs, Names
from echo_server import echo_server
from ordered_client import OrderedClient
from recorder import spoken
from servers import ROOT, Server, run

REAL = ROOT / "fixtures" / "recordings"
RECORDINGS = sorted(REAL.glob("*.jsonl"))
WITH_SOCKETS = [path for path in RECORDINGS if '"k":"open"' in path.read_text(encoding="utf-8")]


@pytest.fixture
def replay():
    """Starts replays; each is stopped."""
    running = []

    def start(*arguments):
        server = Server("eliza-mock", "replay", *arguments, "--port", 0)
        running.append(server)
        return server

    yield start
    for server in running:
        if server.process.poll() is None:
            server.process.send_signal(signal.SIGTERM)
            server.process.wait(timeout=20)


def ended(server):
    """The exit code of a server that is told to end."""
    server.process.send_signal(signal.SIGTERM)
    return server.process.wait(timeout=20)


def told(lines):
    """What a recording tells apart from times: who did what, in order, connection by connection."""
    parts = {}
    timeless = re.sub(r"\{(time|epoch|digits):\+\d+\}", r"{\1}", json.dumps(lines))
    for line in json.loads(timeless):
        if line["k"] in ("req", "res", "ev", "ack", "open"):
            said = {key: line.get(key) for key in ("k", "dir", "method", "target", "status", "event", "args", "auth")}
            parts.setdefault(line.get("c", "http"), []).append(said)
    return parts


class TestRecordedPeer:
    """What a python-socketio server says to a python-socketio client, and what a replay of that says."""

    @staticmethod
    def talk(url, transports, *namespaces):
        """Bytes both ways, in events and in acknowledgements; gives what the client heard."""
        heard, client = {name: Log() for name in namespaces}, OrderedClient(reconnection=False)

        def answer(*_):
            return "because", b"\x07\x00\xff"

        for name in namespaces:
            client.on("*", heard[name].add, namespace=name)
            client.on("question", answer, namespace=name)
        client.connect(url, namespaces=[*namespaces], transports=TRANSPORTS[transports], wait_timeout=20)
        acknowledged = []
        for name in namespaces:
            heard[name].wait("auth")
            client.emit("message", (f"in {name}", b"\x01"), namespace=name)
            heard[name].wait("message-back")
            acknowledged.append(client.call(
                "message-with-ack", (b"\x01\xfe", {"deep": name}), namespace=name, timeout=20))
            client.emit("ask-me", namespace=name)
            heard[name].wait("answered")
        leave(client)
        return acknowledged, {name: log.events for name, log in heard.items()}

    @pytest.mark.parametrize("transports", TRANSPORTS)
    @pytest.mark.parametrize("namespaces", [("/",), ("/custom",), ("/", "/custom")], ids=" ".join)
    def test_it_is_said_again_in_every_namespace(self, record, replay, transports, namespaces):
        with echo_server() as url:
            recording = record(url)
            live = self.talk(recording.url, transports, *namespaces)
            lines = recording.stop()
        for name, told in zip(namespaces, live[0]):
            assert told == (b"\x01\xfe", {"deep": name})
            assert ("answered", "because", b"\x07\x00\xff") in live[1][name]
        assert [(line["dir"], line["attachments"]) for line in lines if line["k"] == "ack"] == [
            ("s2c", ["Af4="]), ("c2s", ["BwD/"])] * len(namespaces)
        assert "on 1 connection;" in recording.summary
        server = replay(recording.path)
        assert self.talk(server.url, transports, *namespaces) == live
        with pytest.raises(socketio.exceptions.ConnectionError, match="Invalid namespace|failed to connect"):
            socketio.Client(reconnection=False).connect(server.url, namespaces=["/locked"], wait_timeout=2)
        assert ended(server) == 0


    @staticmethod
    def come_and_go(url, transports):
        """Is put out of one namespace, then leaves the other for a third; gives what was heard where."""
        heard, client = {name: Log() for name in ("/", "/custom", "/locked")}, OrderedClient(reconnection=False)
        for name, log in heard.items():
            client.on("*", log.add, namespace=name)
            client.on("connect", lambda log=log: log.add("came"), namespace=name)
            client.on("disconnect", lambda reason, log=log: log.add("went", reason), namespace=name)
        client.connect(url, namespaces=["/", "/custom"], transports=TRANSPORTS[transports], wait_timeout=20)
        client.emit("kick-me", namespace="/custom")
        heard["/custom"].wait("went")
        client.emit("message", "still here")
        heard["/"].wait("message-back")
        # What a JavaScript client's `socket.connect()` and `socket.disconnect()` send.
        client.eio.send("0/locked," + json.dumps({"key": "right"}))
        heard["/locked"].wait("came")
        client.eio.send("1")
        client.eio.send("0/custom,")
        heard["/custom"].wait("came", count=2)
        client.emit("message", "back again", namespace="/custom")
        heard["/custom"].wait("message-back")
        leave(client)
        # A replay lets a socket in at once; python-socketio first says what its connect handler emits.
        return {name: sorted(log.events, key=str) for name, log in heard.items()}

    @pytest.mark.parametrize("transports", TRANSPORTS)
    def test_one_namespace_of_several_is_left_and_closed(self, record, replay, transports):
        with echo_server() as url:
            recording = record(url)
            live = self.come_and_go(recording.url, transports)
            lines = recording.stop()
        assert ("went", "server disconnect") in live["/custom"] and ("message-back", "still here") in live["/"]
        assert [(line.get("ns"), line["dir"]) for line in lines if line["k"] == "shut"][:2] == [
            ("/custom", "s2c"), ("/", "c2s")]
        assert run("eliza-mock", "check", recording.path).returncode == 0
        server = replay(recording.path)
        assert self.come_and_go(server.url, transports) == live
        assert ended(server) == 0


class TestRecordedMock:
    @pytest.mark.parametrize("transports", TRANSPORTS)
    def test_the_same_is_said_again_to_another_user(self, mock, record, replay, transports):
        recording = record(mock.url)
        first, answer = spoken(recording.url, transports)
        recording.stop()
        server = replay(recording.path)
        second, again = spoken(server.url, transports)
        assert again == answer
        assert second["userId"] != first["userId"] and second["sessionId"] != first["sessionId"]
        assert ended(server) == 0

    def test_a_replay_recorded_is_the_same_recording(self, mock, record, replay):
        recording = record(mock.url)
        spoken(recording.url, "websocket")
        lines = recording.stop()
        again = record(replay(recording.path, "--speed", "instant").url)
        spoken(again.url, "websocket")
        assert told(again.stop()) == told(lines)

    def test_three_users_at_once(self, mock, record, replay):
        recording = record(mock.url)
        _, answer = spoken(recording.url, "websocket")
        recording.stop()
        server = replay(recording.path)
        sessions = [create_session(server.url) for _ in range(3)]
        pages = [
            Chatter(server.url, session["channelId"], user=session["userId"], transports="websocket",
                    auth={"entityId": session["userId"]}) for session in sessions]
        for page in pages:
            page.say("I feel sad")
        for page, session in zip(pages, sessions):
            reply = page.wait_for_reply()
            assert (reply["text"], reply["channelId"]) == (answer, session["channelId"])
            page.close()
        assert len({session["sessionId"] for session in sessions}) == 3

    def test_what_was_recorded_before_a_kill_is_replayed(self, mock, record, replay):
        recording = record(mock.url)
        session = create_session(recording.url)
        with Chatter(recording.url, session["channelId"], user=session["userId"], transports="websocket",
                     auth={"entityId": session["userId"]}) as page:
            page.say("I feel sad")
            answer = page.wait_for_reply()["text"]
            recording.server.process.kill()
            recording.server.process.wait(timeout=20)
        cut = recording.path.with_name("cut.jsonl")
        cut.write_bytes(recording.path.read_bytes() + b'{"k":"ev","n":')
        assert spoken(replay(cut).url, "websocket")[1] == answer

    def test_a_browser_has_the_same_conversation(self, mock, record, replay):
        recording = record(mock.url)
        driver = start_chromium()
        try:
            answers = []
            for url in (recording.url, None):
                server = None if url else replay(recording.path)
                page = ChatPage(driver, url or server.url)
                page.say("I feel sad")
                page.wait("document.querySelector('.message.agent:not(.thinking)')")
                answers.append(page.texts("agent"))
                if url:
                    recording.stop()
        finally:
            driver.quit()
        assert answers[0] == answers[1] and answers[0]

    def test_an_overlay_is_laid_on_a_replay(self, mock, record, replay):
        recording = record(mock.url)
        spoken(recording.url, "websocket")
        recording.stop()
        server = replay(recording.path, "--overlay", "unauthorized")
        assert requests.post(f"{server.url}/api/messaging/sessions", json={}, timeout=20).status_code == 401


GUIDE_FLOW = """
const [url, ids, transports, done] = arguments, SERVER = "00000000-0000-0000-0000-000000000000";
const heard = { chunks: [], messageId: crypto.randomUUID() };
(async () => {
  const answer = await fetch(`${url}/api/messaging/sessions`, {
    method: "POST", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...ids, metadata: { source: "recorder", tier: 1 } }) });
  heard.session = await answer.json();
  const { channelId } = heard.session, { agentId, userId } = ids;
  const socket = io(url, { auth: { entityId: userId }, transports });
  const emit = (type, payload) => socket.emit("message", { type, payload: { channelId, ...payload } });
  socket.on("connect", () => {
    heard.socket = socket.id;
    emit(1, { entityId: userId, agentId });
  });
  socket.on("room_joined", (joined) => {
    heard.room_joined = joined;
    emit(2, {
      senderId: userId, senderName: "Ada", message: "Hello, who are you?", messageServerId: SERVER, source: "client_chat",
      messageId: heard.messageId, metadata: { channelType: "DM", isDm: true, targetUserId: agentId } });
  });
  socket.on("messageAck", (ack) => { heard.messageAck = ack; });
  socket.on("messageStreamChunk", (chunk) => heard.chunks.push(chunk));
  socket.on("messageBroadcast", (message) => {
    if (message.senderId === userId) { heard.echo = message; return; }
    heard.reply = message;
    socket.disconnect();
    done(heard);
  });
  socket.on("messageError", (error) => done({ failure: error }));
})().catch((error) => done({ failure: String(error) }));
"""


class TestRealRecordings:
    AGENT = "b850bc30-45f8-0041-a00a-83df46d8555d"
    USER = "6f9619ff-8b86-4011-b42d-00c04fc964ff"

    def begin(self, url):
        return requests.post(
            f"{url}/api/messaging/sessions", timeout=20,
            json={"agentId": self.AGENT, "userId": self.USER, "metadata": {"source": "recorder", "tier": 1}}).json()

    def test_a_session_with_ids_of_its_own(self, replay):
        server = replay(REAL / "sessions-by-polling.jsonl", "--speed", "instant")
        session = self.begin(server.url)
        assert (session["agentId"], session["userId"]) == (self.AGENT, self.USER)
        path = f"{server.url}/api/messaging/sessions/{session['sessionId']}"
        assert requests.get(path, timeout=20).json()["sessionId"] == session["sessionId"]
        said = requests.post(f"{path}/messages", json={"content": "Hello, who are you?"}, timeout=20)
        assert said.status_code == 201 and said.json()["content"] == "Hello, who are you?"
        assert ended(server) == 0

    @pytest.mark.parametrize("policy, status, code", [("fail", 501, 1), ("skip", 404, 0), ("script", 201, 0)])
    def test_what_nothing_fits(self, replay, policy, status, code):
        server = replay(REAL / "sessions-by-polling.jsonl", "--speed", "instant", "--on-mismatch", policy)
        session = self.begin(server.url)
        answer = requests.post(
            f"{server.url}/api/messaging/sessions/{session['sessionId']}/messages", timeout=20,
            json={"content": "never recorded"})
        assert answer.status_code == status
        if policy != "script":
            error = answer.json()["error"]
            assert error["code"] == "REPLAY_MISS"
            assert "the nearest is line" in error["message"] and "json.content" in error["message"]
        assert ended(server) == code
        if policy == "fail":
            assert any("not everything that was asked is recorded" in line for line in server.stderr)

    def test_a_field_may_be_another(self, replay):
        body = {"agentId": self.AGENT, "userId": self.USER, "metadata": {"source": "another page", "at": 1}}
        path = REAL / "chat-with-streamed-replies.jsonl"
        strict = replay(path, "--speed", "instant")
        miss = requests.post(f"{strict.url}/api/messaging/sessions", json=body, timeout=20)
        assert miss.status_code == 501
        assert 'json.metadata.source: recorded "recorder", got "another page" (and 2 more)' in miss.json()["error"]["message"]
        assert ended(strict) == 1
        assert any("--ignore FIELD" in line for line in strict.stderr)
        server = replay(path, "--speed", "instant", "--ignore", "json.metadata")
        answer = requests.post(f"{server.url}/api/messaging/sessions", json=body, timeout=20)
        assert answer.status_code == 201 and answer.json()["userId"] == self.USER
        assert requests.get(f"{server.url}/__mock/v1/replays", timeout=20).json()["ignore"] == ["json.metadata"]
        assert ended(server) == 0

    @pytest.mark.parametrize("transports", [["polling", "websocket"], ["websocket"], ["polling"]], ids=",".join)
    def test_a_browser_has_the_guide_s_flow_with_a_real_server(self, pages, replay, transports):
        """What the guide's page does, with the words that were said to ElizaOS 1.7.2, and what that answered."""
        server = replay(REAL / "chat-with-streamed-replies.jsonl", "--speed", "20")
        driver = start_chromium()
        try:
            driver.get(f"{pages}/blank.html")
            driver.set_script_timeout(30)
            heard = driver.execute_async_script(
                GUIDE_FLOW, server.url, {"agentId": self.AGENT, "userId": self.USER}, transports)
        finally:
            driver.quit()
        assert "failure" not in heard, heard
        session, joined, echo, ack, chunks, reply = (
            heard[name] for name in ("session", "room_joined", "echo", "messageAck", "chunks", "reply"))
        assert (session["agentId"], session["userId"]) == (self.AGENT, self.USER)
        channel = session["channelId"]
        assert joined["channelId"] == channel and f"Socket {heard['socket']} successfully" in joined["message"]
        assert (echo["senderId"], echo["text"], echo["clientMessageId"]) == (
            self.USER, "Hello, who are you?", heard["messageId"])
        assert (ack["clientMessageId"], ack["messageId"]) == (heard["messageId"], echo["id"])
        assert [(chunk["index"], chunk["chunk"]) for chunk in chunks] == [
            (0, "Eliza heard: Hel"), (1, "lo, who are you?")]
        assert (reply["senderId"], reply["text"], reply["roomId"]) == (
            self.AGENT, "Eliza heard: Hello, who are you?", channel)
        assert {chunk["messageId"] for chunk in chunks} == {reply["id"]}
        assert ended(server) == 0

    def test_pages_of_other_origins_may_read_it(self, replay):
        server = replay(REAL / "sessions-by-polling.jsonl")
        page = {"Origin": "http://localhost:5173"}
        asked = requests.options(
            f"{server.url}/api/messaging/sessions", timeout=20,
            headers={**page, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"})
        assert asked.status_code == 204
        answer = requests.get(f"{server.url}/api/messaging/sessions/health", headers=page, timeout=20)
        assert answer.headers["Access-Control-Allow-Origin"] == page["Origin"]

    def test_a_whole_conversation_by_socket(self, replay):
        path = REAL / "chat-with-message-complete.jsonl"
        server = replay(path, "--speed", "instant")
        session = self.begin(server.url)
        central = requests.get(
            f"{server.url}/api/messaging/central-servers/00000000-0000-0000-0000-000000000000/channels", timeout=20)
        room = central.json()["data"]["channels"][0]["id"]
        with Chatter(server.url, user=self.USER, join=False, auth={"entityId": self.USER}) as page:
            page.emit(1, {"channelId": room, "entityId": self.USER, "agentId": session["agentId"]})
            joined = page.log.wait("channel_joined")
            assert joined["channelId"] == room and room in joined["message"]


def name(path):
    return path.stem if hasattr(path, "stem") else None


def lines_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def is_clients(line):
    """Whether a client did it, and the replay answers it: not what is asked of the server's own protocol."""
    return line["k"] == "req" and not line["target"].startswith("/socket.io/") \
        or line["k"] in ("open", "ev", "ack") and line["dir"] == "c2s"


def is_servers(line):
    return line["k"] == "res" or line["k"] in ("open", "ev", "ack") and line["dir"] == "s2c"


def altered(value, path):
    """A value with its last text without a name made another, and where that stands; None when there is no such text."""
    if isinstance(value, (dict, list)):
        pairs = list(value.items() if isinstance(value, dict) else enumerate(value))
        for key, member in reversed(pairs):
            place = f"{path}.{key}" if isinstance(value, dict) else f"{path}[{key}]"
            if found := altered(member, place):
                other = dict(pairs) | {key: found[0]}
                return (other if isinstance(value, dict) else [other[k] for k, _ in pairs]), found[1]
    if isinstance(value, str) and not TOKEN.search(value):
        return value + " (never recorded)", path
    return None


def content(lines):
    """What recordings of one conversation have in common: all but the times, what the client's program says for
    itself or asks of the server's own protocol, and how names are numbered; connection by connection, and HTTP apart."""
    parts, numbers = {}, {}
    own = {line["x"] for line in lines if line.get("target", "").startswith("/socket.io/")}

    def renamed(match):
        kind, number = match[2], match[3]
        if kind in ("time", "epoch", "digits"):
            return f"{{{kind}}}"
        return f"{{{kind}:{numbers.setdefault((kind, number), len(numbers))}}}"

    for line in lines:
        if (is_clients(line) or is_servers(line) or line["k"] == "room") and line.get("x") not in own:
            # Clients with nothing to show show either nothing or an empty object.
            said = {
                key: value for key, value in line.items()
                if key not in ("n", "t", "x", "cause", "headers", "transport") and (key, value) != ("auth", {})}
            parts.setdefault(line.get("c", "http"), []).append(said)
    return {
        part: [json.loads(TOKEN.sub(renamed, json.dumps(said, sort_keys=True))) for said in parts[part]]
        for part in sorted(parts)}


@pytest.fixture
def half(replay):
    """Starts a replay on a clock that stands still, and the client half of its recording."""
    halves = []

    def start(path, *arguments, **options):
        server = replay(path, "--clock", "manual", *arguments)
        halves.append(ClientHalf(path, server.url, **options))
        halves[-1].server = server
        return halves[-1]

    yield start
    for one in halves:
        one.close()


class TestEveryRecording:
    """The ten conversations with real servers, had again by clients of the same kind."""

    def test_there_are_ten(self):
        assert (len(RECORDINGS), len(WITH_SOCKETS)) == (10, 7)

    @pytest.mark.parametrize("path, transports", [
        (path, transports) for path in RECORDINGS for transports in TRANSPORTS
        if path in WITH_SOCKETS or transports == "websocket"], ids=name)
    def test_all_comes_as_recorded_once_and_in_order(self, half, path, transports):
        client = half(path, transports=transports)
        client.play()
        assert client.checked == sum(map(is_servers, client.lines)) > 0
        state = client.call("GET", "replays")
        assert (state["played"], state["misses"]) == (sum(map(is_clients, client.lines)), [])
        sent = client.call("GET", "journal?kind=sent")["entries"]
        assert len(sent) == sum(line["k"] == "ev" and line["dir"] == "s2c" for line in client.lines)
        assert ended(client.server) == 0

    @pytest.mark.parametrize("path", WITH_SOCKETS, ids=name)
    def test_events_wait_until_they_are_asked_for(self, half, path):
        client = half(path, "--mode", "stepped", steps=True)
        client.play()
        assert client.checked == sum(map(is_servers, client.lines))
        refused = client.calls.post(f"{client.control}/replays/step", timeout=20)
        assert refused.status_code == 409

    @pytest.mark.parametrize("path", RECORDINGS, ids=name)
    def test_a_miss_names_the_nearest_line_and_what_differs(self, half, path):
        client = half(path)
        sent = [
            (line, *found) for line in client.lines if is_clients(line) and line["k"] in ("req", "ev")
            if (found := altered(line.get("json", line.get("args")), "json" if "json" in line else "args"))]
        if not sent:
            return self.miss_of_another_path(client)
        line, other, place = sent[-1]
        client.play(until=line["n"])
        told = self.send(client, line, client.names.live(other))
        assert f"the nearest is line {line['n'] + 1}, which differs at {place}: recorded " in told
        assert told.endswith(' (never recorded)"') or len(told.split(", got ")[1]) > 77
        assert ended(client.server) == 1
        assert any(told in said for said in client.server.stderr)

    def send(self, client, line, other):
        """Sends a recorded line with something else in it; what the replay says to that."""
        if line["k"] == "req":
            answer = requests.request(
                line["method"], client.base + client.names.live(line["target"]), json=other, timeout=20)
            assert answer.status_code == 501
            return answer.json()["error"]["message"]
        client.pages[line["c"]].client.emit(line["event"], tuple(other))
        with pytest.raises(Differs) as miss:
            client.act(lambda: None)
        return str(miss.value)

    def miss_of_another_path(self, client):
        """A recording of nothing but handshakes: of those with the path most like it, the one with the shortest query."""
        answer = requests.get(f"{client.base}/socket.io.map", timeout=20)
        told = answer.json()["error"]["message"]
        asked = [line for line in client.lines if line["k"] == "req" and line["target"].startswith("/socket.io/?")]
        nearest = min(asked, key=lambda line: line["target"].count("&"))
        assert told == (
            f"nothing recorded fits GET /socket.io.map; the nearest is line {nearest['n'] + 1}, which differs at "
            'path: recorded "/socket.io/", got "/socket.io.map" (and 1 more)')

    @pytest.mark.parametrize("path", RECORDINGS, ids=name)
    def test_recorded_once_more_it_is_the_same(self, replay, record, path):
        server = replay(path, "--clock", "manual")
        recording = record(server.url)
        client = ClientHalf(path, recording.url, control=server.url)
        client.play()
        client.close()
        again = recording.stop()
        assert content(again) == content(client.lines)
        assert again[0]["redaction"] == "default" and again[-1]["k"] == "end"


class TestWithOtherThings:
    def test_a_limit_of_calls_lies_on_top(self, half):
        client = half(REAL / "sessions-by-polling.jsonl", "--overlay", "rate-limited")
        calls = [line for line in client.lines if line["k"] == "req" and line["target"].startswith("/api/messaging/")]
        client.play(until=calls[5]["n"])
        for _ in range(3):
            refused = requests.request(
                calls[5]["method"], client.base + client.names.live(calls[5]["target"]),
                json=client.names.live(calls[5].get("json")), timeout=20)
            assert (refused.status_code, refused.headers["Retry-After"]) == (429, "2")
        client.play(since=calls[5]["n"])
        assert client.checked == sum(map(is_servers, client.lines))

    @pytest.mark.parametrize("transports", ["polling", "websocket"])
    def test_what_is_recorded_once_is_delivered_twice(self, half, transports):
        client = half(REAL / "chat-with-message-complete.jsonl", "--overlay", "duplicate-delivery", transports=transports)
        first = next(line for line in client.lines if line.get("event") == "messageBroadcast")
        client.play(until=first["n"] + 1)
        page = client.pages[first["c"]]
        client.names.compare(first["args"], list(page.log.events[page.taken - 1][1:]), "args")
        client.call("POST", "clock/advance", by="50ms")
        assert page.log.wait("messageBroadcast", 2) == page.log.wait("messageBroadcast", 1)


class TestProgram:
    @pytest.mark.parametrize("arguments, code", [
        ([], 2), (["other.yaml"], 2), (["missing.jsonl"], 3), (["x.jsonl", "--speed", "0"], 2), (["x.jsonl", "--speed", "1e18"], 2),
        (["x.jsonl", "--mode", "sideways"], 2), (["x.jsonl", "--on-mismatch", "cry"], 2)])
    def test_what_makes_no_sense_is_told(self, arguments, code):
        done = run("eliza-mock", "replay", *arguments)
        assert done.returncode == code and done.stderr.strip()

    def test_a_line_that_is_wrong_is_named(self, tmp_path):
        path = tmp_path / "bad.jsonl"
        path.write_text((REAL / "jobs.jsonl").read_text().splitlines()[0] + '\n{"k":"what","n":1,"t":0}\n')
        done = run("eliza-mock", "replay", path)
        assert done.returncode == 3 and "bad.jsonl:2" in done.stderr

    def test_a_folder_is_all_the_recordings_in_it(self, replay, tmp_path):
        for path in RECORDINGS[:3]:
            (tmp_path / path.name).write_bytes(path.read_bytes())
        (tmp_path / "notes.txt").write_text("no recording")
        server = replay(tmp_path)
        state = requests.get(f"{server.url}/__mock/v1/replays", timeout=20).json()
        assert state["recordings"] == [lines_of(path)[0]["title"] for path in RECORDINGS[:3]]
        for path in RECORDINGS[1:3]:
            line = next(line for line in lines_of(path) if line["k"] == "req" and line["method"] == "POST")
            answer = requests.post(server.url + line["target"], json=Names(0).live(line["json"]), timeout=20)
            assert answer.status_code == 201

    def test_of_several_recordings_the_nearest_one_explains_a_miss(self, replay):
        server = replay(REAL)
        miss = requests.post(f"{server.url}/api/messaging/jobs", json={"content": "never said"}, timeout=20)
        assert miss.status_code == 501
        assert miss.json()["error"]["message"] == (
            "nothing recorded fits POST /api/messaging/jobs; the nearest is line 4 of '08-jobs', which differs at "
            'json.content: recorded nothing, got "never said"')

    def test_a_folder_without_recordings_is_told(self, tmp_path):
        (tmp_path / "notes.mock.yaml").write_text("format: eliza-mock/1\nname: notes\n")
        done = run("eliza-mock", "replay", tmp_path)
        assert done.returncode == 2 and "names of recordings end with .jsonl" in done.stderr

    def test_serve_names_the_command_that_plays_it(self):
        done = run("eliza-mock", "serve", REAL / "jobs.jsonl")
        assert done.returncode == 2
        assert f"eliza-mock replay {REAL / 'jobs.jsonl'}" in done.stderr

    @pytest.mark.parametrize("script, code, told", [
        ("ask('/api/messaging/sessions/health')", 0, None),
        ("ask('/api/messaging/sessions/healthy')", 1, "nothing recorded fits GET /api/messaging/sessions/healthy"),
        ("ask('/api/messaging/sessions/healthy'); sys.exit(7)", 7, "nothing recorded fits GET"),
        ("sys.exit(7)", 7, None)])
    def test_run_ends_as_its_command_unless_something_is_not_recorded(self, script, code, told):
        script = (
            "import os, sys, urllib.error, urllib.request\n"
            "def ask(path):\n"
            "    try: return urllib.request.urlopen(os.environ['ELIZA_MOCK_URL'] + path)\n"
            "    except urllib.error.HTTPError: pass\n" + script)
        done = run(
            "eliza-mock", "run", REAL / "sessions-by-polling.jsonl", "--speed", "instant", "--",
            sys.executable, "-c", script, timeout=60)
        assert done.returncode == code, done.stderr
        assert ("not everything that was asked is recorded" in done.stderr) == (told is not None)
        assert told is None or told in done.stderr

    def test_run_may_forgive_what_is_not_recorded(self):
        script = "import os, urllib.request as r; r.urlopen(os.environ['ELIZA_MOCK_URL'] + '/api/agents')"
        done = run(
            "eliza-mock", "run", REAL / "sessions-by-polling.jsonl", "--on-mismatch", "script", "--",
            sys.executable, "-c", script, timeout=60)
        assert done.returncode == 0, done.stderr


class TestReport:
    """What clients do is counted as if the mock itself had answered."""

    @pytest.mark.parametrize("path", RECORDINGS, ids=name)
    def test_what_clients_did_is_counted(self, half, path):
        client = half(path)
        client.play()
        lines = client.lines
        kinds = [
            line["args"][0]["type"] for line in lines
            if line["k"] == "ev" and line["dir"] == "c2s" and not any(
                other.get("cause") == line["n"] and other.get("event") == "messageError" for other in lines)]
        asked = {line["x"]: line for line in lines if line["k"] == "req"}
        done = [
            asked[line["x"]]["target"] for line in lines
            if line["k"] == "res" and 200 <= line.get("status", 0) < 300 and asked[line["x"]]["method"] == "POST"]
        replies = {
            line["args"][0]["id"] for line in lines if line.get("event") == "messageBroadcast"
            and line["args"][0]["source"] == "agent_response"}
        spoken = sum(
            '"agentResponse":{"' in json.dumps(line, separators=(",", ":")) or line.get("text", "").startswith("event: done\n")
            for line in lines if line["k"] == "res")
        assert client.call("GET", "report")["counts"] == {
            "sessions": sum(target.endswith("/sessions") for target in done), "joined": kinds.count(1),
            "sent": kinds.count(2) + sum(target.endswith("/messages") for target in done),
            "replied": len(replies) + spoken}

    def test_requests_and_events_are_verified(self, half):
        client = half(REAL / "chat-with-streamed-replies.jsonl")
        client.play()
        good = [
            {"sessions": 1}, {"joined": 2}, {"sent": {"times": 4}}, {"replied": {"atLeast": 4}},
            {"event": {"name": "message", "times": 7}},
            {"request": {"match": "POST /api/messaging/sessions", "times": 1}},
            {"request": {"match": "GET /api/messaging/**", "times": 3}}]
        options = [part for one in good for part in ("--expect", json.dumps(one))]
        done = run("eliza-mock", "verify", "--url", client.base, *options)
        assert done.returncode == 0, done.stdout + done.stderr
        done = run("eliza-mock", "verify", "--url", client.base, "--expect", '{"sent": 5}')
        assert done.returncode == 1 and "counted 4" in done.stdout
