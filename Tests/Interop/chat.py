"""A chat frontend as the ElizaOS guide describes it, on python-socketio."""

import threading
import time
import uuid

import requests

from ordered_client import OrderedClient

AGENT = "b850bc30-45f8-0041-a00a-83df46d8555d"
SERVER = "00000000-0000-0000-0000-000000000000"
JOIN, SEND, MESSAGE, ACK, THINKING, CONTROL = range(1, 7)
TRANSPORTS = {
    "polling": ["polling"], "websocket": ["websocket"], "upgrade": ["polling", "websocket"]}


def create_session(url, user=None, verify=True, **fields):
    """Creates a session by REST; returns its JSON."""
    answer = requests.post(
        f"{url}/api/messaging/sessions",
        json={"agentId": AGENT, "userId": user or str(uuid.uuid4()), **fields},
        timeout=20, verify=verify)
    assert answer.status_code == 201, answer.text
    return answer.json()


def send_payload(room, text, user, **fields):
    """What the guide's page sends as type 2."""
    return {
        "senderId": user, "senderName": "User", "message": text, "roomId": room, "channelId": room,
        "messageId": str(uuid.uuid4()), "source": "socket_chat", "attachments": [],
        "metadata": {"userTimezone": "Europe/Berlin"}, **fields}


class Log:
    """Events as they came, with a way to wait for them."""

    def __init__(self):
        self.events = []
        self._changed = threading.Condition()

    def add(self, event, *arguments):
        with self._changed:
            self.events.append((event, *arguments))
            self._changed.notify_all()

    def holds(self, count, seconds=20):
        """Waits until so many events have come; whether they have."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self.events) >= count, seconds)

    def named(self, name):
        """First arguments of all events of a name."""
        return [entry[1] if len(entry) > 1 else None for entry in list(self.events) if entry[0] == name]

    def wait(self, name, count=1, seconds=20, where=lambda _: True):
        """Waits for `count` events of a name; returns the first argument of the last of them."""
        until = time.monotonic() + seconds
        with self._changed:
            while len(found := [value for value in self.named(name) if where(value)]) < count:
                left = until - time.monotonic()
                assert left > 0, f"no {name} (number {count}) in {self.events}"
                self._changed.wait(left)
        return found[count - 1]


def is_reply(broadcast):
    return broadcast.get("senderId") == AGENT


def leave(client):
    """Disconnects. The threaded client forgets its goodbye while a post is under way, and then waits for the next ping."""
    time.sleep(0.05)
    client.disconnect()


class Chatter:
    """One user at one page: a connection, a room, and everything that was heard."""

    def __init__(self, url, room=None, user=None, transports="upgrade", auth=None, join=True, **options):
        self.user, self.room, self.log = user or str(uuid.uuid4()), room, Log()
        options.setdefault("reconnection", False)
        self.client = OrderedClient(**options)
        self.client.on("*", self.log.add)
        self.client.on("connect", lambda: self.log.add("connect"))
        self.client.on("disconnect", lambda *reason: self.log.add("disconnect", *reason))
        self.client.connect(url, transports=TRANSPORTS[transports], auth=auth, wait_timeout=20)
        if room and join:
            self.join(room)

    def emit(self, kind, payload, **options):
        self.client.emit("message", {"type": kind, "payload": payload}, **options)

    def join(self, room):
        """Joins and waits for the answer."""
        before = len(self.log.named("room_joined"))
        self.emit(JOIN, {"roomId": room, "channelId": room, "entityId": self.user})
        self.log.wait("room_joined", before + 1)

    def say(self, text, **fields):
        """Sends a text to the room; returns the client's message id."""
        payload = send_payload(self.room, text, self.user, **fields)
        self.emit(SEND, payload)
        return payload["messageId"]

    def replies(self):
        return [value for value in self.log.named("messageBroadcast") if is_reply(value)]

    def wait_for_reply(self, count=1):
        return self.log.wait("messageBroadcast", count, where=is_reply)

    def close(self):
        leave(self.client)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
