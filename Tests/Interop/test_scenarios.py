"""Scenario files as a frontend meets them: played by the program, over python-socketio."""

import json

import pytest
import requests

from chat import Chatter, create_session

USER = "6f1f3c9e-52f4-4a55-9d0b-0d3f5c1b7a01"
ROOM = "33333333-3333-4333-8333-333333333333"

SCENARIO = """
format: eliza-mock/1
seed: 42
agents: [{ id: Eliza, think: { median: 900ms, p95: 2.5s, max: 6s }, type: { perSecond: 40 } }]
rules:
  - id: dice
    when: { text: { contains: dice } }
    do: [{ say: "{{ turn }} {{ random.integer(1, 1000) }} {{ random.uuid }} {{ clock.now }}" }]
  - id: stream
    when: { text: { contains: stream } }
    do:
      - stream: { text: "One two three {{ random.choice('a', 'b', 'c') }}" }
      - wait: { from: 1s, to: 5s }
      - say: "Done, {{ sender.name | or('you') }}."
  - id: held
    when: { text: held }
    do: [{ hold: here }, { say: released }]
hooks:
  join: [{ say: "Hello {{ random.integer(1, 1000) }}" }]
"""


@pytest.fixture
def play(own_mock, tmp_path):
    """Starts a server with the scenario on a clock that is moved by hand."""
    path = tmp_path / "long.mock.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    return lambda: own_mock(path, "--port", 0, "--clock", "manual")


def advance(server, by):
    requests.post(f"{server.url}/__mock/v1/clock/advance", json={"by": by}, timeout=20).raise_for_status()


def transcript(server):
    """Everything a client hears in a long conversation in which it waits for each answer."""
    session = create_session(server.url, user=USER)
    with Chatter(server.url, session["channelId"], USER, transports="websocket") as chatter:
        chatter.wait_for_reply()
        for turn in range(40):
            chatter.say(["dice", "stream", "Hello", "I am sad"][turn % 4], messageId=f"m-{turn}")
            chatter.log.wait("messageAck", count=turn + 1)
            advance(server, "60s")
            chatter.log.wait("messageComplete", count=turn + 1)
        # A socket's id is a secret of its connection, so it is drawn anew each time.
        socket = chatter.client.get_sid()
        return [json.dumps(event).replace(socket, "SOCKET") for event in chatter.log.events]


class TestDeterminism:
    def test_two_processes_say_the_same_bytes(self, play):
        one, other = transcript(play()), transcript(play())
        assert one == other
        assert len(one) > 200


class TestHolds:
    def test_a_held_reply_is_released_over_http(self, play):
        server = play()
        with Chatter(server.url, ROOM, USER, transports="websocket") as chatter:
            chatter.wait_for_reply()
            chatter.say("held")
            chatter.log.wait("messageAck")
            advance(server, "1h")
            holds = requests.get(f"{server.url}/__mock/v1/holds", timeout=20).json()["holds"]
            assert [hold["name"] for hold in holds] == ["here"]
            answer = requests.post(f"{server.url}/__mock/v1/holds/here/release", timeout=20)
            assert answer.json() == {"released": 1}
            chatter.wait_for_reply(count=2)
            assert chatter.replies()[-1]["text"] == "released"
