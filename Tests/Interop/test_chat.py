"""`eliza-mock chat`: the reference client at a terminal, in pipes and in scripts, against the built server."""

import os
import re
import signal
import subprocess

import pytest
import requests

from servers import BINARIES, ROOT, Server, free_port, local_names
from terminal import Terminal

PROFILES = ["lenient", "1.4.2", "1.6.4", "1.6.5", "1.7.2"]


def chat(server, text=None, *arguments, script=None, tmp_path=None, env=None):
    """Runs a chat that is given lines through a pipe, or as a script."""
    command = [BINARIES / "eliza-mock", "chat", "--url", getattr(server, "url", server), *arguments]
    if script is not None:
        path = tmp_path / "lines.txt"
        path.write_text(script)
        command += ["--script", path]
    clean = {k: v for k, v in os.environ.items() if not k.startswith("ELIZA_MOCK_")}
    return subprocess.run(
        [str(part) for part in command], input=text, capture_output=True, text=True, timeout=120,
        env={**clean, **(env or {})})


def said(done):
    """The lines of a chat that are no notes."""
    return [line for line in done.stdout.splitlines() if not line.startswith("*")]


class TestPipes:
    @pytest.mark.parametrize("transport", ["socket", "polling"])
    @pytest.mark.parametrize("profile", PROFILES)
    def test_every_release_answers(self, own_mock, profile, transport):
        server = own_mock(
            "--port", 0, "--profile", profile, "--think", "20ms", "--reply", "You said: {{ text }}")
        done = chat(server, "hello\nI write two lines", "--transport", transport)
        badge = "⚡ Live" if transport == "socket" else "📡 API"
        assert said(done) == [
            "You: hello", f"Eliza: You said: hello  {badge}",
            "You: I write two lines", f"Eliza: You said: I write two lines  {badge}",
        ]
        assert (done.returncode, done.stderr) == (0, "")

    def test_no_escape_sequence_reaches_a_pipe(self, own_mock):
        server = own_mock("--port", 0, "--think", "20ms", "--reply", "\x1b[31mred\x07")
        done = chat(server, "hello\n")
        assert "\x1b" not in done.stdout and "\x07" not in done.stdout
        assert "Eliza: \ufffd[31mred\ufffd" in done.stdout

    def test_the_event_log_is_that_of_the_guide(self, mock):
        done = chat(mock, "hello\n", "--log")
        order = [
            "🔌 [Socket.IO] Connecting to ElizaOS server...", "✅ [Socket.IO] Connected to ElizaOS, socket ID: ",
            '🏠 [Socket.IO] Joining room: {"type":1,', "📤 [Socket.IO] Sending message...",
            '🔗 [Socket.IO] Emitting message: {"type":2,', "📨 [Socket.IO] Received messageBroadcast: ",
            "🤖 [Socket.IO] Agent response received",
        ]
        places = [done.stderr.index(line) for line in order]
        assert places == sorted(places)
        assert "[Socket.IO]" not in done.stdout

    def test_the_session_is_ended(self, own_mock):
        server = own_mock("--port", 0, "--think", "20ms")
        session = re.search(r"session (\S+)", chat(server, "hello\n").stdout)[1]
        assert requests.get(f"{server.url}/api/messaging/sessions/{session}", timeout=20).status_code == 404

    def test_an_encrypted_server_of_this_machine(self, own_mock):
        server = own_mock("--port", 0, "--tls", "--think", "20ms", "--reply", "yes")
        assert "Eliza: yes" in chat(server, "hello\n").stdout

    @pytest.mark.parametrize("name", local_names())
    def test_a_server_by_name(self, mock, name):
        assert chat(f"http://{name}:{mock.port}", "hello\n").returncode == 0

    def test_the_address_needs_no_option(self, own_mock):
        server = own_mock("--port", 0, "--think", "20ms", "--reply", "yes")
        done = subprocess.run(
            [str(BINARIES / "eliza-mock"), "chat", server.url], input="hello\n", capture_output=True, text=True,
            timeout=120)
        assert (done.returncode, done.stderr) == (0, "")
        assert "Eliza: yes" in done.stdout

    def test_a_name_that_nobody_knows(self):
        done = chat("http://no..such..host:3000", "hello\n")
        assert done.returncode == 5
        assert "no server answers at http://no..such..host:3000: no connection: " in done.stderr

    def test_a_key(self, own_mock):
        server = own_mock("--port", 0, "--api-key", "k", "--profile", "1.7.2", "--think", "20ms")
        assert chat(server, "hello\n").returncode == 1
        assert chat(server, "hello\n", "--api-key", "k").returncode == 0


class TestScripts:
    def test_what_is_expected_comes(self, mock, tmp_path):
        done = chat(
            mock, script="# a comment\nhello\n/expect t\n/wait 10ms\n/history\n/agents\n/help\n", tmp_path=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "* 2 messages:" in done.stdout and "b850bc30-45f8-0041-a00a-83df46d8555d" in done.stdout

    def test_an_expectation_that_fails(self, own_mock, tmp_path):
        server = own_mock("--port", 0, "--think", "20ms", "--reply", "no")
        done = chat(server, script="hello\n/expect yes\nnever said", tmp_path=tmp_path)
        assert done.returncode == 1
        assert "line 2: expected “yes”, got “no”" in done.stderr
        assert "never said" not in done.stdout

    def test_no_answer_in_time(self, own_mock, tmp_path):
        server = own_mock("--port", 0, "--think", "30s")
        done = chat(server, None, "--timeout", "500ms", script="hello\n/expect yes", tmp_path=tmp_path)
        assert done.returncode == 6 and "no answer in time" in done.stderr

    def test_nobody_there(self, tmp_path):
        done = chat(f"http://127.0.0.1:{free_port()}", script="hello", tmp_path=tmp_path)
        assert done.returncode == 5 and "no server answers" in done.stderr

    @pytest.mark.parametrize("line", ["/bogus", "/raw", "/raw message {", "/wait long"])
    def test_mistakes_are_usage(self, mock, tmp_path, line):
        done = chat(mock, script=line, tmp_path=tmp_path)
        assert done.returncode == 2 and "line 1" in done.stderr

    def test_what_is_written_while_away_is_said_after_the_return(self, own_mock, tmp_path):
        server = own_mock("--port", 0, "--think", "20ms", "--reply", "You said: {{ text }}")
        script = "/disconnect\n/reconnect\nfirst\n/expect first\n/join\nsecond\n/expect second\n"
        done = chat(server, script=script, tmp_path=tmp_path)
        assert done.returncode == 0, done.stderr

    @pytest.mark.parametrize("overlay", ["duplicate-delivery", "out-of-order", "server-restart"])
    def test_trouble_is_survived(self, own_mock, tmp_path, overlay):
        server = own_mock(
            "--port", 0, "--think", "20ms", "--reply", "You said: {{ text }}",
            "--overlay", ROOT / "fixtures" / "overlays" / f"{overlay}.overlay.yaml")
        script = "".join(f"line {number}\n/expect line {number}\n" for number in range(3))
        done = chat(server, script=script, tmp_path=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
        assert [line.split("  ")[0] for line in said(done)] == [
            text for number in range(3) for text in (f"You: line {number}", f"Eliza: You said: line {number}")]


class TestTerminal:
    def test_a_conversation(self, own_mock):
        server = own_mock("--port", 0, "--think", "1s", "--reply", "You said: {{ text }}")
        with Terminal("eliza-mock", "chat", "--url", server.url) as terminal:
            terminal.until("⚡ live")
            assert not terminal.is_cooked
            terminal.type("hellp\x7fo\r")
            terminal.until("Eliza is thinking")
            assert any(mark in terminal.text for mark in "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏")
            text = terminal.until("Eliza: You said: hello  ⚡ Live")
            assert text.splitlines()[-3:-2] == ["Eliza: You said: hello  ⚡ Live"]
            assert text.count("You: hello") == 1
            assert b"\x1b[1;35m" in terminal.raw
            terminal.type("\x03")
            assert terminal.end() == 0
            assert terminal.is_cooked

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_a_signal_leaves_the_terminal_and_the_server_as_they_were(self, own_mock, number):
        server = own_mock("--port", 0, "--think", "20ms")
        with Terminal("eliza-mock", "chat", "--url", server.url) as terminal:
            session = re.search(r"session (\S+)", terminal.until("⚡ live"))[1]
            terminal.type("half a li")
            terminal.until("› half a li")
            assert not terminal.is_cooked
            terminal.process.send_signal(number)
            assert terminal.end() == 128 + number
            assert terminal.is_cooked
            assert "›" not in terminal.text
        assert requests.get(f"{server.url}/api/messaging/sessions/{session}", timeout=20).status_code == 404

    @pytest.mark.parametrize("numbers", [
        [signal.SIGINT, signal.SIGINT], [signal.SIGTERM, signal.SIGINT], [signal.SIGHUP], [signal.SIGQUIT],
        [signal.SIGABRT],
    ], ids=lambda numbers: "-".join(number.name for number in numbers))
    def test_whatever_ends_it_the_terminal_is_as_before(self, own_mock, numbers):
        # Nobody answers the goodbye, so that the chat is still leaving when the second signal comes.
        server = own_mock("--port", 0, "--think", "20ms")
        with Terminal("eliza-mock", "chat", server.url) as terminal:
            before = terminal.settings_at_start
            terminal.until("⚡ live")
            assert terminal.settings != before
            server.process.send_signal(signal.SIGSTOP)
            try:
                for number in numbers:
                    terminal.process.send_signal(number)
                    terminal.read(0.3)
                code = terminal.end()
            finally:
                server.process.send_signal(signal.SIGCONT)
            assert code == (128 + numbers[-1] if len(numbers) > 1 else -numbers[0])
            assert terminal.settings == before

    def test_too_fast_is_said_and_the_line_is_kept(self, own_mock):
        server = own_mock("--port", 0, "--think", "20ms")
        with Terminal("eliza-mock", "chat", "--url", server.url) as terminal:
            terminal.until("⚡ live")
            terminal.type("one\rtwo\r")
            terminal.until("one message a second: wait")
            terminal.until("› two")
            terminal.type("\x15/quit\r")
            assert terminal.end() == 0

    def test_streams_actions_and_colours(self, own_mock, tmp_path):
        path = tmp_path / "steps.mock.yaml"
        path.write_text(
            "format: eliza-mock/1\n"
            "rules:\n"
            "  - id: work\n"
            "    when: { text: work }\n"
            "    do:\n"
            "      - action: { name: SEARCH, status: executing, text: Searching… }\n"
            "      - wait: 1s\n"
            "      - action: { name: SEARCH, status: completed, text: Found 3. }\n"
            "      - stream: one two three four five six seven\n")
        server = own_mock(path, "--port", 0, "--think", "10ms")
        with Terminal("eliza-mock", "chat", "--url", server.url, env={"NO_COLOR": "1"}) as terminal:
            terminal.until("live")
            terminal.type("work\r")
            terminal.until("⚙ SEARCH executing: Searching…")
            terminal.until("✓ SEARCH completed: Found 3.")
            terminal.until("Eliza: one two three four five six seven  ⚡ Live")
            # No colours: what is written are texts, and movements of the cursor.
            assert not re.search(rb"\x1b\[[0-9;]*m", terminal.raw)
            assert not any(mark in terminal.text for mark in "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏")
            terminal.type("\x04")
            assert terminal.end() == 0

    def test_a_server_that_goes_and_comes_back(self, tmp_path):
        port = free_port()
        options = ["serve", "--port", port, "--think", "20ms", "--reply", "You said: {{ text }}"]
        with Server("eliza-mock", *options):
            terminal = Terminal("eliza-mock", "chat", "--url", f"http://127.0.0.1:{port}")
            terminal.until("⚡ live")
        with terminal:
            terminal.until(lambda text: "⚡ live" not in text)
            terminal.type("are you there?\r")
            with Server("eliza-mock", *options):
                terminal.until("a new session")
                terminal.until("Eliza: You said: are you there?  ⚡ Live")
                terminal.type("/quit\r")
                assert terminal.end() == 0

    def test_a_terminal_that_can_do_nothing_gets_lines(self, own_mock):
        server = own_mock("--port", 0, "--think", "20ms", "--reply", "yes")
        with Terminal("eliza-mock", "chat", "--url", server.url, env={"TERM": "dumb"}) as terminal:
            terminal.until("* room")
            terminal.type("hello\n")
            terminal.until("Eliza: yes")
            terminal.type("/quit\n")
            assert terminal.end() == 0
            assert b"\x1b" not in terminal.raw
