"""Demands of the survey on what clients may emit; the numbers are those of its table."""

import pytest
import socketio

from demands.page import AGENT, ZERO, Page, direct_channel, new_id, session


@pytest.fixture
def page(lenient):
    with Page(lenient) as page:
        yield page


@pytest.fixture
def channel(lenient, page):
    return direct_channel(lenient, page.user)


def test_demand_5_join_as_message_type_1(page, channel):
    page.emit("message", {"type": 1, "payload": {"channelId": channel, "entityId": page.user}})
    assert page.hear("channel_joined")["channelId"] == channel


def test_demand_6_send_as_message_type_2(page, channel):
    page.join(channel)
    page.send(channel, "How are you?")
    assert page.echo()["text"] == "How are you?"
    assert page.reply()["senderId"] == AGENT


def test_demand_23_join_with_room_id_only(page, channel):
    assert page.join(channel, "roomId")["roomId"] == channel
    page.send(channel)
    page.reply()


def test_demand_28_dm_metadata_makes_the_agent_a_participant(release):
    user = new_id()
    with Page(release, user=user, auth={"entityId": user}) as page:
        channel = new_id()
        page.join(channel)
        page.send(
            channel, serverId=None, messageServerId=ZERO,
            metadata={"isDm": True, "channelType": "DM", "targetUserId": AGENT})
        assert page.reply()["senderId"] == AGENT


def test_demand_29_agent_answers_where_nobody_added_it(page, release):
    room = new_id()
    page.join(room)
    page.send(room)
    assert page.reply()["senderId"] == AGENT
    user = new_id()
    with Page(release, user=user, auth={"entityId": user}) as strict:
        strict.join(room)
        strict.send(room, serverId=None, messageServerId=ZERO)
        strict.echo()
        strict.settle()
        assert not [m for name, m in strict.seen if name == "messageBroadcast" and m["senderId"] == AGENT]


def test_demand_37_join_with_channel_id_only(page, channel):
    assert page.join(channel, "channelId")["channelId"] == channel


def test_demand_38_ids_that_are_no_uuids(page):
    page.user = "user-42"
    page.join("test-channel-123")
    page.send("test-channel-123", messageId="mcp-msg-1")
    assert page.echo()["senderId"] == "user-42"
    assert page.reply()["roomId"] == "test-channel-123"


def test_demand_39_unknown_events_are_reported_and_not_fatal(lenient, page, channel):
    for event in ("requestActionStatus", "room:join", "client:message", "request-world-state", "start-session"):
        page.emit(event, {"roomId": channel})
    page.join(channel)
    assert lenient.logged("room:join")


def test_demand_42_join_with_both_ids_the_channel_wins(page, channel):
    other = new_id()
    page.emit(
        "message",
        {"type": 1, "payload": {"channelId": channel, "roomId": other, "entityId": page.user}})
    assert page.hear("room_joined")["channelId"] == channel
    page.send(channel, roomId=other)
    assert page.reply()["roomId"] == channel


def test_demand_43_send_without_message_id(page, channel):
    page.join(channel)
    page.send(channel, messageId=None)
    page.reply()


def test_demand_44_send_without_room_id(page, channel):
    page.join(channel)
    page.send(channel, roomId=None)
    page.reply()


def test_demand_45_log_subscription(page):
    page.emit("subscribe_logs")
    assert page.hear("log_subscription_confirmed")["subscribed"] is True
    page.emit("update_log_filters", {"level": "info"})
    assert page.hear("log_filters_updated") == {"success": True, "filters": {"level": "info"}}
    page.emit("unsubscribe_logs")
    assert page.hear("log_subscription_confirmed")["subscribed"] is False


def test_demand_50_send_without_any_server_id(page, channel):
    page.join(channel)
    page.send(channel, serverId=None)
    page.reply()


def test_demand_51_send_without_channel_id(page, channel):
    page.join(channel)
    page.send(channel, channelId=None)
    assert page.reply()["roomId"] == channel


def test_demand_52_agent_id_as_room(page):
    page.join(AGENT, "roomId")
    page.send(AGENT)
    assert page.reply()["roomId"] == AGENT


def test_demand_53_events_called_join_and_leave(page, channel):
    page.emit("join", {"roomId": channel, "userId": page.user})
    assert page.hear("room_joined")["roomId"] == channel
    page.emit("leave", {"roomId": channel})
    page.send(channel)
    page.echo()
    page.settle()
    assert not [m for name, m in page.seen if name == "messageBroadcast" and m["senderId"] == AGENT]


def test_demand_68_direct_events(page, channel):
    page.emit("1", {"channelId": channel, "entityId": page.user})
    assert page.hear("channel_joined")["channelId"] == channel
    page.emit("2", {
        "channelId": channel, "senderId": page.user, "senderName": "User", "message": "Hi",
        "serverId": ZERO})
    assert page.reply()["senderId"] == AGENT


def test_demand_69_session_id_as_room(lenient, page):
    opened = session(lenient, page.user)
    page.join(opened["sessionId"], "roomId")
    page.send(opened["sessionId"])
    assert page.reply()["roomId"] == opened["sessionId"]


def test_demand_83_join_without_entity_id(page, channel):
    page.emit("message", {"type": 1, "payload": {"roomId": channel, "agentIds": [AGENT]}})
    assert page.hear("room_joined")["roomId"] == channel


def test_demand_84_send_without_sender_name(page, channel):
    page.join(channel)
    page.send(channel, senderName=None)
    assert isinstance(page.echo()["senderName"], str)
    page.reply()


def test_demand_85_message_server_id_in_place_of_server_id(page, channel):
    page.join(channel)
    page.send(channel, serverId=None, messageServerId=ZERO)
    page.reply()


def test_demand_86_send_to_a_room_never_joined_by_a_sender_soon_gone(lenient, page, channel):
    page.join(channel)
    with Page(lenient, user=page.user) as fleeting:
        fleeting.send(channel, "Sent and gone")
        fleeting.echo()
    assert page.hear("messageBroadcast")["text"] == "Sent and gone"
    assert page.reply()["senderId"] == AGENT


def test_demand_87_flat_payload_without_a_type(page, channel):
    page.join(channel)
    page.emit("message", {
        "senderId": page.user, "senderName": "User", "message": "Flat", "roomId": channel,
        "messageId": new_id(), "source": "plugin"})
    assert page.echo()["text"] == "Flat"
    page.reply()


def test_demand_88_acknowledgement_callbacks_are_answered(lenient, channel):
    client = socketio.Client()
    client.connect(lenient.url, wait_timeout=10)
    try:
        assert client.call("join", {"roomId": channel, "userId": "u", "userName": "n"}, timeout=5) is not None
        assert client.call(
            "message", {"text": "Hi", "roomId": channel, "userId": "u", "messageId": "m-1"}, timeout=5) is not None
    finally:
        client.disconnect()


def test_demand_89_payloads_of_several_megabytes(page, channel):
    page.join(channel)
    page.send(channel, metadata={"audioData": "A" * 3_000_000})
    assert len(page.echo()["metadata"]["audioData"]) == 3_000_000
    page.reply()


def test_demand_107_content_in_place_of_message(page, channel):
    page.join(channel)
    page.send(channel, message=None, content="In the wrong field")
    assert page.echo()["text"] == "In the wrong field"
    page.reply()


def test_demand_108_type_3_as_leave_is_accepted_in_silence(page, channel):
    page.join(channel)
    heard = len(page.seen)
    page.emit("message", {"type": 3, "payload": {"roomId": channel, "entityId": page.user}})
    page.settle()
    assert page.seen[heard:] == [] and page.connection.is_open
