"""All users and rooms together: who talks, who drops and comes back, and whether everything said was heard."""

import asyncio
import collections
import random
import time

from client import Client, settle_for
from rooms import Broken, Room
from wire import Gone

ROOM_SIZE = 10
KINDS = {"websocket": 60, "upgrade": 38, "polling": 2}
MANNERS = ("goodbye", "close", "reset")


class Numbers:
    """Messages, counted up over all rooms."""

    def __init__(self):
        self.sent = 0

    def next(self):
        self.sent += 1
        return self.sent


class Crowd:
    """Thousands of users; the first of each room stays for ever and is the room's witness."""

    def __init__(self, port, size, session_channels, seed):
        self.port, self.random = port, random.Random(seed)
        self.numbers, self.counts, self.failures, self.delays = Numbers(), collections.Counter(), [], []
        self.rooms_of_messages, self.outstanding, self.acknowledged_ones = {}, {}, []
        self.rooms = [Room(name, agent=True) for name in session_channels]
        for number in range(len(self.rooms), size // ROOM_SIZE):
            self.rooms.append(Room(f"22222222-2222-4222-8222-{number:012x}"))
        self.clients = [Client(self, number, number % ROOM_SIZE == 0) for number in range(len(self.rooms) * ROOM_SIZE)]
        self.homes = {client: self.rooms[number // ROOM_SIZE] for number, client in enumerate(self.clients)}
        self.coming, self.least, self.longest_pause = set(), size, 0.0

    def start_again(self):
        """Forgets what was counted so far; call it when everything is settled."""
        self.counts.clear()
        self.delays, self.least, self.longest_pause = [], len(self.clients), 0.0
        self.acknowledged_ones.clear()
        self.rooms_of_messages.clear()

    def count(self, what, by=1):
        self.counts[what] += by

    def fail(self, what):
        self.failures.append(what)

    def said(self, number, client, room):
        self.rooms_of_messages[number] = room
        self.outstanding[number] = (client, time.monotonic())

    def room_of(self, number):
        return self.rooms_of_messages.get(number)

    def acknowledged(self, number, client):
        asker, since = self.outstanding.pop(number, (None, 0))
        if asker is not client:
            raise Broken(f"{number} was acknowledged, which was not due")
        self.delays.append(time.monotonic() - since)
        self.acknowledged_ones.append(number)
        self.count("messages acknowledged")

    def forget_outstanding(self, client):
        """What was under way when its sender left may have been said or not."""
        for number in [number for number, (asker, _) in self.outstanding.items() if asker is client]:
            del self.outstanding[number]

    async def come(self, client):
        """Connects a user to its own room and now and then to another one too."""
        kind = self.random.choices(*zip(*KINDS.items()))[0]
        rooms = [self.homes[client]]
        if not client.is_witness and self.random.random() < 0.2:
            rooms.append(self.random.choice(self.rooms))
        try:
            await client.connect(kind, dict.fromkeys(rooms))
        except (Gone, OSError, asyncio.TimeoutError) as error:
            self.fail(f"{client.user} could not connect by {kind}: {error!r}")
            client.leave("failure")
        finally:
            self.coming.discard(client)

    async def come_later(self, client):
        await asyncio.sleep(self.random.uniform(0.05, 3))
        await self.come(client)

    async def gather(self, at_once=64):
        """Everybody comes, some at a time; witnesses first, so that they hear everything."""
        ordered = sorted(self.clients, key=lambda client: not client.is_witness)
        turn = asyncio.Semaphore(at_once)

        async def enter(client):
            async with turn:
                await self.come(client)

        await asyncio.gather(*map(enter, ordered))

    def scatter(self):
        """Everybody leaves, each in a way of its own."""
        for client in self.clients:
            if client.is_live:
                client.leave(self.random.choice(MANNERS))

    async def live(self, seconds, chats, drops):
        """Lets people talk and drop at these rates per second."""
        loop_time, began, done = time.monotonic, time.monotonic(), [0, 0]
        while (passed := loop_time() - began) < seconds and len(self.failures) < 20:
            for _ in range(int(passed * chats) - done[0]):
                self.talk()
            for _ in range(int(passed * drops) - done[1]):
                self.drop()
            done = [int(passed * chats), int(passed * drops)]
            self.least = min(self.least, sum(client.is_live for client in self.clients))
            asleep = loop_time()
            await asyncio.sleep(0.05)
            self.longest_pause = max(self.longest_pause, loop_time() - asleep - 0.05)

    def talk(self):
        client = self.random.choice(self.clients)
        if client.is_live:
            client.say(self.random.choice(list(client.memberships)))
            self.count("messages sent")

    def drop(self):
        client = self.random.choice(self.clients)
        if client.is_live and not client.is_witness:
            client.leave(self.random.choice(MANNERS))
            self.coming.add(client)
            task = asyncio.create_task(self.come_later(client))
            client.coming = task

    async def settle(self, seconds=90):
        """A quiet moment: everything acknowledged must have been heard by everybody who was to hear it, and be answered."""
        if not await settle_for(seconds, lambda: not self.coming and not self.outstanding):
            self.fail(f"{len(self.coming)} did not come back, {len(self.outstanding)} messages were not acknowledged")
        await settle_for(seconds, lambda: not any(self.unsettled()))
        for what in list(self.unsettled())[:20]:
            self.fail(what)
        for room in self.rooms:
            try:
                room.forget()
            except Broken as broken:
                self.fail(str(broken))
        self.acknowledged_ones.clear()
        self.rooms_of_messages.clear()

    def unsettled(self):
        for number in self.acknowledged_ones:
            if number not in self.room_of(number).places:
                yield f"{number} was acknowledged and never heard"
        for room in self.rooms:
            for number in room.missing_replies():
                yield f"{room.name}: {number} was not answered"
            for member in room.members:
                if not member.is_settled():
                    yield f"{room.name}: a member missed something before {member.next} of {room.length}"
