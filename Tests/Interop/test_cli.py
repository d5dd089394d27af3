"""`eliza-mock` as a program: its one line, its exit codes, its options and their variables, its log."""

import json
import signal
import socket as sockets
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
import socketio

from chat import JOIN, Chatter, create_session
from servers import BINARIES, ROOT, STOP_LIMIT, Server, free_port, run


class TestReadiness:
    def test_one_line_on_stdout_and_it_serves(self, own_mock):
        server = own_mock("--port", 0)
        assert requests.get(f"{server.url}/api/server/ping", timeout=20).json()["pong"] is True
        server.stop_cleanly()
        assert len(server.stdout) == 1

    def test_serve_is_the_default_command(self):
        with Server("eliza-mock", "--port", 0) as server:
            assert requests.get(f"{server.url}/health", timeout=20).ok

    def test_listens_on_both_loopbacks(self, own_mock):
        server = own_mock("--port", 0)
        for host in ("127.0.0.1", "[::1]", "localhost"):
            assert requests.get(f"http://{host}:{server.port}/health", timeout=20).ok

    def test_port_given(self, own_mock):
        port = free_port()
        assert own_mock("--port", port).port == port

    def test_ready_file(self, own_mock, tmp_path):
        path = tmp_path / "ready"
        server = own_mock("--port", 0, "--ready-file", path)
        assert server.url in path.read_text()

    def test_the_ready_file_is_there_only_while_it_serves(self, own_mock, tmp_path):
        path = tmp_path / "ready"
        path.write_text("http://of.an.earlier.run\n")
        server = own_mock("--port", 0, "--ready-file", path)
        assert path.read_text() == f"{server.url}\n"
        server.stop_cleanly()
        assert list(tmp_path.iterdir()) == []

    def test_the_ready_file_of_an_earlier_run_goes_when_there_is_no_start(self, tmp_path):
        path = tmp_path / "ready"
        path.write_text("http://of.an.earlier.run\n")
        with sockets.create_server(("127.0.0.1", 0)) as taken:
            done = run("eliza-mock", "--port", taken.getsockname()[1], "--ready-file", path)
        assert done.returncode != 0
        assert not path.exists()

    def test_the_ready_line_says_https_under_tls(self, own_mock):
        assert own_mock("--port", 0, "--tls").scheme == "https"

    def test_says_nothing_of_a_banner_when_nobody_sits_there(self, own_mock):
        server = own_mock("--port", 0)
        server.stop_cleanly()
        assert not any("\x1b[" in line for line in server.stderr), "colour is for terminals"

    def test_the_echo_server_has_the_same_ready_line(self):
        with Server("realtime-echo", "--port", 0) as server:
            assert server.port


class TestHelp:
    @pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["serve", "--help"], ["help", "serve"]])
    def test_help_names_the_options(self, arguments):
        done = run("eliza-mock", *arguments)
        assert done.returncode == 0
        if "serve" in arguments:
            for option in ("--port", "--host", "--think", "--reply", "--agent", "--profile", "--seed",
                           "--tls", "--log", "--log-level", "--api-key", "--rate-limit", "--body-limit", "--character", "--media-limit"):
                assert option in done.stdout, option

    @pytest.mark.parametrize("variables", [{}, {"ELIZA_MOCK_OVERLAY": "./missing.yaml"}])
    @pytest.mark.parametrize("arguments, beginning", [
        (["--version"], "0."), (["--help"], "OVERVIEW: "), (["serve", "--help"], "OVERVIEW: "),
        (["serve", "--port", "80", "-h"], "OVERVIEW: "),
        (["run", "--help", "--", "true"], "OVERVIEW: "), (["--generate-completion-script", "bash"], "#!/bin/bash"),
        (["--generate-completion-script=zsh"], "#compdef eliza-mock"),
    ])
    def test_questions_about_the_program_are_answered_whatever_a_server_would_read(
            self, arguments, beginning, variables):
        done = run("eliza-mock", *arguments, env=variables)
        assert done.returncode == 0
        assert done.stdout.startswith(beginning)
        assert not done.stderr


class TestCharacters:
    CHARACTER = {"name": "Nova", "bio": ["Explores."], "topics": ["space"],
                 "settings": {"secrets": {"KEY": "sk-1"}}}

    def test_a_character_is_loaded_and_served_back(self, own_mock, tmp_path):
        path = tmp_path / "nova.json"
        path.write_text(json.dumps(self.CHARACTER))
        server = own_mock("--port", 0, "--character", path)
        agents = requests.get(f"{server.url}/api/agents", timeout=20).json()["data"]["agents"]
        assert [(agent["id"], agent["name"], agent["status"]) for agent in agents] == [
            ("419e4009-477c-03fb-9597-c10e1db46115", "Nova", "active")]
        agent = requests.get(f"{server.url}/api/agents/{agents[0]['id']}", timeout=20).json()["data"]
        assert agent["topics"] == ["space"]
        assert agent["settings"]["secrets"] == {"KEY": "[hidden]"}

    def test_characters_stand_beside_agents_that_are_asked_for(self, own_mock, tmp_path):
        path = tmp_path / "nova.json"
        path.write_text(json.dumps(self.CHARACTER))
        server = own_mock("--port", 0, "--character", path, "--agent", "Eliza")
        agents = requests.get(f"{server.url}/api/agents", timeout=20).json()["data"]["agents"]
        assert [agent["name"] for agent in agents] == ["Eliza", "Nova"]

    @pytest.mark.parametrize("text, complaint", [
        ('{"name": "Nova",\n "bio": 3}', "bio: expected text or a list of texts, found the number 3"),
        ('{"name": "Nova"\n "bio": ""}', "no JSON: Expected ',' or '}' at line 2 column 2"),
    ])
    def test_a_bad_file_is_3_and_says_where(self, tmp_path, text, complaint):
        path = tmp_path / "bad.json"
        path.write_text(text)
        done = run("eliza-mock", "--port", 0, "--character", path)
        assert done.returncode == 3
        assert f"{path}: {complaint}" in done.stderr


class TestExitCodes:
    @pytest.mark.parametrize("arguments", [
        ["--no-such-option"], ["serve", "--port", "many"], ["serve", "--port", "70000"],
        ["serve", "--profile", "9.9.9"], ["serve", "--think", "soon"], ["serve", "--agent", ""],
        ["serve", "--log", "xml"], ["serve", "--seed", "x"],
        ["serve", "--limit", "messages"], ["serve", "--limit", "messages=0"], ["serve", "--limit", "money=1"],
        ["serve", "--api-key", ""], ["serve", "--api-key", "two words"],
        ["serve", "--rate-limit", "5"], ["serve", "--rate-limit", "0/1m"], ["serve", "--rate-limit", "5/25h"],
        ["serve", "--body-limit", "0"], ["serve", "--body-limit", "2gb"],
        ["serve", "--tls", "--tls-cert", "a.pem"], ["serve", "--tls-cert", "a.pem"],
    ], ids=" ".join)
    def test_usage_is_2(self, arguments):
        done = run("eliza-mock", *arguments)
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr.strip()

    @pytest.mark.parametrize("arguments, complaint, usage", [
        (["record"], "no server to record: --upstream http://", "record [--upstream <url>]"),
        (["record", "--upstream", "http://localhost:1"], "no file to write: -o", "record [--upstream <url>]"),
        (["record", "--upstreem", "x"], "Did you mean '--upstream'?", "record [--upstream <url>]"),
        (["drift", ROOT / "fixtures/recordings"], "no server to ask: --target http://", "drift <file.jsonl>"),
        (["explain", "file"], "no text to explain: --text", "explain <file> --text"),
        (["explain", "file", "--txt", "x"], "Did you mean '--text'?", "explain <file> --text"),
        (["convert", "file"], "no file to write: -o", "convert <file> --output"),
        (["convert", "file", "--outptu", "x"], "Did you mean '--output'?", "convert <file> --output"),
        (["schema", "SessionInfos"], "Did you mean SessionInfo", "schema [<name>]"),
        (["verify", "--expect", "{"], "invalid for '--expect <json>'", "verify [<url>]"),
        (["report", "--url", "nonsense"], "begins with http", "report [<url>]"),
        (["report", "http://localhost:1", "--url", "http://localhost:1"], "given twice", "report [<url>]"),
        (["chat", "nonsense"], "begins with http", "chat [<url>]"),
        (["chat", "http://localhost:1", "--url", "http://localhost:2"], "given twice", "chat [<url>]"),
        (["chat", "--timeout", "3"], "a duration such as", "chat [<url>]"),
        (["replay", "chat.jsonl", "--watch"], "--watch is for 'eliza-mock serve': 'replay'", "replay <file.jsonl|dir>"),
        (["run", "--watch", "--", "true"], "--watch is for 'eliza-mock serve': 'run'", "run [options of serve]"),
        (["replay"], "no recording to replay: eliza-mock replay", "replay <file.jsonl|dir>"),
        (["replay", "x.jsonl", "--sped", "2"], "Unknown option '--sped'", "replay <file.jsonl|dir>"),
        (["run"], "There is no command: eliza-mock run -- npm test", "run [options of serve]"),
        (["recrod"], "no command 'recrod', and no file. Did you mean 'record'?", "<subcommand>"),
        (["recrod", "--upstream", "x"], "no command 'recrod', and no file. Did you mean 'record'?", "<subcommand>"),
        (["chekc", "file"], "no command 'chekc', and no file. Did you mean 'check'?", "<subcommand>"),
        (["help", "recrod"], "no command 'recrod', and no file. Did you mean 'record'?", "<subcommand>"),
    ], ids=lambda value: " ".join(map(str, value)) if isinstance(value, list) else "")
    def test_a_wrong_call_is_told_with_the_usage_of_its_own_command(self, arguments, complaint, usage):
        done = run("eliza-mock", *arguments)
        assert done.returncode == 2, done.stderr
        assert done.stdout == ""
        assert complaint in done.stderr
        assert f"Usage: eliza-mock {usage}" in done.stderr

    def test_the_usage_that_is_told_can_be_asked_for(self):
        told = run("eliza-mock", "record").stderr
        assert "eliza-mock record --help" in told
        assert "--redact <rules>" in run("eliza-mock", "record", "--help").stdout

    def test_a_wrong_address_in_the_variable_is_named(self):
        done = run("eliza-mock", "chat", env={"ELIZA_MOCK_URL": "nonsense"})
        assert done.returncode == 2
        assert "ELIZA_MOCK_URL" in done.stderr

    @pytest.mark.parametrize("arguments", [["schema", "openapi"], ["check", ROOT / "fixtures/overlays"]])
    def test_output_that_cannot_be_written_is_3(self, arguments):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [str(part) for part in [BINARIES / "eliza-mock", *arguments]], stdout=full, stderr=subprocess.PIPE,
                text=True, timeout=60)
        assert done.returncode == 3
        assert "standard output cannot be written: No space left" in done.stderr

    def test_a_reader_that_has_read_enough_is_no_failure(self):
        done = subprocess.run(
            f"set -o pipefail; {BINARIES / 'eliza-mock'} schema | head -n 1", shell=True, executable="/bin/bash",
            capture_output=True, text=True, timeout=60)
        assert (done.stdout, done.stderr) == ("openapi\n", "")

    def test_a_wrong_value_is_named(self):
        assert "9.9.9" in run("eliza-mock", "serve", "--profile", "9.9.9").stderr
        assert "soon" in run("eliza-mock", "serve", "--think", "soon").stderr

    def test_a_taken_port_is_4_and_the_message_helps(self):
        with sockets.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            done = run("eliza-mock", "serve", "--port", port)
        assert done.returncode == 4
        assert done.stdout == ""
        assert str(port) in done.stderr and "--port 0" in done.stderr

    def test_a_second_server_on_the_port_is_4(self, own_mock):
        server = own_mock("--port", 0)
        done = run("eliza-mock", "serve", "--port", server.port)
        assert done.returncode == 4
        assert str(server.port) in done.stderr and "--port 0" in done.stderr

    def test_a_port_is_free_again_at_once(self, own_mock):
        port = free_port()
        for _ in range(3):
            server = own_mock("--port", port)
            requests.get(f"{server.url}/health", timeout=20)
            server.stop_cleanly()


class TestSignals:
    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_ends_with_0_in_time(self, own_mock, number):
        server = own_mock("--port", 0)
        code, took = server.stop(number)
        assert code == 0 and took <= STOP_LIMIT

    def test_closes_its_clients_cleanly(self, own_mock):
        server = own_mock("--port", 0, "--think", "30s")
        room = create_session(server.url)["sessionId"]
        pages = [Chatter(server.url, room, transports=kind)
                 for kind in ("polling", "websocket", "upgrade")]
        pages[0].say("Thinking is cut short")
        pages[0].log.wait("messageAck")
        code, took = server.stop()
        assert code == 0 and took <= STOP_LIMIT
        for page in pages:
            page.log.wait("disconnect")

    @pytest.mark.parametrize("transport", ["http", "sse"])
    def test_who_waits_for_an_answer_is_told(self, own_mock, transport):
        server = own_mock("--port", 0, "--think", "30s")
        session = create_session(server.url)["sessionId"]
        with ThreadPoolExecutor() as threads:
            waiting = threads.submit(
                requests.post, f"{server.url}/api/messaging/sessions/{session}/messages", timeout=20,
                json={"content": "Will you answer?", "transport": transport})
            assert server.logged("THINKING")
            code, took = server.stop()
            answer = waiting.result()
        assert code == 0 and took <= STOP_LIMIT
        if transport == "http":
            assert answer.status_code == 500 and answer.json()["success"] is False
        else:
            assert "event: error" in answer.text and "the server stops" in answer.text
        assert any("the server stops" in line for line in server.stderr)

    def test_ends_although_clients_hang(self, own_mock):
        server = own_mock("--port", 0)
        silent = [sockets.create_connection((server.host, server.port)) for _ in range(3)]
        silent[1].sendall(b"GET /api/server/ping HTT")
        silent[2].sendall(b"POST /api/messaging/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{")
        time.sleep(0.1)
        code, took = server.stop()
        assert code == 0 and took <= STOP_LIMIT
        for socket in silent:
            socket.close()

    def test_a_second_signal_does_no_harm(self, own_mock):
        server = own_mock("--port", 0)
        server.process.send_signal(signal.SIGTERM)
        code, _ = server.stop(signal.SIGTERM)
        assert code in (0, -signal.SIGTERM)

    def test_survives_a_closed_stderr(self):
        """A log that nobody reads any more must not end the server."""
        process = subprocess.Popen(
            [str(BINARIES / "eliza-mock"), "serve", "--port", "0", "--log-level", "debug"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        try:
            url = process.stdout.readline().split()[-1]
            process.stderr.close()
            for _ in range(5):
                assert requests.get(f"{url}/api/server/ping", timeout=20).ok
            assert process.poll() is None
        finally:
            process.terminate()
            assert process.wait(20) == 0


class TestOptions:
    def test_variables(self, own_mock):
        port = free_port()
        server = own_mock(env={
            "ELIZA_MOCK_PORT": str(port), "ELIZA_MOCK_REPLY": "from the environment",
            "ELIZA_MOCK_THINK": "10ms"})
        assert server.port == port
        assert self.reply(server) == "from the environment"

    def test_a_flag_beats_its_variable(self, own_mock):
        server = own_mock("--port", 0, "--reply", "from the flag", "--think", "10ms", env={
            "ELIZA_MOCK_PORT": "1", "ELIZA_MOCK_REPLY": "from the environment"})
        assert server.port != 1
        assert self.reply(server) == "from the flag"

    def test_a_flag_beats_the_variables_of_its_alternatives(self, own_mock):
        server = own_mock("--port", 0, "--profile", "lenient", "--tls", env={
            "ELIZA_MOCK_STRICT": "1", "ELIZA_MOCK_TLS_CERT": "/none.pem", "ELIZA_MOCK_TLS_KEY": "/none.key"})
        assert server.url.startswith("https://")

    @pytest.mark.parametrize("how", ["flag", "variable"])
    def test_api_key(self, own_mock, how):
        server = own_mock("--port", 0, *(["--api-key", "s3cret"] if how == "flag" else []),
                          env={"ELIZA_MOCK_API_KEY": "s3cret" if how == "variable" else "other"})
        agents = f"{server.url}/api/agents"
        assert requests.get(agents, timeout=5).status_code == 401
        assert requests.get(agents, timeout=5, headers={"X-API-KEY": "s3cret"}).status_code == 200

    def test_api_key_in_the_handshake(self, own_mock):
        server = own_mock("--port", 0, "--api-key", "s3cret", "--profile", "1.7.2")
        entity = "6f1f3c9e-52f4-4a55-9d0b-0d3f5c1b7a01"
        with pytest.raises(socketio.exceptions.ConnectionError):
            Chatter(server.url, auth={"entityId": entity}, join=False)
        Chatter(server.url, auth={"entityId": entity, "apiKey": "s3cret"}, join=False).client.disconnect()

    @pytest.mark.parametrize("how", ["flag", "variable"])
    def test_rate_limit(self, own_mock, how):
        server = own_mock("--port", 0, *(["--rate-limit", "3/15m"] if how == "flag" else []),
                          env={"ELIZA_MOCK_RATE_LIMIT": "3/15m" if how == "variable" else "off"})
        answers = [requests.get(f"{server.url}/api/server/ping", timeout=5) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert answers[0].headers["RateLimit-Policy"] == "3;w=900"
        assert 890 <= int(answers[3].headers["Retry-After"]) <= 900

    def test_the_real_rate_limit(self, own_mock):
        server = own_mock("--port", 0, "--rate-limit", "real")
        assert requests.get(f"{server.url}/api/server/ping", timeout=5).headers["RateLimit-Policy"] == "1000;w=900"
        assert "RateLimit-Policy" not in requests.get(f"{server.url}/healthz", timeout=5).headers

    def test_body_limit(self, own_mock):
        server = own_mock("--port", 0, "--body-limit", "1kb")
        answer = requests.post(f"{server.url}/api/messaging/sessions", json={"x": "y" * 1100}, timeout=5)
        assert answer.status_code == 400
        assert answer.json()["error"]["message"] == "request entity too large"

    @pytest.mark.parametrize("origin", ["localhost", "localhost:5173", "http://"])
    def test_an_origin_without_scheme_and_host_is_usage(self, origin):
        assert run("eliza-mock", "serve", "--port", 0, "--cors", origin).returncode == 2

    @pytest.mark.parametrize(("option", "value", "expected"), [
        ("--port", "99999", "a number from 0 to 65535"),
        ("--rate-limit", "0/1m", "such as 20/15m"),
        ("--body-limit", "0", "such as 500kb or 2mb"),
        ("--cors", "nonsense", "such as http://localhost:5173"),
        ("--api-key", "k\u00e9y", "visible ASCII characters"),
        ("--limit", "messages=0", "NAME=COUNT"),
        ("--limit", "connections=9223372036854775807", "a count from 1 to 1000000000"),
        ("--limit", "ping-interval=5", "NAME=TIME from 1ms to 1000h such as ping-interval=5s"),
        ("--limit", "ping-timeout=0.5ms", "NAME=TIME from 1ms"),
        ("--limit", "queued-bytes=100", "queued-bytes from 65536"),
        ("--agent", "=Ada", "an id and a name"),
    ])
    def test_a_wrong_value_is_told_what_was_expected(self, option, value, expected):
        done = run("eliza-mock", "serve", option, value)
        assert done.returncode == 2 and expected in done.stderr
        variable = "ELIZA_MOCK_" + option[2:].replace("-", "_").upper()
        done = run("eliza-mock", "serve", env={variable: value})
        assert done.returncode == 2 and expected in done.stderr and variable in done.stderr

    def test_a_wrong_variable_is_usage(self):
        done = run("eliza-mock", "serve", "--port", 0, env={"ELIZA_MOCK_PROFILE": "9.9.9"})
        assert done.returncode == 2 and "9.9.9" in done.stderr

    def test_a_mistyped_variable_is_told(self, own_mock):
        server = own_mock("--port", 0, env={"ELIZA_MOCK_PROT": "1", "ELIZA_MOCK_OF_ANOTHER_PROGRAM": "1"})
        assert server.logged("the variable ELIZA_MOCK_PROT is not known and has no effect; did you mean ELIZA_MOCK_PORT?")
        assert not server.logged("ANOTHER_PROGRAM", within=0)

    def test_a_negative_time_and_an_agent_given_twice_are_usage(self):
        done = run("eliza-mock", "serve", "--think", "-5ms")
        assert done.returncode == 2 and "'-5ms' is negative" in done.stderr
        done = run("eliza-mock", "serve", "--agent", "a=A", "--agent", "a=B")
        assert done.returncode == 2 and "'a' is given twice" in done.stderr

    def test_a_wrong_schema_name_is_told_the_right_one(self):
        done = run("eliza-mock", "schema", "SesionInfo")
        assert done.returncode == 2 and "Did you mean SessionInfo" in done.stderr
        assert len(done.stderr) < 400
        names = run("eliza-mock", "schema").stdout.split()
        assert {"openapi", "control", "scenario", "SessionInfo"} <= set(names)

    def test_history_is_bounded_as_asked(self, own_mock):
        server = own_mock("--port", 0, "--limit", "sessions=2", "--limit", "channels=4")
        made = [create_session(server.url)["sessionId"] for _ in range(3)]
        statuses = [requests.get(f"{server.url}/api/messaging/sessions/{session}", timeout=5).status_code
                    for session in made]
        assert statuses == [404, 200, 200], "the oldest goes"

    def test_what_a_client_may_hold_and_take_its_time_for_is_bounded_as_asked(self, own_mock):
        server = own_mock(
            "--port", 0, "--limit", "ping-interval=400ms", "--limit", "ping-timeout=7s", "--limit", "payload-bytes=2000",
            "--limit", "rooms=1", "--limit", "headers=9", "--limit", "head-time=200ms")
        opening = requests.get(f"{server.url}/socket.io/?EIO=4&transport=polling", timeout=5).text
        told = json.loads(opening[1:])
        assert (told["pingInterval"], told["pingTimeout"], told["maxPayload"]) == (400, 7000, 2000)
        many = requests.get(f"{server.url}/healthz", headers={f"X-{n}": "x" for n in range(9)}, timeout=5)
        assert many.status_code == 431
        room, other = (create_session(server.url)["sessionId"] for _ in range(2))
        with Chatter(server.url, room, transports="websocket") as page:
            page.emit(JOIN, {"roomId": other, "channelId": other, "entityId": page.user})
            assert "at most 1 room" in page.log.wait("messageError")["error"]
        with sockets.create_connection(("127.0.0.1", server.port), timeout=5) as slow:
            slow.sendall(b"GET / HTTP/1.1\r\n")
            assert slow.recv(100).startswith(b"HTTP/1.1 408")

    def test_a_client_that_joins_nothing_leaves_its_place_to_others(self, own_mock):
        server = own_mock("--port", 0, "--limit", "engine-sessions=1", "--limit", "connect-time=3s")
        engine = f"{server.url}/socket.io/?EIO=4&transport=polling"
        idle = json.loads(requests.get(engine, timeout=5).text[1:])["sid"]
        refused = requests.get(engine, timeout=5)
        assert (refused.status_code, refused.json()["code"]) == (403, 4)
        assert requests.get(f"{engine}&sid={idle}", timeout=30).text == "1"
        assert requests.get(engine, timeout=5).status_code == 200

    @staticmethod
    def reply(server, text="Hello", **options):
        room = create_session(server.url)["sessionId"]
        with Chatter(server.url, room, transports="websocket", **options) as page:
            page.say(text)
            return page.wait_for_reply()["text"]

    def test_reply_quotes_the_message(self, own_mock):
        server = own_mock("--port", 0, "--think", "10ms", "--reply", "You said: {{ text }}!")
        assert self.reply(server, "äöü 🎉") == "You said: äöü 🎉!"

    def test_think_is_the_delay(self, own_mock):
        server = own_mock("--port", 0, "--think", "600ms")
        room = create_session(server.url)["sessionId"]
        seconds = []
        with Chatter(server.url, room, transports="websocket") as page:
            for count in range(1, 4):
                began = time.monotonic()
                page.say("Hello")
                page.wait_for_reply(count)
                seconds.append(time.monotonic() - began)
        assert min(seconds) >= 0.6
        assert min(seconds) <= 0.78, "800 ms is the default"

    def test_the_same_seed_gives_the_same_conversation(self, own_mock):
        texts = ["I feel sad", "My mother hates me", "Perhaps", "You are a machine", "Why?"]

        def talk(seed):
            server = own_mock("--port", 0, "--think", "5ms", "--seed", seed)
            room = create_session(server.url)["sessionId"]
            with Chatter(server.url, room, transports="websocket") as page:
                replies = []
                for number, text in enumerate(texts, 1):
                    page.say(text)
                    replies.append(page.wait_for_reply(number)["text"])
            return replies

        assert talk(7) == talk(7)

    def test_agents(self, own_mock):
        other = "0b6de1fa-8f5d-4ac3-8a52-7be0c2f4d202"
        server = own_mock("--port", 0, "--agent", f"{other}=Nova")
        agents = requests.get(f"{server.url}/api/agents", timeout=20).json()["data"]["agents"]
        assert (other, "Nova") in [(agent["id"], agent["name"]) for agent in agents]

    def test_an_agent_by_name_alone_gets_the_same_id_every_time(self, own_mock):
        def agents():
            server = own_mock("--port", 0, "--agent", "Nova")
            return requests.get(f"{server.url}/api/agents", timeout=20).json()["data"]["agents"]

        assert [agent["name"] for agent in agents()] == ["Nova"]
        assert agents()[0]["id"] == agents()[0]["id"]

    def test_numbered_profile(self, own_mock):
        server = own_mock("--port", 0, "--profile", "1.7.2")
        answer = requests.post(
            f"{server.url}/api/messaging/sessions", timeout=20,
            json={"agentId": "0b6de1fa-8f5d-4ac3-8a52-7be0c2f4d202", "userId": "6f1f3c9e-52f4-4a55-9d0b-0d3f5c1b7a01"})
        assert answer.status_code == 404

    def test_lenient_profile_creates_agents_on_first_use(self, mock):
        answer = requests.post(
            f"{mock.url}/api/messaging/sessions", timeout=20,
            json={"agentId": "0b6de1fa-8f5d-4ac3-8a52-7be0c2f4d203", "userId": "6f1f3c9e-52f4-4a55-9d0b-0d3f5c1b7a01"})
        assert answer.status_code == 201


class TestLog:
    def test_json_parses_line_by_line(self, own_mock):
        server = own_mock("--port", 0, "--log", "json", "--log-level", "debug", "--think", "10ms")
        TestOptions.reply(server, 'quotes " and \n newlines and \u0000 and €')
        server.stop_cleanly()
        assert server.stderr
        for line in server.stderr:
            assert isinstance(json.loads(line), dict), line

    def test_json_lines_carry_facts_by_name(self, own_mock):
        server = own_mock("--port", 0, "--log", "json", "--think", "10ms")
        TestOptions.reply(server, "Hello")
        requests.get(f"{server.url}/api/agents/nope?x=1", timeout=5)
        server.stop_cleanly()
        lines = [json.loads(line) for line in server.stderr]
        request = next(line for line in lines if line.get("path") == "/api/agents/nope")
        assert {"event": "request", "method": "GET", "status": 400, "peer": "127.0.0.1", "level": "info",
                "reason": "Invalid agent ID format",
                "msg": "GET /api/agents/nope → 400: Invalid agent ID format"}.items() <= request.items()
        assert request["connection"].startswith("http-") and 0 <= request["ms"] < 1000
        events = [line["event"] for line in lines]
        assert {"socket-connected", "joined", "message", "thinking", "reply", "socket-disconnected"} <= set(events)
        reply = lines[events.index("reply")]
        assert reply["agent"] == "Eliza" and reply["text"] and reply["channel"]
        assert all(line["msg"].isascii() or "→" in line["msg"] or "…" in line["msg"] for line in lines), \
            "signs are for people"

    def test_a_long_text_is_cut(self, own_mock):
        server = own_mock("--port", 0, "--log", "json", "--think", "10ms")
        TestOptions.reply(server, "long" * 5_000)
        server.stop_cleanly()
        message = next(line for line in map(json.loads, server.stderr) if line["event"] == "message")
        assert message["text"] == "long" * 50 + "…"
        assert len(message["msg"]) == 201 and message["msg"].endswith("…")
        assert max(map(len, server.stderr)) < 1_200

    def test_pretty_tells_what_happened(self, own_mock):
        server = own_mock("--port", 0, "--think", "10ms")
        TestOptions.reply(server, "a text to look for")
        server.stop_cleanly()
        assert any("messageBroadcast" in line for line in server.stderr), server.stderr

    def test_level_error_is_quiet(self, own_mock):
        server = own_mock("--port", 0, "--log-level", "error", "--think", "10ms")
        TestOptions.reply(server)
        server.stop_cleanly()
        assert server.stderr == []
