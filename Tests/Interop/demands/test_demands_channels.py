"""Demands of the survey on channels and what is posted to them; the numbers are those of its table."""

import pytest

from demands.page import AGENT, API, ZERO, Page, call, direct_channel, new_id, session

BOTH = ["central-channels", "channels"]


def create(server, **fields):
    body = {
        "name": "A channel", "server_id": ZERO, "participantCentralUserIds": [new_id(), AGENT],
        "type": "DM", "metadata": {}, **fields}
    return call(server, "POST", f"{API}/central-channels", body, 201).json()


@pytest.mark.parametrize("base", BOTH)
def test_demand_12_channel_history(lenient, base):
    with Page(lenient) as page:
        channel = direct_channel(lenient, page.user)
        page.join(channel)
        page.send(channel)
        page.reply()
        body = call(lenient, "GET", f"{API}/{base}/{channel}/messages?limit=10", expect=200).json()
    messages = body["data"]["messages"]
    assert body["success"] is True and [m["authorId"] for m in messages] == [AGENT, page.user]
    for message in messages:
        assert message["created_at"] and message["createdAt"].endswith("Z")
        assert message["author_id"] == message["authorId"]
        assert message["source_type"] == message["sourceType"]


def test_demand_20_agent_joins_a_channel_even_the_zero_one(lenient):
    for channel in (direct_channel(lenient, new_id()), ZERO):
        answer = call(lenient, "POST", f"{API}/central-channels/{channel}/agents", {"agentId": AGENT}, 201).json()
        assert answer["data"]["channelId"] == channel and answer["data"]["agentId"] == AGENT


def test_demand_26_channel_creation(lenient):
    made = create(lenient)
    assert made["success"] is True and made["data"]["id"] == made["id"]
    assert create(lenient, type=2)["data"]["id"]


def test_demand_34_a_user_s_submit_reaches_the_agent(lenient):
    channel = create(lenient)["data"]["id"]
    with Page(lenient) as page:
        page.join(channel)
        call(lenient, "POST", f"{API}/submit", {
            "channel_id": channel, "server_id": ZERO, "author_id": page.user, "content": "Hello",
            "source_type": "user_message", "raw_message": {"content": "Hello"}}, 201)
        assert page.reply()["senderId"] == AGENT


def test_demand_35_channels_of_a_server_with_metadata(lenient):
    made = create(lenient, metadata={"isDm": True, "forAgent": AGENT})["data"]
    channels = call(lenient, "GET", f"{API}/central-servers/{ZERO}/channels", expect=200).json()["data"]["channels"]
    mine = next(channel for channel in channels if channel["id"] == made["id"])
    assert mine["metadata"] == {"isDm": True, "forAgent": AGENT}


def test_demand_59_chosen_channel_id(lenient, release):
    chosen = new_id()
    assert create(lenient, id=chosen)["data"]["id"] == chosen
    assert create(release, id=chosen)["data"]["id"] != chosen


def test_demand_60_newer_names(lenient):
    channel = create(lenient)["data"]["id"]
    for path in (f"channels/{channel}/messages", f"channels/{channel}/participants",
                 f"channels/{channel}/details", f"message-servers/{ZERO}/channels", "message-servers"):
        call(lenient, "GET", f"{API}/{path}", expect=200)


def test_demand_61_data_channel_of_a_new_channel(lenient):
    made = call(lenient, "POST", f"{API}/channels", {
        "name": "Chat Session", "serverId": ZERO, "description": "x", "type": "text"}, 201).json()
    assert made["data"]["channel"]["id"]


def test_demand_62_direct_channel(lenient):
    user = new_id()
    assert direct_channel(lenient, user) == direct_channel(lenient, user)


def test_demand_78_list_of_all_channels(lenient):
    made = create(lenient)["data"]["id"]
    body = call(lenient, "GET", f"{API}/central-channels", expect=200).json()
    assert made in [channel["id"] for channel in body["data"]["channels"]]


def test_demand_79_posting_with_snake_case_names(lenient):
    channel = create(lenient)["data"]["id"]
    with Page(lenient) as page:
        page.join(channel)
        call(lenient, "POST", f"{API}/central-channels/{channel}/messages", {
            "author_id": page.user, "content": "Hello", "server_id": ZERO, "raw_message": {},
            "metadata": {"user_display_name": "Ann"}, "source_type": "strategy"}, 201)
        assert page.echo()["senderName"] == "Ann"
        assert page.reply()["senderId"] == AGENT


def test_demand_80_submit_s_answer_has_three_ids(lenient):
    channel = create(lenient)["data"]["id"]
    data = call(lenient, "POST", f"{API}/submit", {
        "channel_id": channel, "server_id": ZERO, "author_id": new_id(), "content": "Hello",
        "source_type": "user_message", "raw_message": {}}, 201).json()["data"]
    assert data["id"] == data["message"]["id"] and data["channelId"] == channel


def test_demand_99_channel_message_by_http(lenient):
    answer = call(lenient, "POST", f"{API}/channels/{new_id()}/messages", {
        "author_id": new_id(), "content": "Hello", "message_server_id": ZERO, "transport": "http"}, 201).json()
    assert answer["agentResponse"]["text"] and answer["userMessage"]["created_at"]


def test_demand_101_participants_are_ids(lenient):
    user = new_id()
    channel = direct_channel(lenient, user)
    body = call(lenient, "GET", f"{API}/central-channels/{channel}/participants", expect=200).json()
    assert body["success"] is True and sorted(body["data"]) == sorted([user, AGENT])


def test_demand_102_deletions(lenient):
    with Page(lenient) as page:
        channel = direct_channel(lenient, page.user)
        page.join(channel)
        page.send(channel)
        first = page.echo()["id"]
        page.reply()
        path = f"{API}/central-channels/{channel}"
        call(lenient, "DELETE", f"{path}/messages/{first}", expect=204)
        left = call(lenient, "GET", f"{path}/messages").json()["data"]["messages"]
        assert [message["authorId"] for message in left] == [AGENT]
        call(lenient, "DELETE", f"{path}/messages", expect=204)
        assert call(lenient, "GET", f"{path}/messages").json()["data"]["messages"] == []
        call(lenient, "DELETE", path, expect=204)
        call(lenient, "GET", f"{path}/details", expect=404)


def test_demand_103_title(lenient):
    with Page(lenient) as page:
        channel = direct_channel(lenient, page.user)
        page.join(channel)
        for text in ("I want to plan a garden", "With roses"):
            page.send(channel, text)
            page.reply()
        answer = call(
            lenient, "POST", f"{API}/central-channels/{channel}/generate-title", {"agentId": AGENT}, 200).json()
    assert answer["data"]["title"] == "I Want To Plan A" and answer["data"]["channelId"] == channel


def test_demand_122_upload(lenient):
    channel = create(lenient)["data"]["id"]
    picture = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
    answer = call(
        lenient, "POST", f"{API}/channels/{channel}/upload-media",
        files={"file": ("picture.png", picture, "image/png")}, expect=200).json()
    url = answer["data"]["url"]
    served = call(lenient, "GET", url, expect=200)
    assert served.content == picture and served.headers["Content-Type"].startswith("image/png")


def test_demand_123_messages_of_other_platforms(lenient):
    channel = create(lenient)["data"]["id"]
    with Page(lenient) as page:
        page.join(channel)
        answer = call(lenient, "POST", f"{API}/ingest-external", {
            "channel_id": channel, "server_id": ZERO, "author_id": page.user, "author_display_name": "Ann",
            "content": "From elsewhere", "source_type": "game", "raw_message": {}, "metadata": {}}, 202).json()
        assert answer["success"] is True
        assert page.echo()["senderName"] == "Ann"
        assert page.reply()["senderId"] == AGENT
