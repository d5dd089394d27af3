"""`eliza-mock replay`: a recorded conversation is had again, by clients nobody here wrote."""

import json
import re
import signal

import pytest
import requests

from browser import start_chromium
from chat import TRANSPORTS, Chatter, create_session
from chat_page import ChatPage
from recorder import spoken
from servers import ROOT, Server, run

REAL = ROOT / "fixtures" / "recordings"


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


class TestProgram:
    @pytest.mark.parametrize("arguments, code", [
        ([], 2), (["other.yaml"], 2), (["missing.jsonl"], 3), (["x.jsonl", "--speed", "0"], 2),
        (["x.jsonl", "--mode", "sideways"], 2), (["x.jsonl", "--on-mismatch", "cry"], 2)])
    def test_what_makes_no_sense_is_told(self, arguments, code):
        done = run("eliza-mock", "replay", *arguments)
        assert done.returncode == code and done.stderr.strip()

    def test_a_line_that_is_wrong_is_named(self, tmp_path):
        path = tmp_path / "bad.jsonl"
        path.write_text((REAL / "jobs.jsonl").read_text().splitlines()[0] + '\n{"k":"what","n":1,"t":0}\n')
        done = run("eliza-mock", "replay", path)
        assert done.returncode == 3 and "bad.jsonl:2" in done.stderr
