"""`eliza-mock drift`: a recording is held against servers that say the same, and others that do not."""

import contextlib
import http.server
import json
import re
import signal
import threading
import urllib.request

import pytest
import socketio

from chat import TRANSPORTS, Log
from echo_server import echo_server
from ordered_client import OrderedClient
from recorder import spoken
from servers import ROOT, Server, free_port, run

REAL = ROOT / "fixtures" / "recordings"
RECORDINGS = sorted(REAL.glob("*.jsonl"))
AGENT = "b850bc30-45f8-0041-a00a-83df46d8555d"
CHAT = REAL / "chat-with-message-complete.jsonl"
POLLING = REAL / "sessions-by-polling.jsonl"
HANDSHAKES = REAL / "refused-handshakes.jsonl"
SECRETS = ("--secret", "1=one", "--secret", "2=two", "--secret", "3=three")
SUMMARY = re.compile(r"https?://127\.0\.0\.1:\d+: (.*) compared: (no|\d+) differences?(, \d+ notes?)?$")


def drift(path, target, *arguments, env=None):
    """Holds a recording against a server, at once."""
    return run(
        "eliza-mock", "drift", path, "--target", target, "--speed", "instant", *arguments, env=env, timeout=100)


def findings(done):
    """What was found, without the line of counts."""
    lines = done.stdout.splitlines()
    assert SUMMARY.match(lines[-1]), done
    return lines[:-1]


@pytest.fixture
def replay():
    """Starts replays whose clock moves only to what is due next, so that nothing is passed over; each is stopped."""
    running = []

    def start(path, *arguments):
        server = Server("eliza-mock", "replay", path, "--port", 0, "--clock", "manual", *arguments)
        stopping = threading.Event()

        def move():
            while not stopping.wait(0.005):
                with contextlib.suppress(OSError):
                    request = urllib.request.Request(f"{server.url}/__mock/v1/clock/next", b"", method="POST")
                    urllib.request.urlopen(request, timeout=20).read()

        mover = threading.Thread(target=move, daemon=True)
        if server.scheme == "http":
            mover.start()
        running.append((server, stopping))
        return server

    yield start
    for server, stopping in running:
        stopping.set()
        if server.process.poll() is None:
            server.process.send_signal(signal.SIGTERM)
            server.process.wait(timeout=20)


def lines_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def edited(path, to, change):
    """Writes a copy of a recording; `change` is given each line and gives none, one or several in its place."""
    numbers, copy = {}, []
    for line in lines_of(path):
        changed = change(json.loads(json.dumps(line)))
        for one in changed if isinstance(changed, list) else [changed] if changed else []:
            numbers.setdefault(line["n"], len(copy))
            copy.append({**one, "n": len(copy)})
    for line in copy:
        if line.get("cause") not in numbers:
            line.pop("cause", None)
        else:
            line["cause"] = numbers[line["cause"]]
    to.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in copy), encoding="utf-8")
    return to


class TestTheSame:
    @pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
    def test_a_recording_has_not_moved_from_its_own_replay(self, replay, path):
        server = replay(path)
        done = drift(path, server.url, "--agent", AGENT, *SECRETS)
        assert (done.returncode, findings(done), done.stderr) == (0, [], "")
        # All that was sent was recorded.
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=20) == 0, server.stderr

    @pytest.mark.parametrize("transports", TRANSPORTS)
    def test_a_recorded_mock_is_the_same_the_next_time(self, mock, record, transports):
        recording = record(mock.url)
        spoken(recording.url, transports)
        recording.stop()
        done = drift(recording.path, mock.url)
        assert (done.returncode, findings(done)) == (0, [])

    def test_at_the_recorded_pace(self, mock, record):
        recording = record(mock.url)
        spoken(recording.url, "websocket")
        recording.stop()
        done = run("eliza-mock", "drift", recording.path, "--target", mock.url, timeout=100)
        assert (done.returncode, findings(done)) == (0, [])


class TestPythonSocketIO:
    """A server nobody here wrote: acknowledgements both ways, attachments, a namespace, a refusal, a kick."""

    @pytest.fixture
    def recorded(self, record):
        with echo_server() as url:
            recording = record(url)
            for namespace in ("/", "/custom"):
                heard, client = Log(), OrderedClient(reconnection=False)
                client.on("*", heard.add, namespace=namespace)
                client.on("question", lambda *_: ("because", b"\x09"), namespace=namespace)
                client.connect(recording.url, namespaces=[namespace], transports=["websocket"], wait_timeout=20)
                client.emit("message", ({"n": 1}, b"\x00\xff\x01"), namespace=namespace)
                heard.wait("message-back")
                client.call("message-with-ack", ({"a": None}, 1), namespace=namespace, timeout=20)
                if namespace == "/":
                    client.emit("ask-me")
                    heard.wait("answered")
                    client.emit("kick-me")
                    client.wait()
                else:
                    client.disconnect()
            heard, client = Log(), OrderedClient(reconnection=False)
            client.on("disconnect", lambda reason: heard.add("went", reason), namespace="/custom")
            client.connect(
                recording.url, namespaces=["/", "/custom"], transports=["websocket"], wait_timeout=20)
            client.emit("kick-me", namespace="/custom")
            heard.wait("went")
            client.disconnect()
            with contextlib.suppress(socketio.exceptions.ConnectionError):
                socketio.Client(reconnection=False).connect(
                    recording.url, namespaces=["/locked"], transports=["websocket"], wait_timeout=20)
            recording.stop()
            yield recording.path, url

    def test_it_is_the_same_the_next_time(self, recorded):
        path, url = recorded
        done = drift(path, url, "--timeout", "3s")
        assert (done.returncode, findings(done)) == (0, []), path.read_text()

    def test_what_another_recording_had_is_told(self, recorded, tmp_path):
        path, url = recorded

        def change(line):
            if line["k"] == "ack" and line["dir"] == "s2c":
                line["args"] = [{"a": "text", "b": 1}, 1]
            if line["k"] == "ev" and line["event"] == "message-back":
                line["event"] = "message-forth"
            return line

        done = drift(edited(path, tmp_path / "other.jsonl", change), url, "--timeout", "1s")
        assert done.returncode == 1
        found = [re.sub(r"lines? \d+(, \d+)*( and \d+)? ", "", line) for line in findings(done)]
        assert sorted(found) == sorted([
            "acknowledgement of message-with-ack: args[0].a is null, was a text",
            "acknowledgement of message-with-ack: args[0].b is missing",
            "event message-forth: not sent by the target", "event message-forth in /custom: not sent by the target",
            "after event message-back: sent additionally", "after event message-back in /custom: sent additionally"])


def saying(number, **members):
    """A change: the answer or event of one line, counted from 1, has other members."""
    def change(line):
        if line["n"] == number - 1:
            said = line["json"] if line["k"] == "res" else line["args"][0]
            for name, value in members.items():
                said.pop(name) if value is ... else said.update({name: value})
        return line
    return change


def without(number):
    """A change: one line is not there."""
    return lambda line: None if line["n"] == number - 1 else line


def like(number, **members):
    """A change: one line has other members of its own."""
    return lambda line: {**line, **members} if line["n"] == number - 1 else line


def twice(number, event):
    """A change: after one line comes another event."""
    return lambda line: [line, {**line, "event": event}] if line["n"] == number - 1 else line


class TestMoved:
    """A replayed copy of the recording stands in for a server that has moved."""

    @pytest.mark.parametrize("path, change, found", [
        (CHAT, saying(3, metadata=...), ["line 3 POST /api/messaging/sessions: json.metadata is missing"]),
        (CHAT, saying(3, createdAt=1.5), ["line 3 POST /api/messaging/sessions: json.createdAt is a number, was a text"]),
        (CHAT, saying(3, more={"a": 1}), ["line 3 POST /api/messaging/sessions: json.more is new: an object"]),
        (CHAT, saying(8, socketId=None), ["line 8 event connection_established: args[0].socketId is null, was a text"]),
        (CHAT, saying(11, channelId=...), ["line 11 event channel_joined: args[0].channelId is missing"]),
        (CHAT, without(11), ["line 11 event channel_joined: not sent by the target"]),
        (CHAT, twice(11, "channel_left"), ["after line 10 event channel_left: sent additionally"]),
        (POLLING, like(3, status=503), [
            'line 3 GET /api/messaging/sessions/health: status is 503, was 200 ({"status":"healthy","activeSessions":0,']),
        (POLLING, like(3, headers={"Content-Type": "application/json"}), [
            "line 3 GET /api/messaging/sessions/health: header RateLimit-Policy is missing",
            "line 3 GET /api/messaging/sessions/health: header RateLimit-Limit is missing",
            "line 3 GET /api/messaging/sessions/health: header RateLimit-Remaining is missing",
            "line 3 GET /api/messaging/sessions/health: header RateLimit-Reset is missing"]),
        (POLLING, saying(7, sessionId=...), None),
    ])
    def test_what_differs_is_told_with_its_line(self, replay, tmp_path, path, change, found):
        server = replay(edited(path, tmp_path / "moved.jsonl", change), "--on-mismatch", "skip")
        done = drift(path, server.url, "--agent", AGENT, "--timeout", "1s")
        assert done.returncode == 1
        lines = findings(done)
        if found is None:
            assert lines[0] == "line 7 POST /api/messaging/sessions: json.sessionId is missing"
            assert re.match(r"lines 10, .* and \d+ more: not sent: the target never gave {session:1}, which line 7 has$",
                            lines[1])
            return
        # Whether fields are there is told even where the mock itself adds some.
        assert len(lines) == len(found)
        for line, start in zip(lines, found):
            assert line.startswith(start)

    def test_another_order_is_told(self, replay, tmp_path):
        recorded = {line["n"]: line for line in lines_of(CHAT)}

        def swapped(line):
            other = {27: 28, 28: 27}.get(line["n"])
            return {**line, "event": recorded[other]["event"], "args": recorded[other]["args"]} if other else line

        server = replay(edited(CHAT, tmp_path / "moved.jsonl", swapped), "--on-mismatch", "skip")
        done = drift(CHAT, server.url, "--agent", AGENT, "--timeout", "1s")
        assert (done.returncode, findings(done)) == (
            1, ["line 29 event messageComplete: came before event messageBroadcast, which it followed"])

    def test_a_connection_that_stays_with_polling_is_told(self, replay):
        server = replay(CHAT, "--overlay", "polling-only")
        done = drift(CHAT, server.url, "--agent", AGENT)
        assert (done.returncode, findings(done)) == (1, [
            "line 9 connection A: refused the WebSocket that it offers, to which the recorded connection went on"])

    @pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
    def test_against_the_mock_of_its_release(self, path):
        profile = lines_of(path)[0]["profile"]
        with Server("eliza-mock", "serve", "--port", 0, "--profile", profile, "--think", "50ms") as server:
            done = drift(path, server.url, "--timeout", "500ms", *SECRETS)
        assert done.stderr == "" and done.returncode in (0, 1)
        lines = findings(done)
        assert len(set(lines)) == len(lines)
        if path == HANDSHAKES:
            assert (done.returncode, lines) == (0, [])
        else:
            # The mock says nothing of limits unless it is told to.
            assert any("header RateLimit-Policy is missing" in line for line in lines)


class TestTarget:
    def test_an_encrypted_server(self, tmp_path):
        path = edited(POLLING, tmp_path / "short.jsonl", lambda line: line if line["n"] < 5 else None)
        with Server("eliza-mock", "replay", path, "--port", 0, "--tls") as server:
            refused = drift(path, server.url)
            taken = drift(path, server.url, "--insecure")
        assert refused.returncode == 5
        assert "certificate" in refused.stderr and "--insecure takes any" in refused.stderr
        assert (taken.returncode, findings(taken)) == (0, [])

    @pytest.mark.parametrize("path", [CHAT, HANDSHAKES])
    def test_nobody_there(self, path):
        target = f"http://127.0.0.1:{free_port()}"
        done = drift(path, target, *SECRETS)
        assert done.returncode == 5
        assert done.stderr.startswith(f"eliza-mock: cannot reach {target}: ") and "refused" in done.stderr
        assert done.stdout == f"{target}: nothing compared, as far as it came\n"

    @pytest.mark.parametrize("path", [CHAT, POLLING, REAL / "two-clients-in-a-room.jsonl"], ids=lambda path: path.stem)
    def test_a_server_that_is_killed_half_way(self, replay, path):
        server = replay(path)
        killer = threading.Timer(0.4, server.process.kill)
        killer.start()
        done = run(
            "eliza-mock", "drift", path, "--target", server.url, "--agent", AGENT, "--timeout", "2s", timeout=100)
        killer.join()
        assert done.returncode == 5
        assert "cannot reach" in done.stderr and done.stdout.rstrip().endswith("as far as it came")

    @pytest.mark.parametrize("answer", [
        b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\ncut", b"",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 40000\r\n\r\n" + b"[" * 40000,
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"\x1b[2J\xff\":1}}}",
    ], ids=["no HTTP", "cut", "nothing", "deep", "broken"])
    def test_a_server_that_talks_nonsense(self, answer):
        class Nonsense(http.server.BaseHTTPRequestHandler):
            def handle(self):
                self.rfile.readline()
                self.wfile.write(answer)

        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Nonsense) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            done = drift(CHAT, f"http://127.0.0.1:{server.server_port}", "--timeout", "1s")
            server.shutdown()
        assert done.returncode == (1 if answer else 5), done
        assert "\x1b" not in done.stdout + done.stderr


class TestProgram:
    @pytest.mark.parametrize("arguments, code, told", [
        ([], 2, "<file.jsonl>"), ([CHAT], 2, "--target"), ([CHAT, "--target", "ftp://x"], 2, "--target"),
        ([CHAT, "--target", "http://127.0.0.1:1/path"], 2, "without a path"),
        (["missing.jsonl", "--target", "http://127.0.0.1:1"], 3, "missing.jsonl"),
        ([CHAT, "--target", "http://127.0.0.1:1", "--secret", "one"], 2, "--secret"),
        ([CHAT, "--target", "http://127.0.0.1:1", "--id", "one"], 2, "--id"),
        ([CHAT, "--target", "http://127.0.0.1:1", "--header", "Host: x"], 2, "--header"),
        ([CHAT, "--target", "http://127.0.0.1:1", "--speed", "0"], 2, "--speed"),
        ([CHAT, "--target", "http://127.0.0.1:1", "--as", "xml"], 2, "--as")])
    def test_what_makes_no_sense_is_told(self, arguments, code, told):
        done = run("eliza-mock", "drift", *arguments)
        assert done.returncode == code and told in done.stderr

    def test_secrets_that_are_needed_are_named_with_their_lines(self):
        done = drift(HANDSHAKES, "http://127.0.0.1:1", "--secret", "2=two")
        assert done.returncode == 2
        assert [line.partition(f"{HANDSHAKES}:")[2] for line in done.stderr.splitlines()] == [
            "8: connection B needs {secret:1}, which is not in the recording: --secret 1=VALUE",
            "34: connection G needs {secret:3}, which is not in the recording: --secret 3=VALUE"]

    def test_an_api_key_is_given_as_a_field(self, own_mock, record):
        server = own_mock("--port", 0, "--api-key", "right-key-0123456789")
        recording = record(server.url)
        request = urllib.request.Request(
            f"{recording.url}/api/agents", headers={"X-API-KEY": "right-key-0123456789"})
        urllib.request.urlopen(request, timeout=20).read()
        recording.stop()
        needed = drift(recording.path, server.url)
        assert needed.returncode == 2 and "GET /api/agents needs {secret:1}" in needed.stderr
        right = drift(recording.path, server.url, "--header", "X-API-KEY: right-key-0123456789")
        assert (right.returncode, findings(right)) == (0, [])
        wrong = drift(recording.path, server.url, "--secret", "1=wrong")
        assert wrong.returncode == 1
        assert findings(wrong)[0].startswith("line 3 GET /api/agents: status is 401, was 200 (")

    def test_as_json(self, replay, tmp_path):
        server = replay(edited(CHAT, tmp_path / "moved.jsonl", saying(3, metadata=..., createdAt=None)))
        done = drift(CHAT, server.url, "--agent", AGENT, "--as", "json")
        assert done.returncode == 1
        told = json.loads(done.stdout)
        assert (told["fixture"], told["target"], told["notes"]) == (str(CHAT), server.url, [])
        assert told["compared"] == {"answers": 6, "events": 21, "acknowledgements": 0, "connections": 1}
        subject = "POST /api/messaging/sessions"
        assert told["differences"] == [
            {"lines": [3], "kind": "null", "subject": subject, "place": "json.createdAt",
             "text": "json.createdAt is null, was a text"},
            {"lines": [3], "kind": "missing", "subject": subject, "place": "json.metadata",
             "text": "json.metadata is missing"}]
