"""Demands of the survey on what clients listen for; the numbers are those of its table."""

import time

import pytest
import requests

from demands.page import AGENT, API, ZERO, Page, call, conversation, direct_channel, new_id


@pytest.fixture(scope="module")
def talk(lenient):
    """A conversation of one send and one reply: (page, payload, echo, reply)."""
    page, payload, echo, reply = conversation(
        lenient, "Tell me more", attachments=[{"url": "https://example.org/a.png", "title": "a"}],
        metadata={"channelType": "DM", "nested": {"of": [1, None]}})
    page.hear("messageComplete")
    yield page, payload, echo, reply
    page.connection.disconnect()


def events(page, name):
    return [argument for event, argument in page.seen if event == name]


def test_demand_2_message_broadcast(talk):
    assert len(events(talk[0], "messageBroadcast")) == 2


def test_demand_3_text(talk):
    assert talk[2]["text"] == "Tell me more" and talk[3]["text"]


def test_demand_4_sender_id(talk):
    assert (talk[2]["senderId"], talk[3]["senderId"]) == (talk[0].user, AGENT)


def test_demand_7_message_complete_after_the_reply(talk):
    names = [(name, value.get("senderId")) for name, value in talk[0].seen if name in (
        "messageBroadcast", "messageComplete")]
    assert names[-2:] == [("messageBroadcast", AGENT), ("messageComplete", None)]


def test_demand_10_room_or_channel_is_the_joined_id(talk):
    for message in talk[2:]:
        assert {message["roomId"], message["channelId"]} == {talk[1]["channelId"]}


def test_demand_15_ids_are_stable_and_unique(lenient, talk):
    page, payload, echo, reply = talk
    history = call(
        lenient, "GET", f"{API}/central-channels/{payload['channelId']}/messages").json()["data"]["messages"]
    assert [message["id"] for message in history] == [reply["id"], echo["id"]]


def test_demand_16_thought_and_actions(talk):
    assert isinstance(talk[3]["thought"], str) and "REPLY" in talk[3]["actions"]


def test_demand_19_sender_name(talk):
    assert (talk[2]["senderName"], talk[3]["senderName"]) == ("User", "Eliza")


def test_demand_24_created_at_in_milliseconds(talk):
    now = time.time() * 1000
    for message in talk[2:]:
        assert isinstance(message["createdAt"], int) and abs(now - message["createdAt"]) < 60_000


def test_demand_25_echo_is_recognisable_by_its_sender(talk):
    assert talk[2]["senderId"] == talk[1]["senderId"] != talk[3]["senderId"]


def test_demand_30_source(talk):
    assert (talk[2]["source"], talk[3]["source"]) == ("socket_chat", "agent_response")


def test_demand_32_connection_established(talk):
    greeting = events(talk[0], "connection_established")[0]
    assert "Connected to Eliza Socket.IO server" in greeting["message"]
    assert greeting["socketId"] == talk[0].connection.sid


def test_demand_33_a_refused_send_is_no_error_event(lenient):
    with Page(lenient) as page:
        page.send(None, channelId=None, roomId=None)
        assert page.hear("messageError")["error"]
        assert "error" not in page.settle()


def test_demand_40_deletions_reach_the_room(lenient):
    with Page(lenient) as page:
        channel = direct_channel(lenient, page.user)
        path = f"{API}/central-channels/{channel}"
        page.join(channel)
        page.send(channel)
        message = page.echo()["id"]
        page.reply()
        call(lenient, "DELETE", f"{path}/messages/{message}", expect=204)
        assert page.hear("messageDeleted") == {"messageId": message, "channelId": channel}
        call(lenient, "DELETE", f"{path}/messages", expect=204)
        assert page.hear("channelCleared") == {"channelId": channel}
        call(lenient, "DELETE", path, expect=204)
        assert page.hear("channelDeleted") == {"channelId": channel}


def test_demand_46_metadata_comes_back(talk):
    assert talk[2]["metadata"] == talk[1]["metadata"]


def test_demand_47_replies_can_be_scripted(own_mock):
    server = own_mock("--port", 0, "--think", "10ms", "--reply", '{"txData":{"to":"0x1"},"said":"{{ text }}"}')
    page, _, _, reply = conversation(server, "pay")
    assert reply["text"] == '{"txData":{"to":"0x1"},"said":"pay"}'
    page.connection.disconnect()


def test_demand_48_log_stream(lenient):
    with Page(lenient) as page:
        page.emit("subscribe_logs")
        page.hear("log_subscription_confirmed")
        with Page(lenient) as other:
            other.emit("nobody:knows", {})
            entry = page.hear("log_stream")
        assert entry["type"] == "log_entry" and entry["payload"]["msg"]


def test_demand_54_raw_message_of_actions(lenient):
    with Page(lenient) as page:
        channel = direct_channel(lenient, page.user)
        page.join(channel)
        raw = {"text": "Done", "actions": ["MULTI_STEP_SUMMARY"]}
        call(lenient, "POST", f"{API}/action", {
            "channel_id": channel, "message_server_id": ZERO, "author_id": AGENT, "content": "Done",
            "source_type": "agent_action", "raw_message": raw}, 201)
        message = page.hear("messageBroadcast")
        assert message["rawMessage"] == raw and message["actions"] == ["MULTI_STEP_SUMMARY"]


def test_demand_55_echo_goes_back_to_the_sender(talk):
    assert talk[2]["text"] == talk[1]["message"]


def test_demand_56_joins_are_answered_twice(talk):
    joined, room = events(talk[0], "channel_joined")[0], events(talk[0], "room_joined")[0]
    assert joined == room and "successfully joined" in joined["message"]


@pytest.mark.parametrize("number, names", [
    (57, ["world-state", "logEntry"]),
    (95, ["sessionExpirationWarning", "sessionExpired", "sessionRenewed"]),
    (96, ["unauthorized"]), (113, ["messageState"]),
    (114, ["agentAction", "agentResponse", "actionStarted", "actionExecuted", "agentStatus", "actionStatusResponse"]),
], ids=lambda value: f"test_demand_{value}" if isinstance(value, int) else "")
def test_demand_of_events_no_server_sends_unasked(talk, number, names):
    """Nobody waits for them before going on; asked for, they come by the route that emits any event."""
    heard = {name for name, _ in talk[0].seen}
    assert not heard.intersection(names)
    assert not [
        value for _, value in talk[0].seen
        if isinstance(value, dict) and {"action", "agentAction", "responseAction"}.intersection(value)]


def test_demand_70_attachments(talk):
    assert talk[2]["attachments"] == talk[1]["attachments"]


def test_demand_71_same_id_again_means_update(lenient):
    with Page(lenient) as page:
        channel = direct_channel(lenient, page.user)
        page.join(channel)
        made = call(lenient, "POST", f"{API}/action", {
            "channel_id": channel, "message_server_id": ZERO, "author_id": AGENT, "content": "Searching",
            "source_type": "agent_action", "raw_message": {"actionStatus": "executing"}}, 201).json()
        first = page.hear("messageBroadcast")
        call(lenient, "PATCH", f"{API}/action/{made['data']['id']}", {
            "content": "Found", "raw_message": {"actionStatus": "completed"}}, 200)
        second = page.hear("messageBroadcast")
        assert first["id"] == second["id"] == made["data"]["id"]
        assert second["text"] == "Found" and second["updatedAt"] >= first["createdAt"]


def test_demand_72_message_complete_names_the_channel(talk):
    assert events(talk[0], "messageComplete")[0]["channelId"] == talk[1]["channelId"]


def test_demand_73_message_error(lenient, release):
    with Page(lenient) as page:
        page.send("c", text="")
        assert set(page.hear("messageError")) == {"error"}
    user = new_id()
    with Page(release, user=user, auth={"entityId": user}) as page:
        page.send(new_id(), serverId=None)
        assert "messageServerId" in page.hear("messageError")["error"]


def test_demand_74_generic_message_event(talk):
    envelopes = events(talk[0], "message")
    said = [envelope["payload"]["text"] for envelope in envelopes if envelope["type"] == 3]
    assert said == [talk[3]["text"]]


def test_demand_90_room_id(talk):
    assert talk[3]["roomId"] == talk[1]["roomId"]


def test_demand_91_message_complete_names_the_message(talk):
    assert events(talk[0], "messageComplete")[0]["messageId"] == talk[1]["messageId"]


def test_demand_92_message_ack(talk):
    ack = events(talk[0], "messageAck")[0]
    assert ack == {
        "clientMessageId": talk[1]["messageId"], "messageId": talk[2]["id"],
        "status": "received_by_server_and_processing", "channelId": talk[1]["channelId"],
        "roomId": talk[1]["channelId"]}


def test_demand_93_authenticated(lenient):
    user = new_id()
    with Page(lenient, auth={"entityId": user}) as page:
        answer = page.hear("authenticated")
        assert answer["entityId"] == user and isinstance(answer["timestamp"], int)


def test_demand_94_stream_chunks(release):
    """Chunks and the final broadcast exclude nothing in the release that streams each reply."""
    user = new_id()
    with Page(release, user=user, auth={"entityId": user}) as page:
        channel = direct_channel(release, user)
        page.join(channel)
        page.send(channel, serverId=None, messageServerId=ZERO)
        reply = page.reply()
        chunks = events(page, "messageStreamChunk")
        assert "".join(chunk["chunk"] for chunk in chunks) == reply["text"]
        assert [chunk["index"] for chunk in chunks] == list(range(len(chunks)))
        assert {(chunk["messageId"], chunk["channelId"], chunk["agentId"]) for chunk in chunks} == {
            (reply["id"], channel, AGENT)}


def test_demand_110_channel_id(talk):
    assert talk[3]["channelId"] == talk[1]["channelId"]


def test_demand_111_echo_carries_the_client_message_id(talk):
    assert talk[2]["clientMessageId"] == talk[1]["messageId"]


def test_demand_112_control_message_of_type_thinking_and_complete(talk):
    controls = events(talk[0], "controlMessage")
    assert [control["type"] for control in controls] == ["thinking", "complete"]
    assert all("action" not in control and control["message"] for control in controls)
