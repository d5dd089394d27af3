"""The control API of `eliza-mock`, driven as a test suite drives it, and `eliza-mock run`."""

import fcntl
import json
import os
import pty
import signal
import statistics
import subprocess
import sys
import termios
import threading
import time
import uuid

import pytest
import requests
import socketio

from chat import Chatter, create_session
from servers import BINARIES, Server


class Control:
    """Calls of one server's control API."""

    def __init__(self, url):
        self.base = f"{url}/__mock/v1"

    def get(self, path, **query):
        return requests.get(f"{self.base}/{path}", params=query, timeout=20)

    def post(self, path, **body):
        return requests.post(f"{self.base}/{path}", json=body, timeout=20)

    def put(self, path, **body):
        return requests.put(f"{self.base}/{path}", json=body, timeout=20)


@pytest.fixture
def manual(own_mock):
    return own_mock("--port", 0, "--clock", "manual", "--seed", 1, "--think", "2s")


@pytest.fixture
def control(manual):
    return Control(manual.url)


def test_every_call_is_in_the_contract(control):
    paths = control.get("control.json").json()["paths"]
    assert {"/clock/advance", "/wait", "/journal", "/spaces", "/reset"} <= set(paths)
    for path, operations in paths.items():
        parameters = operations.get("get", {}).get("parameters", [])
        is_complete = not any(parameter.get("required") for parameter in parameters)
        if "get" in operations and "{" not in path and is_complete and path != "/events":
            assert control.get(path[1:]).status_code == 200, path


def test_the_program_prints_the_contract(control):
    printed = subprocess.run(
        [BINARIES / "eliza-mock", "schema", "control"], capture_output=True, timeout=20, check=True)
    assert json.loads(printed.stdout) == control.get("control.json").json()


def test_a_reply_comes_when_the_clock_says_so(manual, control):
    with Chatter(manual.url, room=str(uuid.uuid4())) as chatter:
        chatter.say("hello")
        assert control.post("wait", **{"for": {"kind": "thinking"}, "since": 0}).ok
        assert control.get("journal", kind="replied").json()["entries"] == []
        state = control.post("clock/advance", by="2s").json()
        assert state["movedMs"] == 2000
        replied = control.post("wait", **{"for": {"kind": "replied"}, "since": 0}).json()
        assert replied["entries"][0]["agentName"] == "Eliza"
        chatter.wait_for_reply()


def test_a_session_expires_when_the_clock_says_so(manual, control):
    session = create_session(manual.url)
    assert control.get("sessions").json()["sessions"][0]["id"] == session["sessionId"]
    control.post("clock/advance", by="31m")
    answer = requests.get(
        f"{manual.url}/api/messaging/sessions/{session['sessionId']}", timeout=20)
    assert answer.status_code in (404, 410)


def test_waits_for_what_did_not_happen_and_says_what_did(manual, control):
    create_session(manual.url)
    answer = control.post("wait", **{"for": {"text": "never"}, "within": "50ms", "since": 0})
    assert answer.status_code == 408
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "session" in [entry["kind"] for entry in answer.json()["happened"]]


def test_the_journal_is_live(manual, control):
    with requests.get(f"{control.base}/events?kind=session", stream=True, timeout=20) as events:
        lines = events.iter_lines(decode_unicode=True)
        create_session(manual.url)
        data = next(line for line in lines if line.startswith("data: "))
    assert json.loads(data[6:])["change"] == "made"


def test_acknowledgements_come_back(manual, control):
    client = socketio.Client()
    client.on("ask", lambda question: ("yes", question["n"] + 1))
    client.connect(manual.url, transports=["websocket"])
    path = f"connections/{client.get_sid()}/emit"
    answer = control.post(path, event="ask", args=[{"n": 1}], ack=True)
    assert answer.json()["ack"] == ["yes", 2]
    client.disconnect()


@pytest.mark.parametrize("how", ["kick", "close", "reset"])
def test_connections_are_lost_on_demand(manual, control, how):
    client = socketio.Client(reconnection=False)
    gone = threading.Event()
    client.on("disconnect", lambda *reason: gone.set())
    client.connect(manual.url, transports=["websocket"])
    assert control.post(f"connections/{client.get_sid()}/lose", how=how).ok
    assert gone.wait(20)
    assert control.get("connections").json()["connections"] == []
    client.disconnect()


def test_foreign_pages_are_kept_out(control):
    answer = requests.get(
        f"{control.base}/clock", headers={"Origin": "https://evil.example"}, timeout=20)
    assert answer.status_code == 403


def test_spaces_are_apart(manual, control):
    space = control.post("spaces", seed=7).json()
    create_session(space["url"])
    assert control.get("sessions").json()["sessions"] == []
    assert len(Control(space["url"]).get("sessions").json()["sessions"]) == 1
    assert requests.delete(f"{control.base}/spaces/{space['id']}", timeout=20).ok
    with pytest.raises(requests.ConnectionError):
        requests.get(space["url"], timeout=20)


LONG_DAY = """
format: eliza-mock/1
seed: 1
rules:
  - id: day
    when: { text: start }
    do: [%s]
""" % ", ".join(f"{{ wait: 10m }}, {{ say: 'It is {number}.' }}" for number in range(1, 145))


def test_a_day_goes_by_at_once(own_mock, tmp_path, report):
    path = tmp_path / "day.mock.yaml"
    path.write_text(LONG_DAY)
    times = []
    for _ in range(2):
        server = own_mock(path, "--port", 0, "--clock", "manual")
        with Chatter(server.url, room="33333333-3333-4333-8333-333333333333", transports="websocket") as chatter:
            chatter.say("start")
            chatter.log.wait("messageAck")
            began = time.perf_counter()
            Control(server.url).post("clock/advance", by="24h").raise_for_status()
            took = time.perf_counter() - began
            chatter.wait_for_reply(count=144)
        said = chatter.replies()
        assert [each["text"] for each in said] == [f"It is {number}." for number in range(1, 145)]
        assert said[-1]["createdAt"] - said[0]["createdAt"] == 143 * 600_000
        times.append([each["createdAt"] for each in said])
        report(f"a day with 144 replies: {took * 1000:.0f} ms")
    assert times[0] == times[1]


def test_wait_answers_as_it_happens(own_mock, report):
    server = own_mock("--port", 0, "--think", "1h")
    control, delays = Control(server.url), []
    with Chatter(server.url, room=str(uuid.uuid4()), transports="websocket") as chatter:
        for number in range(20):
            text, answers = f"message {number}", []

            def wait():
                answers.append((control.post("wait", **{"for": {"text": text}, "within": "20s", "since": 0}), time.perf_counter()))

            waiter = threading.Thread(target=wait)
            waiter.start()
            time.sleep(0.05)  # mostly it waits by then; it is answered all the same when it does not
            began = time.perf_counter()
            chatter.say(text)
            waiter.join(30)
            (answer, ended), = answers
            assert answer.json()["entries"][0]["text"] == text
            delays.append(ended - began)
    report(f"wait, from the event's sending to its answer: median {statistics.median(delays) * 1000:.1f} ms")


def clean_environment(**extra):
    dropped = ("ELIZA_MOCK_", "VITE_API_URL", "NEXT_PUBLIC_SERVER_URL")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(dropped)}
    return {**kept, **extra}


def run(*arguments, **extra):
    return subprocess.run(
        [BINARIES / "eliza-mock", "run", *arguments], capture_output=True, text=True, timeout=60,
        stdin=subprocess.DEVNULL, env=clean_environment(**extra))


class TestRun:
    def test_the_command_finds_the_server(self):
        script = (
            "import os, urllib.request as r; u = os.environ['ELIZA_MOCK_URL'];"
            "print(r.urlopen(u + '/api/agents').status, os.environ['VITE_API_URL'] == u)"
        )
        done = run("--", sys.executable, "-c", script)
        assert (done.returncode, done.stdout) == (0, "200 True\n")
        assert "Report" in done.stderr

    def test_a_frontends_own_address_is_left_alone(self):
        done = run("--", "sh", "-c", "echo $VITE_API_URL", VITE_API_URL="http://other")
        assert done.stdout == "http://other\n"

    @pytest.mark.parametrize("code", [0, 1, 64, 200])
    def test_it_exits_as_the_command_does(self, code):
        assert run("--", "sh", "-c", f"exit {code}").returncode == code

    @pytest.fixture
    def expecting(self, tmp_path):
        path = tmp_path / "expecting.mock.yaml"
        path.write_text(
            "format: eliza-mock/1\nexpect: [ { request: { match: GET /api/agents, times: 1 } } ]\n")
        return path

    def test_what_was_expected_and_did_not_happen_is_a_failure(self, expecting):
        done = run(expecting, "--", "true")
        assert done.returncode == 1
        assert "✘ " in done.stderr and "GET /api/agents" in done.stderr

    def test_what_was_expected_and_happened_is_none(self, expecting):
        script = "import os, urllib.request as r; r.urlopen(os.environ['ELIZA_MOCK_URL'] + '/api/agents')"
        done = run(expecting, "--", sys.executable, "-c", script)
        assert done.returncode == 0, done.stderr
        assert "✔ " in done.stderr

    def test_the_worlds_of_parallel_workers_count_too(self, expecting):
        script = (
            "import json, os, urllib.request as r; home = os.environ['ELIZA_MOCK_URL'] + '/__mock/v1/spaces';"
            "space = json.load(r.urlopen(r.Request(home, data=b'{}', method='POST')));"
            "r.urlopen(space['url'] + '/api/agents')")
        done = run(expecting, "--", sys.executable, "-c", script)
        assert done.returncode == 0, done.stderr
        assert "1 space added up with it" in done.stderr

    def test_the_failure_of_the_command_comes_first(self, expecting):
        assert run(expecting, "--", "sh", "-c", "exit 3").returncode == 3

    def test_interruption_from_the_keyboard_reaches_the_command_once(self, tmp_path):
        ready, heard = tmp_path / "ready", tmp_path / "heard"
        script = (
            f"trap 'echo x >> {heard}' INT; touch {ready}; n=0; "
            f"while [ $n -lt 600 ] && [ ! -e {heard} ]; do sleep 0.1; n=$((n + 1)); done; sleep 1; exit 7")
        keyboard, terminal = pty.openpty()
        program = subprocess.Popen(
            [BINARIES / "eliza-mock", "run", "--", "bash", "-c", script], stdin=terminal,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=clean_environment(),
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        wait_until(ready.exists)
        os.write(keyboard, b"\x03")
        assert program.wait(30) == 7
        assert heard.read_text() == "x\n"
        os.close(keyboard)
        os.close(terminal)

    def test_a_killed_command_is_told_as_shells_do(self):
        assert run("--", "sh", "-c", "kill -9 $$").returncode == 137

    def test_a_missing_command(self):
        done = run("--", "no-such-command")
        assert done.returncode == 127
        assert "no-such-command" in done.stderr

    def test_no_command(self):
        assert run("--port", "0").returncode == 2

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_signals_reach_the_command_and_all_it_started(self, number, tmp_path):
        pids = tmp_path / "pids"
        # What bash runs itself: a SIGINT that comes while it waits for another program's end is that program's alone.
        script = f"sleep 300 & echo $! > {pids}; wait"
        program = subprocess.Popen(
            [BINARIES / "eliza-mock", "run", "--", "bash", "-c", script],
            stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, env=clean_environment())
        wait_until(lambda: pids.exists() and pids.read_text().endswith("\n"))
        program.send_signal(number)
        assert program.wait(20) == 128 + number
        program.stderr.close()
        wait_until(lambda: not is_alive(int(pids.read_text())))

    def test_what_the_command_left_behind_is_ended(self, tmp_path):
        pid = tmp_path / "pid"
        assert run("--", "sh", "-c", f"sleep 300 >/dev/null 2>&1 & echo $! > {pid}").returncode == 0
        wait_until(lambda: not is_alive(int(pid.read_text())))


def is_alive(pid):
    """Whether a process runs; one that has ended and was not waited for does not."""
    try:
        with open(f"/proc/{pid}/stat") as facts:
            return facts.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(condition):
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)
