"""A plain Engine.IO 4 / Socket.IO 5 client, packet by packet: nothing is answered or hidden unless asked."""

import contextlib
import json
import queue
import re
import socket as sockets
import ssl
import threading
import time

import requests
import websocket

SEPARATOR = "\x1e"


class Closed(Exception):
    """The server ended the connection."""


class Polling:
    """The HTTP long-polling transport of one session."""

    def __init__(self, base, path="/engine.io/", query="", verify=True):
        self.address = f"{base}{path}?EIO=4&transport=polling{query}"
        self.http = requests.Session()
        self.http.verify = verify
        self.sid = None

    def open(self):
        """Does the handshake; returns the open packet's values."""
        answer = self.http.get(self.address, timeout=20)
        assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
        assert answer.text.startswith("0"), answer.text
        values = json.loads(answer.text[1:])
        self.sid = values["sid"]
        return values

    @property
    def session_address(self):
        return f"{self.address}&sid={self.sid}"

    def get(self, timeout=20, **options):
        """One poll, whatever it answers."""
        return self.http.get(self.session_address, timeout=timeout, **options)

    def post(self, body, **options):
        """One post, whatever it answers."""
        if isinstance(body, str):
            body = body.encode()
        headers = {"Content-Type": "text/plain;charset=UTF-8", **options.pop("headers", {})}
        return self.http.post(
            self.session_address, data=body, headers=headers, timeout=20, **options)

    def receive(self, timeout=20):
        """Polls once; returns the packets."""
        answer = self.get(timeout)
        assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
        return answer.content.decode().split(SEPARATOR)

    def send(self, *packets):
        """Posts the packets in one payload and demands the server's `ok`."""
        answer = self.post(SEPARATOR.join(packets))
        assert (answer.status_code, answer.text) == (200, "ok")


class Background(threading.Thread):
    """Runs a call while the test does something else; `result()` waits for it."""

    def __init__(self, call, *arguments, **options):
        super().__init__(daemon=True)
        self._call = lambda: call(*arguments, **options)
        self._value = self._error = None
        self.start()

    def run(self):
        try:
            self._value = self._call()
        except Exception as error:  # handed to the waiting test
            self._error = error

    def result(self, timeout=20):
        self.join(timeout)
        assert not self.is_alive(), "still waiting"
        if self._error:
            raise self._error
        return self._value


class WebSocket:
    """The WebSocket transport, or a plain WebSocket."""

    def __init__(self, address, timeout=20, **options):
        options.setdefault("sslopt", {"cert_reqs": ssl.CERT_NONE})
        options.setdefault("suppress_origin", True)
        self.socket = websocket.create_connection(address, timeout=timeout, **options)

    def send(self, packet):
        if isinstance(packet, bytes):
            self.socket.send_binary(packet)
        else:
            self.socket.send(packet)

    def receive(self, timeout=20):
        """The next message: `str` for text, `bytes` for binary. Raises `Closed` at the end."""
        self.socket.settimeout(timeout)
        try:
            opcode, data = self.socket.recv_data()
        except (websocket.WebSocketConnectionClosedException, ConnectionError) as error:
            raise Closed(str(error)) from error
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            raise Closed(data)
        return data.decode() if opcode == websocket.ABNF.OPCODE_TEXT else data

    def expect_closed(self, timeout=20, pong=False):
        """Demands that the server ends the connection; returns what came before that."""
        before, until = [], time.monotonic() + timeout
        while True:
            try:
                before.append(self.receive(max(0.01, until - time.monotonic())))
                if pong and before[-1] == "2":
                    self.send("3")
            except Closed:
                return before
            except websocket.WebSocketTimeoutException:
                raise AssertionError(f"still open after {timeout} s, received {before}") from None

    def expect_silence(self, seconds=0.3):
        try:
            packet = self.receive(seconds)
        except websocket.WebSocketTimeoutException:
            return
        raise AssertionError(f"unexpected packet {packet!r}")

    def close(self):
        self.socket.close()

    def cut(self):
        """Drops the TCP connection without a goodbye, also under a reader that waits on it."""
        with contextlib.suppress(OSError, AttributeError):
            self.socket.sock.shutdown(sockets.SHUT_RDWR)
        self.socket.shutdown()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def engine_socket(server, path="/engine.io/", query=""):
    """Opens a session on WebSocket; returns (socket, open packet's values)."""
    socket = WebSocket(f"{server.ws_url}{path}?EIO=4&transport=websocket{query}")
    packet = socket.receive()
    assert packet.startswith("0"), packet
    return socket, json.loads(packet[1:])


def namespace_socket(server, connect="40", path="/socket.io/"):
    """Opens a session on WebSocket and joins a namespace; returns (socket, socket id)."""
    socket, _ = engine_socket(server, path)
    socket.send(connect)
    answer = socket.receive()
    match = re.fullmatch(r'40(?:/[^,]+,)?\{"sid":"([^"]+)"\}', answer)
    assert match, answer
    return socket, match[1]


class Connection:
    """A Socket.IO connection to `/` that does its upgrade and heartbeat by itself and keeps all events in order."""

    def __init__(
            self, base, transports=("polling", "websocket"), auth=None, query="", verify=True, headers=None):
        self.base, self.transports, self.auth = base, list(transports), auth
        self.headers = headers or {}
        self.query, self.verify = query, verify
        self.events = queue.Queue()
        self.opens = []
        self.error = self.sid = None
        self.transport = None
        self.pings = []
        self._answered = threading.Event()
        self._gone = threading.Event()
        self._polling = self._socket = None
        self._upgrading = False

    def connect(self, timeout=20):
        """Opens the session and joins `/`; False when the server refused."""
        self._answered.clear()
        self._gone.clear()
        self.error = self.sid = None
        connect = "40" + ("" if self.auth is None else json.dumps(self.auth, separators=(",", ":")))
        if self.transports[0] == "polling":
            self._connect_by_polling(connect, timeout)
        else:
            self._socket = WebSocket(
                f"{self._ws_base}/socket.io/?EIO=4&transport=websocket{self.query}", header=self.headers)
            self._take_open(self._socket.receive()[1:], "websocket")
            self._socket.send(connect)
            self._start(self._read_socket)
            self._await_answer(timeout)
        return self.error is None

    @property
    def _ws_base(self):
        return self.base.replace("http", "ws", 1)

    def _start(self, loop):
        threading.Thread(target=loop, daemon=True).start()

    def _take_open(self, text, transport):
        self.transport = transport
        self.opens.append(json.loads(text))

    def _connect_by_polling(self, connect, timeout):
        self._polling = Polling(self.base, "/socket.io/", self.query, self.verify)
        self._take_open(json.dumps(self._polling.open()), "polling")
        self._polling.send(connect)
        self._upgrading = "websocket" in self.transports
        self._poll_ended = threading.Event()
        self._start(self._poll)
        if self._upgrading:
            self._upgrade()
        self._await_answer(timeout)

    def _upgrade(self):
        probe = WebSocket(
            f"{self._ws_base}/socket.io/?EIO=4&transport=websocket&sid={self._polling.sid}{self.query}")
        probe.send("2probe")
        assert probe.receive() == "3probe"
        assert self._poll_ended.wait(20), "the pending poll was not released"
        probe.send("5")
        self._socket = probe
        self.transport = "websocket"
        self._start(self._read_socket)

    def _await_answer(self, timeout):
        assert self._answered.wait(timeout), "no answer to CONNECT"

    def _poll(self):
        try:
            while not self._gone.is_set():
                answer = self._polling.get(timeout=60)
                if answer.status_code != 200:
                    break
                packets = answer.content.decode().split(SEPARATOR)
                for packet in packets:
                    self._take(packet)
                if self._upgrading and "6" in packets:
                    self._poll_ended.set()
                    return
                if packets == ["1"]:
                    break
        except requests.RequestException:
            pass
        self._gone.set()

    def _read_socket(self):
        socket = self._socket
        try:
            while True:
                packet = socket.receive(timeout=None)
                self._take(packet)
        except (Closed, OSError, ValueError):
            pass
        if socket is self._socket:
            self._gone.set()

    def _take(self, packet):
        if packet == "2":
            self.pings.append(time.monotonic())
            self._send("3")
        elif packet.startswith("40"):
            self.sid = json.loads(packet[2:])["sid"]
            self._answered.set()
        elif packet.startswith("44"):
            self.error = json.loads(packet[2:])["message"]
            self._answered.set()
        elif packet.startswith("42"):
            event, *arguments = json.loads(packet[2:].lstrip("0123456789"))
            self.events.put((event, arguments))

    def _send(self, packet):
        if self.transport == "websocket":
            self._socket.send(packet)
        else:
            self._polling.send(packet)

    def emit(self, event, *arguments):
        """Sends an event without an acknowledgement."""
        self._send("42" + json.dumps([event, *arguments], ensure_ascii=False, separators=(",", ":")))

    def next_event(self, timeout):
        """The next (event, arguments), or None."""
        try:
            return self.events.get(timeout=timeout)
        except queue.Empty:
            return None

    @property
    def is_open(self):
        return not self._gone.is_set()

    def disconnect(self):
        """Says goodbye as the JavaScript client does, then closes the transport."""
        if self.is_open and self.error is None:
            self._send("41")
        self.close()

    def close(self):
        """Closes the transport."""
        if self.transport == "websocket":
            with contextlib.suppress(OSError, websocket.WebSocketException):
                self._socket.socket.send_close()
            self._gone.wait(1)
            self._socket.cut()
        elif self.is_open:
            self._polling.post("1")
        self._gone.set()

    def cut(self):
        """Drops the connection without a goodbye."""
        if self.transport == "websocket":
            self._socket.cut()
        self._gone.set()
