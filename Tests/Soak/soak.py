"""Holds thousands of sockets for a while against a server and proves that nothing is lost, repeated or left behind."""

import argparse
import asyncio
import json
import math
import os
import resource
import sys
import time
import uuid

from client import BROADCAST, Client
from crowd import KINDS, MANNERS, ROOM_SIZE, Crowd
from server import AGENT, Server
from wire import HTTPWire

MEGABYTE = 1_048_576
SPARE_MEMORY = 0.10
"""How much more the server may take at the end than after the first, short crowd had left: what an allocator keeps
of a longer and fuller life. A leak of 100 bytes a message would be 50 MB."""

SPARE_GROWTH = 1 * MEGABYTE
"""How much more the server may take at the end than halfway, of a soak long enough for an allocator to have settled by
then: a leak of a hundred bytes for each socket dropped would be more than twice as much."""

SETTLING = 20
"""Minutes from which on a soak is that long."""

PATIENCE = 15
"""Seconds the crowd may stand still; after 20 the server rightly gives up those that answer no ping."""

AWAY = 3
"""Seconds until the last of those that were dropped at a time comes back."""


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", help="eliza-mock, a release build")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--sockets", type=int, default=5000)
    parser.add_argument("--chats", type=float, default=300, help="messages sent per second")
    parser.add_argument("--drops", type=float, default=30, help="sockets dropped, and coming back, per second")
    parser.add_argument("--history", type=int, default=210_000, help="messages to fill the history with at first")
    parser.add_argument("--warm-up", type=float, default=20, help="seconds of the first crowd")
    parser.add_argument("--rest", type=float, default=50, help="seconds until sessions nobody polls are forgotten")
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(3), "big"))
    return parser.parse_args()


def cores():
    """One core for the server and one for the crowd, where there are two."""
    available = sorted(os.sched_getaffinity(0))
    if len(available) < 2:
        return None
    os.sched_setaffinity(0, {available[1]})
    return {available[0]}


async def sessions(port, count):
    """Chat sessions with the agent; answers their channels."""
    http = await HTTPWire.open(port)
    channels = []
    for _ in range(count):
        body = json.dumps({"agentId": AGENT, "userId": str(uuid.uuid4())}).encode()
        answer = await http.ask("POST", "/api/messaging/sessions", body, "application/json")
        channels.append(json.loads(answer)["channelId"])
    http.leave()
    return channels


class Filler(Client):
    """One who talks in rooms it has not joined, in the names of others, and is not interested in its own echo."""

    def take(self, packet):
        if not packet.startswith(BROADCAST):
            super().take(packet)

    def say_as(self, user, room):
        self.user = user
        self.say(room)


async def fill(crowd, count):
    """Fills the history to its bound, with messages as the crowd's are, so that it cannot grow any more."""
    client, rooms = Filler(crowd, 0, is_witness=False), crowd.rooms[-50:]
    await client.connect("websocket", [])
    for number in range(count):
        client.say_as(crowd.random.choice(crowd.clients).user, crowd.random.choice(rooms))
        if number % 500 == 0:
            while len(crowd.outstanding) > 500:
                await asyncio.sleep(0.01)
    while crowd.outstanding:
        await asyncio.sleep(0.1)
    client.leave("goodbye")
    crowd.start_again()


async def rest(seconds, server, descriptors):
    """Waits until abandoned sessions are forgotten; answers memory and descriptors."""
    until = time.monotonic() + 120
    await asyncio.sleep(seconds)
    while server.descriptors() > descriptors and time.monotonic() < until:
        await asyncio.sleep(1)
    return server.memory(), server.descriptors()


def too_little(options, counts, least):
    """What happened so rarely that the soak proves little: a line for each thing that fell short of half of what the
    options promise, or a crowd that was not there. `counts` are those from before everybody leaves in the end."""
    seconds = options.minutes * 60
    messages, drops = options.chats * seconds, options.drops * seconds
    promised = {"messages acknowledged": messages, "deliveries checked": messages * ROOM_SIZE,
                "upgrades": drops * KINDS["upgrade"] / sum(KINDS.values())}
    promised |= {f"left by {manner}": drops / len(MANNERS) for manner in MANNERS}
    promised |= {f"connected by {kind}": drops * share / sum(KINDS.values()) for kind, share in KINDS.items()}
    lines = []
    for what, count in promised.items():
        # Kinds and manners are drawn: of few, chance may take more than half.
        wanted = int(count / 2 - 2 * math.sqrt(count))
        if counts[what] < wanted:
            lines.append(f"too little happened: {what} {counts[what]:,}, at least {wanted:,} were to be expected")
    dropped, wanted = sum(counts[f"left by {manner}"] for manner in MANNERS), int(drops / 2)
    if dropped < wanted:
        lines.append(f"too little happened: {dropped:,} sockets dropped, at least {wanted:,} were to be expected")
    wanted = int(options.sockets * 0.9 - options.drops * AWAY)
    if least < wanted:
        lines.append(f"the crowd was too small: {least:,} sockets at a time, at least {wanted:,} were to be expected")
    return lines


async def soak(options, server):
    at_start = server.memory(), server.descriptors()
    crowd = Crowd(server.port, options.sockets, await sessions(server.port, 50), options.seed)
    print(f"filling the history, then {options.sockets} sockets for a first time ...", flush=True)
    await fill(crowd, options.history)
    await crowd.gather()
    await crowd.live(options.warm_up, options.chats, options.drops)
    await crowd.settle()
    crowd.scatter()
    before = await rest(options.rest, server, at_start[1])

    print(f"{options.sockets} sockets for {options.minutes:g} minutes ...", flush=True)
    await crowd.gather()
    crowd.start_again()
    most, cpu, until = (0, 0), server.seconds(), time.monotonic() + options.minutes * 60
    course = []
    began = time.monotonic()
    while time.monotonic() < until and not crowd.failures:
        await crowd.live(min(60, until - time.monotonic()), options.chats, options.drops)
        most = max(most[0], server.memory()), max(most[1], server.descriptors())
        await crowd.settle()
        course.append(server.memory())
        print(f"{(time.monotonic() - began) / 60:5.1f} min: {crowd.counts['deliveries checked']:,} deliveries,"
              f" {course[-1] / MEGABYTE:.1f} MiB", flush=True)
    held, cpu = time.monotonic() - began, server.seconds() - cpu
    lacking = too_little(options, crowd.counts, crowd.least)
    crowd.scatter()
    after = await rest(options.rest, server, at_start[1])
    usage = {"start": at_start, "before": before, "most": most, "after": after}
    return crowd, usage, course, held, cpu, lacking


def has_grown(course, minutes):
    """Whether memory grew in the second half; `course` is what the server took after each minute."""
    if minutes < SETTLING or len(course) < 2:
        return False
    return course[-1] > course[len(course) // 2] + SPARE_GROWTH


def table(crowd, usage, held, cpu, warnings):
    delays = sorted(crowd.delays) or [0]
    rows = [("held for", f"{held / 60:.1f} min"), ("sockets", f"{len(crowd.clients):,}"),
            ("of them at least there at any time", f"{crowd.least:,}")]
    rows += [(what, f"{count:,}") for what, count in sorted(crowd.counts.items())]
    rows += [(f"acknowledged within, {name}", f"{delays[int((len(delays) - 1) * share)] * 1000:.1f} ms")
             for name, share in (("median", 0.5), ("p99", 0.99), ("longest", 1))]
    rows += [("longest pause of the crowd itself", f"{crowd.longest_pause * 1000:.0f} ms"),
             ("server's processor time", f"{cpu:.0f} s"),
             ("lost, repeated, out of order or otherwise wrong", str(len(crowd.failures))),
             ("warnings in the server's log", str(len(warnings)))]
    names = {"start": "at the start", "before": "history full, first crowd gone",
             "most": "at most, with the crowd", "after": "crowd gone again"}
    for name, (memory, descriptors) in usage.items():
        rows.append((f"memory, descriptors {names[name]}", f"{memory / MEGABYTE:.1f} MiB, {descriptors}"))
    width = max(len(what) for what, _ in rows)
    print("\n| what | count |\n|---|---|")
    for what, value in rows:
        print(f"| {what.ljust(width)} | {value} |")


def main():
    options = arguments()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    print(f"seed {options.seed}")
    server = Server(options.binary, cores())
    crowd, usage, course, held, cpu, lacking = asyncio.run(soak(options, server))
    warnings, code = server.warnings(), server.stop()
    table(crowd, usage, held, cpu, warnings)
    # One that failed was ended early, so that it says nothing that little happened.
    problems = crowd.failures[:20] + warnings[:5] + ([] if crowd.failures else lacking)
    if usage["after"][1] > usage["before"][1]:
        problems.append("descriptors were left open")
    if usage["after"][0] > usage["before"][0] * (1 + SPARE_MEMORY):
        problems.append("memory has grown")
    if has_grown(course, options.minutes):
        problems.append("memory grew with the crowd, and had not stopped to in the second half")
    if crowd.longest_pause > PATIENCE:
        problems.append("the machine was too busy: the crowd itself stood still for longer than a ping may take")
    if code:
        problems.append(f"the server ended with {code}")
    print(*(f"FAILED: {problem}" for problem in problems), sep="\n")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
