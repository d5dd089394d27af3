"""What a room said, in order, and the proof that each member heard all of it, once, in that order."""


class Broken(Exception):
    """The server broke a promise."""


class Room:
    """The one order of a room's messages, as its witness hears it; the witness never leaves.

    A message is known by its number, counted up over all rooms; the agent's reply to it is the negative number."""

    def __init__(self, name, agent=None):
        self.name, self.agent = name, agent
        self.log, self.places, self.base = [], {}, 0
        self.members, self.departed = set(), []

    def witness(self, number):
        if number in self.places:
            raise Broken(f"{self.name}: {number} was heard twice")
        self.places[number] = self.base + len(self.log)
        self.log.append(number)

    @property
    def length(self):
        return self.base + len(self.log)

    def missing_replies(self):
        if not self.agent:
            return []
        return [number for number in self.log if number > 0 and -number not in self.places]

    def forget(self):
        """Drops what everybody has heard."""
        for membership in self.departed:
            membership.catch_up()
            if membership.early:
                raise Broken(f"{self.name}: {membership.early} were heard by one who left, never by the witness")
        self.departed = []
        self.base = self.length
        self.log, self.places = [], {}


class Membership:
    """One client's stay in a room: what it hears must be one piece of the room's order, without a gap."""

    def __init__(self, room, joined_at, is_witness=False):
        self.room, self.joined_at, self.is_witness = room, joined_at, is_witness
        self.next, self.early = None, []
        room.members.add(self)

    def hear(self, number):
        if self.is_witness:
            self.room.witness(number)
        if self.early:
            self.early.append(number)
            self.catch_up()
        elif not self.place(number):
            self.early.append(number)

    def place(self, number):
        """Checks one message; False when the witness has not heard it yet."""
        place = self.room.places.get(number)
        if place is None:
            return False
        if self.next is None:
            self.begin(place)
        elif place != self.next:
            raise Broken(
                f"{self.room.name}: heard {number}, number {place} of the room, where number {self.next} was due")
        self.next = place + 1
        return True

    def begin(self, place):
        """The first message heard: none that was sent after the join was confirmed may lie before it."""
        for number in self.room.log[:place - self.room.base]:
            if number > self.joined_at:
                raise Broken(f"{self.room.name}: {number} was not heard by a member that had joined before")

    def catch_up(self):
        while self.early and self.place(self.early[0]):
            self.early.pop(0)

    def is_settled(self):
        """Whether everything the room said is heard."""
        self.catch_up()
        if self.next is None:
            return not self.early and all(number <= self.joined_at for number in self.room.log)
        return not self.early and self.next == self.room.length

    def leave(self):
        """What came last is checked when the witness has heard it too."""
        self.room.members.discard(self)
        if self.early:
            self.room.departed.append(self)
