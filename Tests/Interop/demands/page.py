"""A frontend of the survey: one Socket.IO connection that remembers all it heard, and calls by REST."""

import time
import uuid

import requests

from engine import Connection

AGENT = "b850bc30-45f8-0041-a00a-83df46d8555d"
ZERO = "00000000-0000-0000-0000-000000000000"
API = "/api/messaging"
PATIENCE = 10
"""Seconds to wait for what must come."""
SETTLED = 0.5
"""Seconds after which nothing more is expected."""


def new_id():
    return str(uuid.uuid4())


def call(server, method, path, json=None, expect=None, **options):
    """One request; with `expect`, its status must be that."""
    answer = requests.request(method, server.url + path, json=json, timeout=20, **options)
    assert expect is None or answer.status_code == expect, f"{answer.status_code} {answer.text}"
    return answer


def session(server, user=None, **fields):
    """Opens a session; returns its JSON."""
    body = {"agentId": AGENT, "userId": user or new_id(), "metadata": {"platform": "web"}, **fields}
    return call(server, "POST", f"{API}/sessions", body, 201).json()


def direct_channel(server, user):
    """The id of the channel of a user and the agent."""
    path = f"{API}/dm-channel?currentUserId={user}&targetUserId={AGENT}"
    return call(server, "GET", path, expect=200).json()["data"]["id"]


class Page:
    """A page with one socket. `seen` holds every (event, argument), in the order they came."""

    def __init__(self, server, transports=("websocket",), user=None, auth=None, query=""):
        self.user = user or new_id()
        self.connection = Connection(server.url, transports, auth, query)
        assert self.connection.connect(), self.connection.error
        self.seen, self.read = [], 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.disconnect()

    def emit(self, event, *arguments):
        self.connection.emit(event, *arguments)

    def join(self, room, key="channelId", **fields):
        """A join as `message` type 1, heard out."""
        self.emit("message", {"type": 1, "payload": {key: room, "entityId": self.user, **fields}})
        return self.hear("room_joined")

    def send(self, room, text="Hello there", **fields):
        """A send as `message` type 2; fields that are None are left out."""
        payload = {
            "channelId": room, "roomId": room, "senderId": self.user, "senderName": "User",
            "message": text, "serverId": ZERO, "messageId": new_id(), "source": "socket_chat",
            "attachments": [], "metadata": {}, **fields}
        payload = {name: value for name, value in payload.items() if value is not None}
        self.emit("message", {"type": 2, "payload": payload})
        return payload

    def hear(self, name, where=lambda _: True, seconds=PATIENCE):
        """The next event of a name that fits."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if event := self.connection.next_event(left):
                argument = event[1][0] if event[1] else None
                self.seen.append((event[0], argument))
                if event[0] == name and where(argument):
                    return argument
        raise AssertionError(f"no {name} in {self.seen}")

    def echo(self):
        return self.hear("messageBroadcast", lambda message: message["senderId"] == self.user)

    def reply(self, **options):
        return self.hear("messageBroadcast", lambda message: message["senderId"] != self.user, **options)

    def settle(self):
        """Takes what still comes; returns the names of all that was heard."""
        while event := self.connection.next_event(SETTLED):
            self.seen.append((event[0], event[1][0] if event[1] else None))
        return [name for name, _ in self.seen]


def conversation(server, text="Hello there", **fields):
    """Joins a new direct channel, sends, and waits for the reply; returns (page, payload, echo, reply)."""
    page = Page(server)
    channel = direct_channel(server, page.user)
    page.join(channel)
    payload = page.send(channel, text, **fields)
    return page, payload, page.echo(), page.reply()
