"""What the comments in `fixtures/scenarios` promise, on a clock that is moved by hand."""

import time
import uuid

import pytest
import requests

from chat import SERVER, Chatter
from servers import ROOT

SCENARIOS = ROOT / "fixtures" / "scenarios"


class Stage:
    """One scenario, with somebody in a room of its agents."""

    def __init__(self, server, agents=1, transports="websocket"):
        self.server = server
        self.base = f"{server.url}/__mock/v1"
        self.agents = requests.get(f"{server.url}/api/agents", timeout=20).json()["data"]["agents"]
        user = str(uuid.uuid4())
        answer = requests.post(f"{server.url}/api/messaging/channels", timeout=20, json={
            "name": "Stage", "messageServerId": SERVER, "type": "GROUP",
            "participantCentralUserIds": [user, *[agent["id"] for agent in self.agents[:agents]]]}).json()
        channel = answer["data"].get("channel", answer["data"])
        self.chatter = Chatter(server.url, room=channel["id"], user=user, transports=transports)
        self.log = self.chatter.log

    def control(self, path, **body):
        answer = requests.post(f"{self.base}/{path}", json=body, timeout=30)
        assert answer.ok, answer.text
        return answer.json()

    def advance(self, by="1h"):
        self.control("clock/advance", by=by)

    def say(self, text, **fields):
        """Says something and waits until the server has it."""
        acks = len(self.log.named("messageAck"))
        self.chatter.say(text, **fields)
        self.log.wait("messageAck", acks + 1)

    def lines(self):
        """Who has said what, but for ourselves; each state of an action is a line."""
        return [(each["senderName"], each["text"]) for each in self.log.named("messageBroadcast")
                if each["senderId"] != self.chatter.user]

    def ask(self, text, count=1, by="1h", **fields):
        """Says something, lets time pass, and answers the next lines."""
        before = len(self.lines())
        self.say(text, **fields)
        self.advance(by)
        self.log.wait("messageBroadcast", before + count, where=lambda each: each["senderId"] != self.chatter.user)
        return [line for _, line in self.lines()[before:]]

    def hears_no_more_than(self, count):
        """Whether no more lines have come, once the server has answered something else."""
        before = len(self.log.named("room_joined"))
        self.chatter.emit(1, {"channelId": str(uuid.uuid4()), "entityId": self.chatter.user})
        self.log.wait("room_joined", before + 1)
        return len(self.lines()) == count


@pytest.fixture
def play(own_mock):
    """Starts a scenario by its name."""
    stages = []

    def start(name, *arguments, **options):
        server = own_mock(SCENARIOS / f"{name}.mock.yaml", "--port", 0, "--clock", "manual", *arguments)
        stages.append(Stage(server, **options))
        return stages[-1]

    yield start
    for stage in stages:
        stage.chatter.close()


def test_every_scenario_is_here():
    assert sorted(path.name.split(".")[0] for path in SCENARIOS.iterdir()) == [
        "failing", "group-room", "small-talk", "streaming", "support-desk"]


@pytest.mark.parametrize("transports", ["websocket", "polling"])
def test_small_talk(play, transports):
    stage = play("small-talk", transports=transports)
    assert stage.ask("Hello", senderName="Ann") == ["Hello Ann. How are you today?"]
    assert stage.ask("hi", senderName="") == ["Hello there. How are you today?"]
    assert stage.ask("  hello ", senderName="Ann") == ["Hello Ann. How are you today?"]
    assert stage.ask("GOOD Morning to you", senderName="Ann") == ["Hello Ann. How are you today?"]
    assert stage.ask("I'm FINE, thanks") == ["Glad to hear it."]
    assert stage.ask("what time is it?") == ["I never look at the clock. What would you do with the time?"]
    assert stage.ask("See you tomorrow") == ["Goodbye. It was nice to talk to you."]
    (eliza,) = stage.ask("I miss my mother")
    assert eliza and "look at the clock" not in eliza


class TestStreaming:
    def pieces(self, stage):
        return [each["chunk"] for each in stage.log.named("messageStreamChunk")]

    def test_word_by_word(self, play):
        stage = play("streaming")
        (story,) = stage.ask("Tell me a story")
        assert story.startswith("Once there was a server") and story.count(".") == 3
        assert "".join(self.pieces(stage)) == story
        assert len(self.pieces(stage)) == len(story.split())

    def test_at_its_pace(self, play):
        stage = play("streaming")
        stage.say("Tell me a story")
        stage.advance("400ms")
        stage.log.wait("messageStreamChunk", 1)
        stage.advance("1s")
        stage.log.wait("messageStreamChunk", 13)
        assert stage.hears_no_more_than(0) and len(self.pieces(stage)) == 13, "twelve words a second"

    def test_letter_by_letter(self, play):
        stage = play("streaming")
        (haiku,) = stage.ask("Haiku")
        assert haiku.splitlines()[-1] == "pong, says the morning."
        assert self.pieces(stage) == list(haiku)

    def test_half_of_it_until_it_is_released(self, play):
        stage = play("streaming")
        assert stage.ask("Wait for me", by="9s") == ["The first half is here,"]
        assert stage.hears_no_more_than(1)
        assert stage.control("holds/half-way/release") == {"released": 1}
        stage.advance()
        stage.log.wait("messageBroadcast", 3)
        assert stage.lines()[1][1] == "and here is the second."

    def test_ten_seconds_at_most(self, play):
        stage = play("streaming")
        assert stage.ask("Wait for me", count=2) == ["The first half is here,", "and here is the second."]


class TestSupportDesk:
    @pytest.fixture
    def stage(self, play):
        stage = play("support-desk")
        stage.advance()
        stage.log.wait("messageBroadcast", 1)
        return stage

    def test_an_order(self, stage):
        assert stage.lines() == [("Desk", "Welcome to the support desk.")]
        stage.ask("Where is my order 4711?", count=4)
        told = [each for each in stage.log.named("messageBroadcast") if each["senderId"] != stage.chatter.user][1:]
        assert told[0]["text"] == "Let me look that up." and told[0]["thought"] == "The order system knows."
        actions = [each for each in told if each.get("source") == "agent_action" and each.get("actions") == ["FIND_ORDER"]]
        assert [each["rawMessage"]["actionStatus"] for each in actions][-2:] == ["executing", "completed"]
        assert told[-1]["text"] == "Order 4711 is on its way and arrives on Friday."
        assert stage.ask("Where is my order 4711?")[-1:] == ["As I said: Friday."]
        assert stage.ask("And my order?")[-1:] == ["As I said: Friday."]

    def test_a_refund(self, stage):
        assert stage.ask("4711")[-1] == "I can help with orders, refunds and manuals. What is it about?"
        assert stage.ask("I want a refund")[-1] == "Which order is it about?"
        lines = stage.ask("4711", count=3)
        assert lines[-1] == "Done. You get your money back for order 4711."
        assert {"Refunding order 4711…", "Order 4711 is refunded."} & set(lines)
        assert stage.ask("4711")[-1] == "I can help with orders, refunds and manuals. What is it about?"

    def test_pictures_and_manuals(self, stage):
        picture = [{"url": "/media/a.png", "contentType": "image/png"}]
        assert stage.ask("look", attachments=picture)[-1] == "Thank you for the picture. A colleague looks at it."
        assert stage.ask("The MANUAL please")[-1] == "Here is the manual."
        (manual,) = stage.log.named("messageBroadcast")[-1]["attachments"]
        assert manual["url"].endswith("/media/manual.pdf") and manual["title"] == "Manual"


def test_a_group_room(play):
    stage = play("group-room", agents=2)
    stage.ask("What do you think?", count=2)
    assert stage.lines() == [("Ada", "Let us measure it first."), ("Bob", "I say we just ship it.")]
    assert stage.ask("Who else is here?") == ["Me! I only listen."]
    assert stage.lines()[-1][0] == "Mia"
    stage.ask("Hm.", count=2)
    assert sorted(stage.lines()[-2:]) == [("Ada", "Ada has nothing to add."), ("Bob", "Bob has nothing to add.")]


class TestFailing:
    @pytest.fixture
    def stage(self, play):
        return play("failing")

    def test_error(self, stage):
        stage.say("error")
        stage.advance()
        assert stage.log.wait("messageError") == {"error": "The model is offline."}

    def test_error_to_a_caller_that_waits(self, stage):
        url = f"{stage.server.url}/api/messaging/sessions"
        session = requests.post(
            url, json={"agentId": stage.agents[0]["id"], "userId": stage.chatter.user}, timeout=20).json()
        answer = requests.post(
            f"{url}/{session['sessionId']}/messages", json={"content": "error", "transport": "http"}, timeout=20)
        assert answer.status_code == 503 and "The model is offline." in answer.text

    def test_silent(self, stage):
        stage.say("silent")
        stage.advance()
        assert stage.hears_no_more_than(0)

    def test_slow(self, stage):
        stage.say("slow")
        stage.advance("44s")
        assert stage.hears_no_more_than(0)
        stage.advance("1s")
        stage.log.wait("messageBroadcast", 2)
        assert stage.lines() == [("Clumsy", "Sorry for the wait.")]

    def test_half(self, stage):
        assert stage.ask("half") == ["This answer will never"]
        assert stage.log.wait("messageError") == {"error": "The model stopped in the middle."}

    def test_action(self, stage):
        assert stage.ask("action", count=3)[-1] == "I am sorry, that did not work."
        shown = [each for each in stage.log.named("messageBroadcast") if each.get("source") == "agent_action"]
        assert [(each["text"], each["rawMessage"]["actionStatus"]) for each in shown] == [
            ("Charging the card…", "executing"), ("The card was declined.", "failed")]
        assert shown[0]["id"] == shown[1]["id"]

    @pytest.mark.parametrize("text", ["kick", "close", "reset"])
    def test_lost(self, stage, text):
        stage.chatter.say(text)
        requests.post(
            f"{stage.base}/wait", json={"for": {"kind": "thinking", "text": text}, "since": 0}, timeout=20)
        stage.advance()
        stage.log.wait("disconnect")

    def test_frozen(self, play):
        # A client whose connection has fallen silent leaves when it has missed a ping.
        stage = play("failing", "--limit", "ping-interval=3s", "--limit", "ping-timeout=5s")
        stage.say("frozen")
        stage.advance()
        stage.chatter.say("anybody?")
        time.sleep(0.5)
        assert stage.chatter.client.connected and len(stage.log.named("messageAck")) == 1

    def test_odd(self, stage):
        assert stage.ask("odd") == ["Did you notice?"]
        assert stage.log.named("somethingNew") == [{"about": "odd"}]

    def test_once(self, stage):
        assert stage.ask("once") == ["This works once."]
        stage.say("once")
        stage.advance()
        assert "once" in stage.log.wait("messageError")["error"]

    def test_anything_else(self, stage):
        assert stage.ask("hello")[0].startswith("Send one of: error, silent, slow")
