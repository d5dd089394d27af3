"""`eliza-mock record`: nothing that passes is changed, and what is written down holds no secret."""

import hashlib
import http.client
import json
import os
import signal
import socket as sockets
import ssl
import statistics
import subprocess
import time

import pytest
import requests

from browser import start_chromium
from chat import TRANSPORTS, Chatter, Log, create_session, leave
from chat_page import ChatPage
from echo_server import echo_server
from ordered_client import OrderedClient
from recorder import of_kind, spoken
from servers import Server, free_port, run
from streaming_server import SIZE, blob, streaming_server


@pytest.fixture
def streaming():
    with streaming_server() as server:
        yield server


class TestConversation:
    @pytest.mark.parametrize("transports", TRANSPORTS)
    def test_a_conversation_is_one_timeline(self, mock, record, transports):
        recording = record(mock.url)
        session, answer = spoken(recording.url, transports)
        lines = recording.stop()
        assert [lines[0]["k"], lines[-1]["k"]] == ["head", "end"]
        assert [line["n"] for line in lines] == list(range(len(lines)))
        assert sorted(line["t"] for line in lines) == [line["t"] for line in lines]
        text = recording.path.read_text()
        assert session["sessionId"] not in text and session["channelId"] not in text
        [request] = of_kind(lines, "req", target="/api/messaging/sessions")
        [response] = of_kind(lines, "res", x=request["x"])
        assert response["status"] == 201 and response["cause"] == request["n"]
        channel = response["json"]["channelId"]
        [asked, let_in] = of_kind(lines, "open")
        assert asked["transport"] == ("websocket" if transports == "websocket" else asked["transport"])
        assert (asked["dir"], let_in["dir"], let_in["cause"]) == ("c2s", "s2c", asked["n"])
        sent = [line for line in of_kind(lines, "ev", dir="c2s") if line["args"][0].get("type") == 2]
        [reply] = [
            line for line in of_kind(lines, "ev", dir="s2c", event="messageBroadcast")
            if line["args"][0]["text"] == answer]
        assert reply["args"][0]["channelId"] == channel == sent[0]["args"][0]["payload"]["channelId"]
        assert reply["cause"] == sent[0]["n"]
        assert of_kind(lines, "shut")[0]["dir"] == "c2s"
        assert "1 exchange" in recording.summary and "on 1 connection" in recording.summary

    @pytest.mark.parametrize("transports", TRANSPORTS)
    def test_a_python_socketio_server_with_attachments_and_acknowledgements(self, record, transports):
        with echo_server() as url:
            recording = record(url)
            heard, client = Log(), OrderedClient(reconnection=False)
            client.on("*", heard.add)
            client.connect(recording.url, transports=TRANSPORTS[transports], wait_timeout=20)
            client.emit("message", ("text", b"\x00\xff\x01", {"deep": b"more"}))
            heard.wait("message-back")
            assert list(client.call("message-with-ack", ("a", 1), timeout=20)) == ["a", 1]
            leave(client)
            lines = recording.stop()
        [back] = of_kind(lines, "ev", event="message-back")
        assert back["attachments"] == ["AP8B", "bW9yZQ=="]
        [asked] = of_kind(lines, "ev", event="message-with-ack")
        [answer] = of_kind(lines, "ack", ack=asked["ack"])
        assert answer["args"] == ["a", 1]
        assert answer["cause"] == asked["n"]

    def test_a_browser_works_through_it(self, mock, record):
        recording = record(mock.url)
        driver = start_chromium()
        try:
            page = ChatPage(driver, recording.url)
            page.say("I feel sad")
            page.wait("document.querySelector('.message.agent:not(.thinking)')")
        finally:
            driver.quit()
        lines = recording.stop()
        assert of_kind(lines, "up"), "the page goes on to a WebSocket"
        assert [
            line for line in of_kind(lines, "ev", event="messageBroadcast")
            if line["args"][0].get("text") == "I feel sad"]


class TestTrailers:
    """What stands behind a chunked body is left out, in both directions, and disturbs nothing."""

    def test_those_of_answers(self, streaming, record):
        recording = record(streaming.url)
        with sockets.create_connection(("127.0.0.1", recording.server.port), timeout=20) as line:
            answers = line.makefile("rb")
            for _ in range(2):
                line.sendall(b"GET /trailers HTTP/1.1\r\nHost: x\r\nTE: trailers\r\n\r\n")
                answer = b""
                while not answer.endswith(b"0\r\n\r\n"):
                    part = answers.readline()
                    assert part, answer
                    answer += part
                assert b"4\r\nbody\r\n0\r\n\r\n" in answer
                assert b"X-Sum" not in answer and b"Trailer:" not in answer
        assert [line["status"] for line in of_kind(recording.stop(), "res")] == [200, 200]

    def test_those_of_requests(self, streaming, record):
        recording = record(streaming.url)
        with sockets.create_connection(("127.0.0.1", recording.server.port), timeout=20) as line:
            for _ in range(2):
                line.sendall(
                    b"POST /hash HTTP/1.1\r\nHost: x\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n"
                    b"4\r\nbody\r\n0\r\nX-Sum: 1\r\nContent-Length: 9\r\n\r\n")
                answer = http.client.HTTPResponse(line)
                answer.begin()
                assert answer.read().decode() == hashlib.sha256(b"body").hexdigest()
        posts = [fields for method, _, fields in streaming.heads if method == "POST"]
        assert len(posts) == 2 and not any("Trailer" in fields for fields in posts)


class TestSecureServers:
    @pytest.fixture
    def secure_mock(self, own_mock):
        return own_mock("--port", 0, "--tls", "--think", "50ms")

    def test_a_certificate_nobody_vouches_for_is_refused(self, secure_mock, tmp_path):
        done = run("eliza-mock", "record", "--upstream", secure_mock.url, "-o", tmp_path / "x", "--port", 0)
        assert done.returncode == 5
        assert "certificate" in done.stderr and "--insecure" in done.stderr
        assert not (tmp_path / "x").exists()

    def test_it_can_be_taken_all_the_same(self, secure_mock, record):
        recording = record(secure_mock.url, "--insecure")
        spoken(recording.url, "upgrade")
        assert of_kind(recording.stop(), "ev", event="messageBroadcast")

    def test_a_certificate_that_is_trusted_passes(self, secure_mock, record, tmp_path):
        trusted = tmp_path / "trusted.pem"
        trusted.write_text(ssl.get_server_certificate(("127.0.0.1", secure_mock.port)))
        recording = record(secure_mock.url, env={"SSL_CERT_FILE": str(trusted)})
        spoken(recording.url, "websocket")
        assert of_kind(recording.stop(), "ev", event="messageBroadcast")


    @pytest.mark.parametrize("transports", TRANSPORTS)
    def test_a_python_socketio_server_behind_tls(self, record, tmp_path, transports):
        certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
             "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
            check=True, capture_output=True, timeout=60)
        with echo_server(certificate=(certificate, key)) as url:
            recording = record(url, env={"SSL_CERT_FILE": str(certificate)})
            heard, client = Log(), OrderedClient(reconnection=False)
            client.on("*", heard.add)
            client.connect(recording.url, transports=TRANSPORTS[transports], wait_timeout=20)
            client.emit("message", ("text", b"\x00\xff\x01"))
            heard.wait("message-back")
            assert list(client.call("message-with-ack", ("a", 1), timeout=20)) == ["a", 1]
            leave(client)
            lines = recording.stop()
        assert of_kind(lines, "open")[0]["transport"] == ("polling" if transports == "polling" else "websocket")
        [back] = of_kind(lines, "ev", event="message-back")
        assert back["attachments"] == ["AP8B"]
        assert of_kind(lines, "ack")[0]["args"] == ["a", 1]


class TestBodies:
    def test_uploads_arrive_byte_for_byte(self, streaming, record):
        recording = record(streaming.url)
        data = blob(seed=1)
        pieces = (data[start:start + 65_537] for start in range(0, SIZE, 65_537))
        for body in (data, pieces):
            answer = requests.post(f"{recording.url}/upload", data=body, timeout=60)
            assert answer.text == hashlib.sha256(data).hexdigest()
        lines = recording.stop()
        assert [line.get("omitted", 0) > 0 for line in of_kind(lines, "req", method="POST")] == [True, True]

    @pytest.mark.parametrize("path", ["length", "chunked", "until-close"])
    def test_downloads_arrive_byte_for_byte(self, streaming, record, path):
        recording = record(streaming.url)
        answer = requests.get(f"{recording.url}/{path}", timeout=60)
        assert answer.content == blob(300_000 if path == "until-close" else SIZE)

    def test_a_slow_reader_fills_no_memory(self, streaming, record):
        recording = record(streaming.url)
        with sockets.create_connection(("127.0.0.1", recording.server.port)) as reader:
            reader.sendall(b"GET /length HTTP/1.1\r\nHost: x\r\n\r\n")
            reader.recv(1)
            before, grown = None, 1
            # Until nothing more comes in: the server has to wait, as its client does.
            while grown:
                time.sleep(0.2)
                now = resident(recording.server.process.pid)
                grown, before = before is None or now > before, now
            assert before < 400 << 20
            received = 1
            reader.settimeout(60)
            while received < SIZE:
                received += len(reader.recv(1 << 20))

    def test_events_pass_as_they_come(self, streaming, record):
        recording = record(streaming.url)
        answer = requests.get(f"{recording.url}/events", stream=True, timeout=30)
        seen = []
        for piece in answer.iter_content(None):
            seen.append(piece)
            streaming.go_on.set()
        assert b"".join(seen).count(b"event: chunk") == 3
        lines = [line for line in of_kind(recording.stop(), "res")]
        assert lines[0]["status"] == 200 and lines[0]["more"] is True
        assert [line["text"].count("index") for line in lines if "text" in line] == [1, 1, 1]
        assert "more" not in lines[-1]

    def test_codings_and_cors_are_untouched_and_the_recording_reads_them(self, streaming, record):
        recording = record(streaming.url)
        answer = requests.get(
            f"{recording.url}/compressed", headers={"Accept-Encoding": "br, gzip", "Origin": "http://page.test"},
            timeout=30)
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Access-Control-Allow-Origin"] == "http://page.test"
        assert answer.json() == {"text": "hello from behind a coding"}
        _, _, headers = streaming.heads[-1]
        assert headers["Host"] == streaming.url.removeprefix("http://")
        assert headers["Origin"] == "http://page.test"
        assert "br" not in headers["Accept-Encoding"]
        assert not [name for name in headers if name.startswith("X-Forwarded")]
        [response] = of_kind(recording.stop(), "res")
        assert response["json"] == {"text": "hello from behind a coding"}

    def test_a_server_can_be_told_who_asks(self, streaming, record):
        recording = record(streaming.url, "--forwarded")
        requests.get(f"{recording.url}/other", timeout=30)
        _, _, headers = streaming.heads[-1]
        assert headers["X-Forwarded-For"] == "127.0.0.1" and headers["X-Forwarded-Proto"] == "http"
        assert headers["X-Forwarded-Host"] == recording.url.removeprefix("http://")

    def test_header_bytes_that_are_no_utf_8_pass_as_they_are(self, streaming, record):
        recording = record(streaming.url)
        with sockets.create_connection(("127.0.0.1", recording.server.port), timeout=30) as client:
            client.sendall(
                b"GET /echoed-header HTTP/1.1\r\nHost: x\r\nX-Name: caf\xe9 \xff\r\nConnection: close\r\n\r\n")
            answer = client.makefile("rb").read()
        assert b"\r\nX-Name-Back: caf\xe9 \xff\r\n" in answer
        assert of_kind(recording.stop(), "res")[0]["status"] == 200

    def test_redirects_lead_back(self, streaming, record):
        recording = record(streaming.url)
        answer = requests.get(f"{recording.url}/redirect", allow_redirects=False, timeout=30)
        assert answer.headers["Location"] == f"{recording.url}/elsewhere?x=1"

    def test_a_body_is_asked_for_by_the_server(self, streaming, record):
        recording = record(streaming.url)
        with sockets.create_connection(("127.0.0.1", recording.server.port), timeout=30) as client:
            client.sendall(
                b"POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n")
            reader = client.makefile("rb")
            assert reader.readline().startswith(b"HTTP/1.1 100 ")
            assert reader.readline() == b"\r\n"
            client.sendall(b"body")
            assert reader.readline().startswith(b"HTTP/1.1 200 ")

    def test_requests_in_a_row_are_answered_in_order(self, streaming, record):
        recording = record(streaming.url)
        with sockets.create_connection(("127.0.0.1", recording.server.port), timeout=30) as client:
            client.sendall(
                b"GET /other HTTP/1.1\r\nHost: x\r\n\r\nHEAD /other HTTP/1.1\r\nHost: x\r\n\r\n"
                b"GET /until-close HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            reader, data = client.makefile("rb"), b""
            while piece := reader.read(65_536):
                data += piece
        assert data.count(b"HTTP/1.1 200 OK") == 3
        assert data.endswith(blob(300_000)[-1000:])

    def test_an_answer_that_breaks_off_breaks_off(self, streaming, record):
        recording = record(streaming.url)
        broken = (requests.exceptions.ChunkedEncodingError, requests.exceptions.ConnectionError)
        with pytest.raises(broken):
            requests.get(f"{recording.url}/break-off", timeout=30).content
        lines = recording.stop()
        notes = [line["text"] for line in of_kind(lines, "note")]
        assert notes == ["GET /break-off has an answer that breaks off: the server left"]
        assert [line["more"] for line in of_kind(lines, "res")] == [True]
        assert "no answer, or none that ends" in run("eliza-mock", "check", recording.path).stderr
        server = Server("eliza-mock", "replay", recording.path, "--port", 0)
        with pytest.raises(broken):
            requests.get(f"{server.url}/break-off", timeout=30).content
        server.process.terminate()
        assert server.process.wait(timeout=20) == 0


def resident(process):
    """Bytes of memory a process holds."""
    with open(f"/proc/{process}/statm", encoding="ascii") as facts:
        return int(facts.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class TestSecrets:
    PLANTED = {
        "header": "Bearer planted-header-4f9a8c7e6d5b", "key": "planted-api-key-77c1d2e3f4a5",
        "cookie": "planted-cookie-a1b2c3d4e5f6", "query": "planted-query-9e8d7c6b5a4f",
        "auth": "planted-auth-0f1e2d3c4b5a", "body": "planted-body-5a6b7c8d9e0f",
        "event": "planted-event-1a2b3c4d5e6f", "rule": "planted-rule-aa11bb22cc33"}

    def test_none_reaches_the_disk(self, record, tmp_path):
        rules = tmp_path / "rules.yaml"
        rules.write_text("format: eliza-mock-redaction/1\nkeys: [nickname]\npatterns: ['ticket-[0-9]+']\n")
        planted = self.PLANTED
        with echo_server() as url:
            recording = record(url, "--redact", rules)
            requests.post(
                f"{recording.url}/nothing?token={planted['query']}",
                json={"password": planted["body"], "nickname": planted["rule"], "text": "ticket-123456"},
                headers={"Authorization": planted["header"], "X-API-KEY": planted["key"]},
                cookies={"session": planted["cookie"]}, timeout=20)
            heard, client = Log(), OrderedClient(reconnection=False)
            client.on("*", heard.add)
            client.connect(
                recording.url, auth={"entityId": "x", "token": planted["auth"]}, wait_timeout=20,
                headers={"X-API-KEY": planted["key"]})
            client.emit("message", {"apiKey": planted["event"], "text": "hello"})
            heard.wait("message-back")
            leave(client)
            lines = recording.stop()
        text = recording.path.read_text()
        for where, secret in planted.items():
            assert secret not in text and secret.removeprefix("Bearer ") not in text, where
        assert "ticket-123456" not in text
        assert "hello" in text, "what is no secret stays"
        assert lines[0]["redaction"] == "default and 2 rules"
        assert "taken out" in recording.summary and "0 secrets" not in recording.summary

    def test_rules_that_are_wrong_are_refused_with_their_place(self, tmp_path):
        rules = tmp_path / "rules.yaml"
        rules.write_text("format: eliza-mock-redaction/1\nkey: [a]\n")
        done = run("eliza-mock", "record", "--upstream", "http://127.0.0.1:9", "-o", tmp_path / "x",
                   "--redact", rules)
        assert done.returncode == 3
        assert "rules.yaml:2:1" in done.stderr and "keys" in done.stderr


class TestCrash:
    def test_what_was_written_before_a_kill_can_be_read(self, mock, record):
        recording = record(mock.url)
        session = create_session(recording.url)
        with Chatter(recording.url, session["channelId"], user=session["userId"]) as page:
            page.say("I feel sad")
            page.wait_for_reply()
            recording.server.process.send_signal(signal.SIGKILL)
            recording.server.process.wait(timeout=20)
        lines = recording.lines()
        assert lines[0]["k"] == "head" and lines[-1]["k"] != "end"
        assert [line["n"] for line in lines] == list(range(len(lines)))
        assert of_kind(lines, "ev", event="messageBroadcast")


class TestProgram:
    def test_a_server_that_is_not_there(self, tmp_path):
        port = free_port()
        done = run("eliza-mock", "record", "--upstream", f"http://127.0.0.1:{port}", "-o", tmp_path / "x")
        assert done.returncode == 5
        assert f"cannot reach http://127.0.0.1:{port}" in done.stderr
        assert not (tmp_path / "x").exists()

    def test_a_file_that_is_there_stays(self, mock, tmp_path):
        path = tmp_path / "there.jsonl"
        path.write_text("precious\n")
        arguments = ["record", "--upstream", mock.url, "-o", path, "--port", 0]
        done = run("eliza-mock", *arguments)
        assert done.returncode == 3 and "--force" in done.stderr
        assert path.read_text() == "precious\n"
        with Server("eliza-mock", *arguments, "--force"):
            pass
        assert json.loads(path.read_text().splitlines()[0])["k"] == "head"

    @pytest.mark.parametrize("arguments", [
        ["-o", "x"], ["--upstream", "http://localhost"], ["--upstream", "ftp://x", "-o", "x"],
        ["--upstream", "http://localhost/api", "-o", "x"]])
    def test_a_command_line_that_makes_no_sense(self, arguments):
        assert run("eliza-mock", "record", *arguments).returncode == 2

    def test_a_server_that_goes_away_is_told_as_502(self, own_mock, record):
        server = own_mock("--port", 0)
        recording = record(server.url)
        assert requests.get(f"{recording.url}/health", timeout=20).ok
        server.stop_cleanly()
        answer = requests.get(f"{recording.url}/health", timeout=20)
        assert answer.status_code == 502
        assert f"cannot reach {server.url}" in answer.text
        assert recording.server.logged("cannot reach")

    def test_a_host_name_is_looked_up(self, mock, record):
        recording = record(f"http://LocalHost:{mock.port}")
        assert requests.get(f"{recording.url}/health", timeout=20).ok


def test_latency_that_is_added(mock, record, report):
    """No bound, as the machine may be busy: a figure for the reader."""
    recording = record(mock.url)

    def median(url):
        connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=30)
        times = []
        for _ in range(400):
            began = time.perf_counter()
            connection.request("GET", "/api/server/ping")
            connection.getresponse().read()
            times.append(time.perf_counter() - began)
        connection.close()
        return statistics.median(times) * 1000

    direct, through = median(mock.url), median(recording.url)
    report(f"eliza-mock record: {direct:.2f} ms a round trip without, {through:.2f} ms with it (debug build)")
    assert len(of_kind(recording.stop(), "res")) == 400
