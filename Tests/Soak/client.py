"""One user with one Socket.IO socket: connects by a transport, joins rooms, chats, and checks what it hears."""

import asyncio
import time

from rooms import Broken, Membership
from wire import PATH, Gone, HTTPWire, WebSocketWire

MESSAGE_SERVER = "00000000-0000-0000-0000-000000000000"
BROADCAST, ACK, JOINED = b'42["messageBroadcast"', b'42["messageAck"', b'42["room_joined"'


def field(packet, name):
    """The text of a member, found without parsing the rest."""
    start = packet.index(name) + len(name)
    return packet[start:packet.index(b'"', start)]


class Client:
    """A user; `crowd` is what all users have in common."""

    def __init__(self, crowd, number, is_witness):
        self.crowd, self.is_witness = crowd, is_witness
        self.user = f"11111111-1111-4111-8111-{number:012x}"
        self.is_live = False
        self.reset()

    def reset(self):
        self.memberships, self.joining = {}, {}
        self.socket = self.polls = self.posts = self.loop = None
        self.queue, self.posting, self.is_upgrading = [], None, False
        self.connected = asyncio.get_running_loop().create_future()

    async def connect(self, kind, rooms):
        """Connects, is confirmed by the namespace, and joins."""
        self.kind = kind
        if kind == "websocket":
            await self.open_socket()
        else:
            await self.open_session()
        await asyncio.wait_for(asyncio.shield(self.connected), 60)
        for room in rooms:
            await self.join(room)
        if kind == "upgrade":
            await self.upgrade()
        self.is_live = True
        self.crowd.count(f"connected by {kind}")

    async def open_socket(self, query=""):
        self.socket = await WebSocketWire.open(self.crowd.port, self.heard, self.lost)
        await self.socket.shake_hands(query)

    async def open_session(self):
        self.polls = await HTTPWire.open(self.crowd.port)
        self.posts = await HTTPWire.open(self.crowd.port)
        opened = await self.polls.ask("GET", PATH + "polling")
        self.sid = field(opened, b'"sid":"').decode()
        self.send(b"40")
        self.loop = asyncio.create_task(self.poll())

    async def poll(self):
        """Polls until the upgrade, or for ever; never on behalf of a later connection."""
        polls, target = self.polls, f"{PATH}polling&sid={self.sid}"
        try:
            while self.polls is polls and not self.is_upgrading:
                answer = await polls.ask("GET", target)
                for packet in answer.split(b"\x1e"):
                    if self.polls is polls:
                        self.heard(packet)
        except (Gone, OSError, asyncio.TimeoutError):
            if self.polls is polls:
                self.lost()

    async def upgrade(self):
        """Moves to WebSocket while messages come and go (Engine.IO 4, "Upgrade")."""
        self.probed = asyncio.get_running_loop().create_future()
        await self.open_socket(f"&sid={self.sid}")
        self.socket.send(b"2probe")
        await asyncio.wait_for(self.probed, 60)
        self.is_upgrading = True
        await asyncio.wait_for(self.loop, 60)
        if self.posting:
            await self.posting
        self.socket.send(b"5")
        self.polls.leave()
        self.posts.leave()
        self.polls = None
        for packet in self.queue:
            self.socket.send(packet)
        self.queue = []
        self.crowd.count("upgrades")

    def send(self, packet):
        if not self.polls:
            self.socket.send(packet)
            return
        self.queue.append(packet)
        if not self.posting and not self.is_upgrading:
            self.posting = asyncio.create_task(self.post())

    async def post(self):
        posts, target = self.posts, f"{PATH}polling&sid={self.sid}"
        try:
            while self.posts is posts and self.queue and not self.is_upgrading:
                packets, self.queue = self.queue, []
                await posts.ask("POST", target, b"\x1e".join(packets))
        except (Gone, OSError, asyncio.TimeoutError):
            if self.posts is posts:
                self.lost()
        if self.posts is posts:
            self.posting = None

    def emit(self, kind, payload):
        self.send(b'42["message",{"type":%d,"payload":{%s}}]' % (kind, payload.encode()))

    async def join(self, room):
        self.joining[room.name.encode()] = (room, asyncio.get_running_loop().create_future())
        self.emit(1, f'"channelId":"{room.name}","entityId":"{self.user}"')
        await asyncio.wait_for(self.joining[room.name.encode()][1], 60)
        self.crowd.count("joins")

    def say(self, room):
        number = self.crowd.numbers.next()
        self.crowd.said(number, self, room)
        self.emit(
            2, f'"channelId":"{room.name}","senderId":"{self.user}","senderName":"Soak","message":"{number}",'
            f'"messageServerId":"{MESSAGE_SERVER}","messageId":"00000000-0000-4000-8000-{number:012x}"')

    def heard(self, packet):
        try:
            self.take(packet)
        except Broken as broken:
            self.crowd.fail(f"{self.kind} {self.user}: {broken}")

    def take(self, packet):
        if packet.startswith(BROADCAST):
            text = field(packet, b'"text":"')
            number = -int(text[3:]) if text.startswith(b"re ") else int(text)
            room = self.crowd.room_of(abs(number))
            if room not in self.memberships:
                raise Broken(f"heard {number} of a room it is not in")
            self.memberships[room].hear(number)
            self.crowd.count("deliveries checked")
            if number < 0:
                self.crowd.count("of them replies of an agent")
        elif packet.startswith(ACK):
            self.crowd.acknowledged(int(field(packet, b'"clientMessageId":"')[-12:], 16), self)
        elif packet.startswith(JOINED):
            room, confirmation = self.joining.pop(field(packet, b'"roomId":"'))
            self.memberships[room] = Membership(room, self.crowd.numbers.sent, self.is_witness)
            confirmation.set_result(None)
        elif packet == b"2":
            self.crowd.count("pings answered")
            self.send(b"3")
        elif packet == b"3probe":
            self.probed.set_result(None)
        elif packet.startswith(b"0") and not self.polls:
            self.send(b"40")
        elif packet.startswith(b"40"):
            self.connected.set_result(None)
        elif packet.startswith((b"1", b"41", b"44")) or b"messageError" in packet:
            raise Broken(f"was told {packet.decode(errors='replace')}")

    def lost(self):
        if self.is_live:
            self.crowd.fail(f"{self.kind} {self.user}: the server ended the connection")
            self.leave("lost")

    def leave(self, manner):
        """Leaves politely, by closing without a word, or by a reset."""
        self.is_live = False
        self.crowd.count(f"left by {manner}")
        if manner == "goodbye" and self.socket and not self.polls:
            self.socket.send(b"1")
        for task in (self.loop, self.posting):
            if task:
                task.cancel()
        for wire in (self.socket, self.polls, self.posts):
            if wire:
                wire.leave(abruptly=manner == "reset")
        for membership in self.memberships.values():
            membership.leave()
        self.crowd.forget_outstanding(self)
        self.reset()


async def settle_for(seconds, condition):
    """Whether a condition comes true within a time."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        await asyncio.sleep(0.1)
    return True
