"""A chat page on python-socketio that does one thing wrong, or everything right.

    python broken_client.py http://127.0.0.1:3000 never-rejoins

Each mode is called as the finding it provokes; `reference` provokes none. The page says what a browser says about itself,
since some findings are about pages of browsers only.
"""

import argparse
import threading
import time
import uuid

import requests
import socketio

AGENT = "b850bc30-45f8-0041-a00a-83df46d8555d"
SERVER = "00000000-0000-0000-0000-000000000000"
HEADERS = {"Origin": "http://localhost:5174", "User-Agent": "Mozilla/5.0 (broken-client)"}
LIMIT = 20
"""Seconds that anything may take."""


class Page:
    """One user in front of one page: a session, a channel and a socket."""

    def __init__(self, url):
        self.url, self.user = url, str(uuid.uuid4())
        self.http = requests.Session()
        self.http.headers.update(HEADERS)
        self.clients, self.joins_on_connect = [], True
        self.joined, self.replied, self.acked = threading.Event(), threading.Event(), threading.Event()
        answer = self.call("POST", "/api/messaging/sessions", agentId=AGENT, userId=self.user)
        self.session = answer["sessionId"]
        self.channel = answer.get("channelId") or self.make_channel()

    def call(self, method, path, **body):
        answer = self.http.request(method, self.url + path, json=body or None, timeout=LIMIT)
        answer.raise_for_status()
        return answer.json()

    def make_channel(self):
        """Releases that do not tell a session's channel are asked for one."""
        answer = self.call(
            "POST", "/api/messaging/central-channels", name="Chat", type="DM", server_id=SERVER,
            participantCentralUserIds=[self.user, AGENT], metadata={"isDm": True, "forAgent": AGENT})
        return answer["data"]["id"]

    def connect(self, room=None, **options):
        """Opens a socket that joins at every connect; returns it when it has joined."""
        client = socketio.Client(reconnection_delay=0.1, reconnection_delay_max=0.2, **options)
        self.clients.append(client)
        client.on("connect", lambda: self.joins_on_connect and self.join(client, room))
        client.on("room_joined", lambda _: self.joined.set())
        client.on("messageAck", lambda _: self.acked.set())
        client.on("messageBroadcast", self.heard)
        client.connect(self.url, auth={"entityId": self.user}, headers=HEADERS, wait_timeout=LIMIT)
        if self.joins_on_connect:
            self.wait(self.joined)
        return client

    def heard(self, broadcast):
        if broadcast["senderId"] == AGENT:
            self.replied.set()

    def join(self, client, room=None):
        client.emit("message", {"type": 1, "payload": {
            "channelId": room or self.channel, "entityId": self.user, "serverId": SERVER,
            "messageServerId": SERVER}})

    def send(self, client, text, without=(), **fields):
        payload = {
            "channelId": self.channel, "senderId": self.user, "senderName": "User", "message": text,
            "messageId": str(uuid.uuid4()), "serverId": SERVER, "messageServerId": SERVER,
            "source": "client_chat", **fields}
        client.emit("message", {
            "type": 2, "payload": {key: value for key, value in payload.items() if key not in without}})

    def ask(self, client, text):
        """Sends and waits for the agent's reply."""
        self.replied.clear()
        self.send(client, text)
        self.wait(self.replied)

    def lose(self, client):
        """Loses the connection, as a phone in a tunnel does; returns when it has come back."""
        came = threading.Event()
        client.on("connect", lambda: (self.joins_on_connect and self.join(client), came.set()))
        self.joined.clear()
        client.eio.ws.sock.shutdown(2)
        self.wait(came)

    def end_session(self):
        self.call("DELETE", f"/api/messaging/sessions/{self.session}")

    def close(self):
        for client in self.clients:
            time.sleep(0.05)
            client.disconnect()
        self.clients = []

    @staticmethod
    def wait(event):
        assert event.wait(LIMIT), "what should have come did not"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def reference(page):
    """What the frontend guide asks for, with what real servers need besides."""
    client = page.connect()
    page.call("GET", f"/api/messaging/sessions/{page.session}/messages")
    for text in ("Hello", "I am building a frontend", "It works"):
        page.ask(client, text)
    page.lose(client)
    page.wait(page.joined)
    page.ask(client, "I am back")
    page.close()
    page.end_session()


def never_rejoins(page):
    client = page.connect()
    page.joins_on_connect = False
    page.lose(client)
    page.send(client, "Is anybody there?")


def sends_before_join(page):
    page.joins_on_connect = False
    page.send(page.connect(), "Hello")


def session_room(page):
    page.connect(room=page.session)


def missing_message_server(page):
    page.send(page.connect(), "Hello", without=("serverId", "messageServerId"))


def resends_under_new_id(page):
    client = page.connect()
    page.send(client, "Did you get this?")
    page.wait(page.acked)
    page.lose(client)
    page.wait(page.joined)
    page.send(client, "Did you get this?")


def two_sockets(page):
    """Keeps them long enough to be no clean-up; that it says goodbye by both shows that both were alive."""
    threads = [threading.Thread(target=page.connect) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    time.sleep(3.2)
    for client in page.clients:
        client.eio.send("1")  # the goodbye that socket.io-client sends; this client only closes its transport
    page.close()
    page.end_session()


def gives_up_after_kick(page):
    """Waits to be put out, and then does nothing about it."""
    client, until = page.connect(reconnection=False), time.monotonic() + LIMIT
    while client.connected:
        assert time.monotonic() < until, "nobody put it out"
        time.sleep(0.02)


def polls_while_connected(page):
    page.connect()
    for _ in range(8):
        page.call("GET", f"/api/messaging/sessions/{page.session}/messages")


def too_fast(page):
    client = page.connect()
    time.sleep(1.2)
    for number in range(8):
        page.send(client, f"Message {number}")


def unknown_event(page):
    page.connect().emit("sendMessage", {"text": "Hello"})


def unknown_type(page):
    page.connect().emit("message", {"type": 9, "payload": {"channelId": page.channel}})


def never_ends_session(page):
    page.ask(page.connect(), "Hello")
    page.close()


MODES = {mode.__name__.replace("_", "-"): mode for mode in (
    never_rejoins, sends_before_join, session_room, missing_message_server, resends_under_new_id, two_sockets,
    gives_up_after_kick, polls_while_connected, too_fast, unknown_event, unknown_type, never_ends_session, reference)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url")
    parser.add_argument("mode", choices=MODES)
    parser.add_argument("--stay", type=float, default=5, help="seconds to stay afterwards (default: 5)")
    arguments = parser.parse_args()
    with Page(arguments.url) as page:
        MODES[arguments.mode](page)
        time.sleep(arguments.stay)


if __name__ == "__main__":
    main()
