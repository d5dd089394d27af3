"""`eliza-mock convert`: recordings become archives, scenarios and recordings with more taken out, and come back."""

import json
import shutil

import pytest
import requests
from playwright.sync_api import sync_playwright

from chat import SERVER, TRANSPORTS, Chatter, create_session
from recorder import of_kind, spoken
from servers import ROOT, Server, run
from test_replay import RECORDINGS, lines_of, name

REAL = ROOT / "fixtures" / "recordings"


def convert(source, target, *arguments):
    """Converts a recording; the finished process."""
    return run("eliza-mock", "convert", source, "-o", target, *arguments, timeout=60)


def answer_on_page(url, **options):
    """What the agent answers on the chat page, in a browser that Playwright drives."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(**options)
        page = context.new_page()
        page.goto(f"{url}/chat-socket")
        page.locator("#send:not([disabled])").wait_for()
        page.get_by_role("textbox", name="Message").fill("I feel sad")
        page.keyboard.press("Enter")
        reply = page.locator(".message.agent:not(.thinking) .text")
        reply.wait_for()
        answer = reply.inner_text()
        context.close()
        browser.close()
    return answer


@pytest.fixture
def converted(tmp_path):
    """Converts recordings in ways that have to succeed; the path of what comes of each."""
    def make(source, target, *arguments):
        path = tmp_path / target
        done = convert(source, path, *arguments)
        assert done.returncode == 0, done.stderr
        return path
    return make


class TestArchives:
    @pytest.mark.parametrize("path", RECORDINGS, ids=name)
    def test_a_recording_comes_back_byte_for_byte(self, converted, path):
        archive = converted(path, "talk.har", "--to", "har")
        assert converted(archive, "again.jsonl").read_bytes() == path.read_bytes()

    def test_it_is_an_archive_as_the_format_has_it(self, converted):
        log = json.loads(converted(REAL / "replies-as-event-streams.jsonl", "talk.har", "--to", "har").read_text())["log"]
        assert log["version"] == "1.2" and set(log["creator"]) == {"name", "version"}
        assert [entry["startedDateTime"] for entry in log["entries"]] == sorted(
            entry["startedDateTime"] for entry in log["entries"])
        for entry in log["entries"]:
            assert {"startedDateTime", "time", "request", "response", "cache", "timings"} <= set(entry)
            assert {"method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize",
                    "bodySize"} <= set(entry["request"])
            assert {"status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL", "headersSize",
                    "bodySize"} <= set(entry["response"])
            timings = entry["timings"]
            assert entry["time"] == pytest.approx(timings["send"] + timings["wait"] + timings["receive"], abs=0.002)

    def test_an_archive_is_replayed_as_it_is(self, mock, record, converted):
        recording = record(mock.url)
        _, answer = spoken(recording.url, "polling")
        recording.stop()
        archive = converted(recording.path, "talk.har", "--to", "har")
        with Server("eliza-mock", "replay", archive, "--port", 0) as server:
            assert spoken(server.url, "websocket")[1] == answer

    @pytest.mark.parametrize("transports", TRANSPORTS)
    def test_what_a_server_said_on_each_transport_comes_back(self, mock, record, converted, transports):
        recording = record(mock.url)
        spoken(recording.url, transports)
        recording.stop()
        archive = converted(recording.path, "talk.har", "--to", "har")
        assert converted(archive, "again.jsonl").read_bytes() == recording.path.read_bytes()

    def test_what_playwright_archived_is_replayed(self, mock, converted, tmp_path):
        archive = tmp_path / "page.har"
        answer = answer_on_page(mock.url, record_har_path=archive, record_har_content="embed")
        recording = converted(archive, "page.jsonl")
        checked = run("eliza-mock", "check", recording, timeout=60)
        assert checked.returncode == 0, checked.stderr
        lines = lines_of(recording)
        [_, let_in] = of_kind(lines, "open")
        [sent] = [line for line in of_kind(lines, "ev", dir="c2s") if line["args"][0].get("type") == 2]
        assert sent["args"][0]["payload"]["message"] == "I feel sad"
        [reply] = [line for line in of_kind(lines, "ev", event="messageBroadcast") if line["args"][0]["text"] == answer]
        # Its times are the browser's: the agent has thought about it for 300 ms.
        assert reply["cause"] == sent["n"] and let_in["t"] < sent["t"] < reply["t"] - 250
        with Server("eliza-mock", "replay", recording, "--port", 0, "--on-mismatch", "skip") as server:
            assert answer_on_page(server.url) == answer


def test_a_file_that_is_there_stays(tmp_path):
    path = tmp_path / "there.jsonl"
    path.write_text("precious\n")
    done = convert(REAL / "jobs.jsonl", path)
    assert done.returncode == 3 and f"{path} is there already" in done.stderr and "--force" in done.stderr
    assert path.read_text() == "precious\n"
    assert convert(REAL / "jobs.jsonl", path, "--force").returncode == 0
    assert path.read_bytes() == (REAL / "jobs.jsonl").read_bytes()
    assert "{" in run("eliza-mock", "convert", REAL / "jobs.jsonl", "-o", "/dev/stdout", timeout=60).stdout


class TestRedaction:
    RULES = "format: eliza-mock-redaction/1\nkeys: [senderName, user_display_name]\npaths: ['json.metadata.tier']\npatterns: ['count to [a-z]+']\n"

    @pytest.fixture
    def rules(self, tmp_path):
        path = tmp_path / "rules.yaml"
        path.write_text(self.RULES)
        return path

    @pytest.mark.parametrize("to", ["fixture", "har", "scenario"])
    def test_rules_take_more_out_of_a_recording(self, converted, rules, to):
        path = converted(REAL / "chat-with-streamed-replies.jsonl", "less.txt", "--redact", rules, "--to", to)
        text = path.read_text()
        assert "Ada" not in text and "count to three" not in text and "Hello, who are you?" in text
        assert "{secret:" in text

    def test_the_head_says_so_and_it_replays(self, converted, rules):
        path = converted(REAL / "chat-with-streamed-replies.jsonl", "less.jsonl", "--redact", rules)
        assert lines_of(path)[0]["redaction"] == "default and 4 rules"
        assert run("eliza-mock", "check", path, timeout=60).returncode == 0
        with Server("eliza-mock", "replay", path, "--port", 0, "--speed", "instant") as server:
            line = next(line for line in lines_of(path) if line["k"] == "req")
            assert line["json"]["metadata"]["tier"] == "{secret:1}"
            session = requests.post(
                server.url + line["target"], timeout=20,
                json={"agentId": "b850bc30-45f8-0041-a00a-83df46d8555d", "metadata": {"source": "recorder", "tier": 7},
                      "userId": "6f9619ff-8b86-4011-b42d-00c04fc964ff"})
            assert session.status_code == 201

    def test_an_archive_is_relieved_as_well(self, converted, rules):
        archive = converted(REAL / "chat-with-streamed-replies.jsonl", "all.har", "--to", "har")
        path = converted(archive, "less.jsonl", "--redact", rules)
        assert "Ada" not in path.read_text() and lines_of(path)[0]["redaction"] == "default and 4 rules"

    def test_without_rules_a_recording_stays_as_it_is(self, converted):
        path = REAL / "jobs.jsonl"
        assert converted(path, "same.jsonl").read_bytes() == path.read_bytes()

    def test_what_is_wrong_with_the_rules_is_told(self, tmp_path, rules):
        rules.write_text("format: eliza-mock-redaction/1\nkey: [a]\n")
        done = convert(REAL / "jobs.jsonl", tmp_path / "x.jsonl", "--redact", rules)
        assert done.returncode == 3 and "rules.yaml:2" in done.stderr and "'keys'" in done.stderr

    def test_a_line_that_cannot_be_relieved_is_named_and_nothing_written(self, tmp_path, rules):
        path = tmp_path / "mine.jsonl"
        head = (REAL / "jobs.jsonl").read_text().splitlines()[0]
        path.write_text(head + "\n" + json.dumps({
            "k": "req", "n": 1, "t": 1, "x": 1, "method": "POST", "target": "/api/x", "json": {"senderName": "Ada Lovelace"}},
            separators=(",", ":")) + "\n" + json.dumps({
                "k": "res", "n": 2, "t": 2, "x": 1, "cause": 1, "status": 200, "base64": "/0FkYSBMb3ZlbGFjZQ=="},
                separators=(",", ":")) + "\n")
        done = convert(path, tmp_path / "x.jsonl", "--redact", rules)
        assert done.returncode == 3
        assert "'base64' still looks like a secret seen before" in done.stderr and "Lovelace" not in done.stderr
        assert not (tmp_path / "x.jsonl").exists()


class TestScenarios:
    @pytest.mark.parametrize("transports", ["polling", "websocket"])
    def test_actions_streams_and_thoughts_are_played(self, converted, own_mock, transports):
        path = converted(REAL / "actions-silence-and-failures.jsonl", "made.mock.yaml", "--to", "scenario")
        assert run("eliza-mock", "check", path, timeout=60).returncode == 0
        server = own_mock(path, "--port", 0, "--clock", "manual", "--strict")
        agent = requests.get(f"{server.url}/api/agents", timeout=20).json()["data"]["agents"][0]
        assert agent["name"] == "Eliza"
        session = create_session(server.url, agentId=agent["id"])
        user = session["userId"]
        with Chatter(server.url, session["channelId"], user=user, transports=transports, auth={"entityId": user}) as page:
            page.say(
                "Hello, who are you? [act]", messageServerId=SERVER, source="client_chat",
                metadata={"targetUserId": agent["id"]})
            page.log.wait("messageAck")
            requests.post(f"{server.url}/__mock/v1/clock/advance", json={"by": "10s"}, timeout=20).raise_for_status()
            page.log.wait("messageBroadcast", where=lambda message: message["text"] == "GT_ACTION done"
                          and message["source"] == "agent_response")
            heard = [message for message in page.log.named("messageBroadcast") if message["senderId"] == agent["id"]]
            chunks = page.log.named("messageStreamChunk")
        shown = [
            (message["source"], message.get("thought"), message["actions"],
             (message.get("rawMessage") or {}).get("actionStatus")) for message in heard]
        [streamed] = [message["id"] for message in heard if message["text"] == "Eliza heard: Hello, who are you? [act]"]
        pieces = [chunk["chunk"] for chunk in chunks if chunk["messageId"] == streamed]
        assert len(pieces) == 7 and "".join(pieces) == "Eliza heard: Hello, who are you? [act]"
        recorded = [
            line["args"][0] for line in lines_of(REAL / "actions-silence-and-failures.jsonl")
            if line.get("event") == "messageBroadcast" and line["cause"] == 27 and line["args"][0]["senderId"] == "{user:1}"]
        assert sorted(map(str, shown)) == sorted(
            str((message["source"], message.get("thought"), message["actions"],
                 message.get("rawMessage", {}).get("actionStatus"))) for message in recorded)
