"""What the mock finds out about frontends: a client that does each thing wrong, and one that does none."""

import concurrent.futures
import json
import sys
import time
import xml.etree.ElementTree as xml

import pytest
import requests

from servers import ROOT, free_port, run

sys.path.append(str(ROOT / "Tests" / "Support" / "broken-client"))
from broken_client import MODES, Page  # noqa: E402

WRONG = [mode for mode in MODES if mode not in ("reference", "gives-up-after-kick")]
PROFILES = ["lenient", "1.4.2", "1.6.4", "1.6.5", "1.7.2"]


def report(url, **query):
    return requests.get(f"{url}/__mock/v1/report", params=query, timeout=20).json()


def findings(url, **query):
    return {finding["id"]: finding for finding in report(url, **query)["findings"]}


def await_finding(url, rule, seconds=20, **query):
    """The finding, once it is there; time alone decides some."""
    until = time.monotonic() + seconds
    while rule not in (found := findings(url, **query)) and time.monotonic() < until:
        time.sleep(0.05)
    return found


@pytest.mark.parametrize("mode", WRONG)
def test_each_wrong_thing_is_found_and_nothing_else(own_mock, mode):
    think = "30s" if mode == "resends-under-new-id" else "50ms"
    server = own_mock("--port", 0, "--think", think)
    with Page(server.url) as page:
        MODES[mode](page)
        found = await_finding(server.url, mode, end=1)
        assert list(found) == [mode]
        finding = found[mode]
        assert finding["severity"] in ("error", "warning", "note")
        assert finding["title"] and finding["advice"] and finding["reference"]
        assert finding["connections"] >= 1
        evidence = finding["evidence"][0]
        assert evidence["connection"] and evidence["at"]
        known = {page.user, page.channel, page.session}
        named = {value for value in evidence["ids"].values()}
        assert known & named or mode in ("unknown-event", "unknown-type"), evidence
    if mode not in ("unknown-event", "unknown-type"):  # the log has lines of their own for them
        assert server.logged(finding["title"])


def kick(url):
    """Puts out the page that has joined."""
    base = f"{url}/__mock/v1"
    joined = requests.post(
        f"{base}/wait", json={"for": {"kind": "join"}, "since": 0, "within": "20s"}, timeout=30).json()
    connection = joined["entries"][0]["connection"]
    requests.post(f"{base}/connections/{connection}/lose", json={"how": "kick"}, timeout=20).raise_for_status()


def test_giving_up_after_a_kick_is_found(own_mock):
    mode = "gives-up-after-kick"
    server = own_mock("--port", 0, "--think", "50ms")
    with Page(server.url) as page, concurrent.futures.ThreadPoolExecutor(1) as pool:
        waits = pool.submit(MODES[mode], page)
        kick(server.url)
        waits.result(20)
        found = await_finding(server.url, mode, end=1)
        assert mode in found and set(found) <= {mode, "never-ends-session"}
        assert found[mode]["evidence"][0]["ids"]["userId"] == page.user
    assert server.logged(found[mode]["title"])


def test_coming_back_after_a_kick_is_right(own_mock):
    server = own_mock("--port", 0, "--think", "50ms")
    with Page(server.url) as page:
        page.connect(reconnection=False)
        kick(server.url)
        page.ask(page.connect(), "Hello again")
        time.sleep(5.5)  # the end of a run gives a page that was put out five seconds
        page.end_session()
        assert report(server.url, end=1)["findings"] == []


@pytest.mark.parametrize("profile", PROFILES)
def test_the_reference_client_does_nothing_wrong(own_mock, profile):
    server = own_mock("--port", 0, "--think", "50ms", "--profile", profile)
    with Page(server.url) as page:
        MODES["reference"](page)
        assert report(server.url, end=1)["findings"] == []


@pytest.mark.parametrize("profile", PROFILES[1:])
@pytest.mark.parametrize(
    "mode", ["never-rejoins", "sends-before-join", "unknown-event", "missing-message-server"])
def test_real_servers_see_it_too(own_mock, mode, profile):
    server = own_mock("--port", 0, "--think", "50ms", "--profile", profile)
    with Page(server.url) as page:
        MODES[mode](page)
        assert mode in await_finding(server.url, mode)


class TestReport:
    @pytest.fixture
    def server(self, own_mock):
        server = own_mock("--port", 0, "--think", "50ms")
        with Page(server.url) as page:
            MODES["unknown-event"](page)
            await_finding(server.url, "unknown-event")
        return server

    def test_text(self, server):
        done = run("eliza-mock", "report", "--url", server.url)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("Report\n  1 session, 1 join, 0 messages, 0 replies\n")
        assert "error unknown-event: no server listens to this event" in done.stdout
        assert "{type: 2, payload: {channelId" in done.stdout

    def test_json(self, server):
        done = run("eliza-mock", "report", "--url", server.url, "--as", "json")
        assert done.returncode == 0, done.stderr
        counts = json.loads(done.stdout)["counts"]
        assert counts == {"sessions": 1, "joined": 1, "sent": 0, "replied": 0}

    def test_junit(self, server):
        done = run("eliza-mock", "report", "--as", "junit", env={"ELIZA_MOCK_URL": server.url})
        assert done.returncode == 0, done.stderr
        suites = xml.fromstring(done.stdout)
        assert suites.tag == "testsuites" and suites.get("tests") == "1"
        assert [case.get("name") for case in suites.iter("testcase")] == ["unknown-event"]


class TestVerify:
    def test_met_and_unmet(self, own_mock):
        server = own_mock("--port", 0, "--think", "50ms")
        with Page(server.url) as page:
            page.ask(page.connect(), "Hello")
        good = [
            {"sessions": 1}, {"joined": {"atLeast": 1}}, {"sent": 1}, {"replied": {"times": 1}},
            {"event": {"name": "message", "times": 2}}, {"finding": {"times": 0}},
            {"request": {"match": "POST /api/messaging/sessions", "times": 1}}]
        options = [part for one in good for part in ("--expect", json.dumps(one))]
        done = run("eliza-mock", "verify", "--url", server.url, *options)
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.count("✔") == len(good)
        done = run("eliza-mock", "verify", "--url", server.url, *options, "--expect", '{"sent": 2}')
        assert done.returncode == 1
        assert "✘ messages sent exactly 2 (counted 1)" in done.stdout

    def test_nothing_expected_is_met(self, own_mock):
        assert run("eliza-mock", "verify", "--url", own_mock("--port", 0).url).returncode == 0

    def test_what_is_no_expectation(self, own_mock):
        server = own_mock("--port", 0)
        answer = requests.post(
            f"{server.url}/__mock/v1/verify", json={"expect": [{"joins": 1}]}, timeout=20)
        assert answer.status_code == 400
        assert "there are sessions, joined" in answer.json()["detail"]
        done = run("eliza-mock", "verify", "--url", server.url, "--expect", "{")
        assert done.returncode == 2

    @pytest.mark.parametrize("command", ["report", "verify"])
    def test_nobody_there(self, command):
        url = f"http://127.0.0.1:{free_port()}"
        done = run("eliza-mock", command, "--url", url)
        assert done.returncode == 5
        assert f"no mock server answers at {url}" in done.stderr

    def test_over_tls(self, own_mock):
        server = own_mock("--port", 0, "--tls")
        done = run("eliza-mock", "verify", "--url", server.url)
        assert done.returncode == 0, done.stderr
