"""The soak's own checks notice what they are for, and a short soak passes."""

import argparse
import collections
import os
import pathlib
import subprocess
import sys

import pytest

from rooms import Broken, Membership, Room
from soak import MEGABYTE, has_grown, too_little

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARIES = pathlib.Path(os.environ.get("ELIZA_MOCK_BINARIES", ROOT / ".build" / "debug"))
HALF_AN_HOUR = argparse.Namespace(minutes=30, sockets=5000, chats=300, drops=30)
WHAT_HAPPENED = {
    "messages acknowledged": 512_903, "deliveries checked": 6_653_830, "upgrades": 17_574,
    "left by close": 15_700, "left by goodbye": 15_100, "left by reset": 15_400,
    "connected by websocket": 27_700, "connected by upgrade": 17_574, "connected by polling": 920}


@pytest.mark.parametrize(("course", "expected"), [
    ([212, 215, 218, 220, 220.2, 220.2, 220.3, 220.3], False), ([212, 214, 216, 218, 220, 222, 224, 226], True),
    ([230, 212, 220, 220, 220, 220, 220, 220.9], False), ([230, 220, 220, 220, 220, 220, 221.1], True), ([220], False),
])
def test_memory_that_does_not_stop_to_grow_is_noticed(course, expected):
    course = [int(megabytes * MEGABYTE) for megabytes in course]
    assert has_grown(course, 30) == expected
    assert not has_grown(course, 2), "an allocator has not settled by then"


@pytest.fixture
def room():
    return Room("room", agent=True)


@pytest.fixture
def witness(room):
    return Membership(room, joined_at=0, is_witness=True)


def hear(member, *numbers):
    for number in numbers:
        member.hear(number)


def test_one_piece_of_the_room_s_order_is_right(room, witness):
    hear(witness, 1, 2, -1, 3)
    late = Membership(room, joined_at=1)
    hear(late, 2, -1, 3)
    assert late.is_settled() and witness.is_settled()


def test_what_the_witness_has_not_heard_yet_is_checked_later(room, witness):
    early = Membership(room, joined_at=0)
    hear(early, 1, 2)
    assert not early.is_settled()
    hear(witness, 1, 2)
    assert early.is_settled()


@pytest.mark.parametrize("heard", [(1, 3), (1, 1), (2, 1), (1, 2, 3, 2)], ids=["gap", "repeat", "order", "late repeat"])
def test_a_broken_order_is_noticed(room, witness, heard):
    hear(witness, 1, 2, 3)
    with pytest.raises(Broken):
        hear(Membership(room, joined_at=2), *heard)


def test_a_repeat_is_noticed_by_the_witness(witness):
    with pytest.raises(Broken):
        hear(witness, 1, 1)


def test_a_loss_right_after_joining_is_noticed(room, witness):
    hear(witness, 1, 2, 3)
    with pytest.raises(Broken):
        hear(Membership(room, joined_at=1), 3)


def test_a_loss_at_the_end_is_noticed(room, witness):
    member = Membership(room, joined_at=0)
    hear(witness, 1, 2)
    hear(member, 1)
    assert not member.is_settled()
    assert not Membership(room, joined_at=1).is_settled()


def test_what_only_one_who_left_has_heard_is_noticed(room, witness):
    member = Membership(room, joined_at=0)
    hear(witness, 1)
    hear(member, 1, 2)
    member.leave()
    with pytest.raises(Broken):
        room.forget()


def test_a_missing_answer_is_noticed(room, witness):
    hear(witness, 1, 2, -1)
    assert room.missing_replies() == [2]


def test_enough_happened_in_a_full_soak():
    assert not too_little(HALF_AN_HOUR, collections.Counter(WHAT_HAPPENED), least=4900)


def test_an_idle_soak_is_noticed():
    lines = "\n".join(too_little(HALF_AN_HOUR, collections.Counter(), least=0))
    for what in [*WHAT_HAPPENED, "sockets dropped", "the crowd was too small"]:
        assert what in lines


@pytest.mark.parametrize("what", WHAT_HAPPENED)
@pytest.mark.parametrize("share", [0, 0.4])
def test_one_thing_that_hardly_happened_is_noticed(what, share):
    counts = collections.Counter(WHAT_HAPPENED)
    counts[what] = int(counts[what] * share)
    lines = too_little(HALF_AN_HOUR, counts, least=4900)
    assert any(what in line for line in lines), lines


def test_a_crowd_that_was_not_there_is_noticed():
    lines = too_little(HALF_AN_HOUR, collections.Counter(WHAT_HAPPENED), least=2500)
    assert lines == ["the crowd was too small: 2,500 sockets at a time, at least 4,410 were to be expected"]


def test_a_short_idle_soak_is_noticed():
    options = argparse.Namespace(minutes=0.1, sockets=200, chats=50, drops=10)
    lines = "\n".join(too_little(options, collections.Counter(), least=500))
    for what in ["messages acknowledged", "deliveries checked", "upgrades", "left by reset", "sockets dropped"]:
        assert what in lines


def test_a_short_soak():
    done = subprocess.run(
        [sys.executable, ROOT / "Tests/Soak/soak.py", BINARIES / "eliza-mock", "--sockets", "200", "--minutes", "0.1",
         "--chats", "50", "--drops", "10", "--history", "0", "--warm-up", "2", "--rest", "1"],
        capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
