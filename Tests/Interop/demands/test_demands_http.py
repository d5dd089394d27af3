"""Demands of the survey on REST: sessions, agents, message servers and the rest; the numbers are those of its table."""

import json

import pytest
import requests

from demands.page import AGENT, API, ZERO, Page, call, direct_channel, new_id, session


def test_demand_11_session_creation(lenient):
    opened = session(lenient)
    assert opened["sessionId"] == opened["id"] and opened["channelId"]


def test_demand_14_agents(lenient):
    body = call(lenient, "GET", "/api/agents", expect=200).json()
    agent = body["data"]["agents"][0]
    assert agent["id"] == AGENT and agent["name"] == agent["characterName"] == "Eliza"
    assert agent["status"] == "active" and body["agents"] == body["data"]["agents"]


def test_demand_17_session_message(lenient):
    opened = session(lenient)
    path = f"{API}/sessions/{opened['sessionId']}/messages"
    answer = call(lenient, "POST", path, {"content": "Hello"}, 201).json()
    assert answer["content"] == "Hello" and answer["authorId"] == opened["userId"]


def test_demand_27_health(lenient):
    assert call(lenient, "GET", "/api/server/ping", expect=200).json()["pong"] is True
    assert call(lenient, "GET", "/api/server/status", expect=200).json()["status"] == "ok"
    assert call(lenient, "GET", "/api/server/health", expect=200).json()["status"] == "OK"
    assert call(lenient, "GET", "/healthz", expect=200).json()["status"] == "ok"
    assert call(lenient, "GET", "/health", expect=200).json()["agentCount"] >= 1


def test_demand_41_memory(lenient):
    user = new_id()
    with Page(lenient, user=user) as page:
        channel = direct_channel(lenient, user)
        page.join(channel)
        page.send(channel)
        page.reply()
    for path, list_name in (
            (f"/api/memory/{AGENT}/memories", "memories"), (f"/api/memory/{AGENT}/rooms", "rooms")):
        body = call(lenient, "GET", path, expect=200).json()
        assert body["success"] is True and body["data"][list_name]
    room = body["data"]["rooms"][0]["id"]
    memories = call(lenient, "GET", f"/api/memory/{AGENT}/memories?roomId={room}", expect=200).json()
    assert memories["success"] is True


def test_demand_49_session_history(lenient):
    opened = session(lenient)
    path = f"{API}/sessions/{opened['sessionId']}/messages"
    call(lenient, "POST", path, {"content": "Hello", "transport": "http"}, 201)
    messages = call(lenient, "GET", path, expect=200).json()["messages"]
    assert [message["isAgent"] for message in messages] == [True, False]
    assert [message["authorId"] for message in messages] == [AGENT, opened["userId"]]


def test_demand_58_agent(lenient):
    agent = call(lenient, "GET", f"/api/agents/{AGENT}", expect=200).json()["data"]
    assert agent["id"] == AGENT and agent["name"] == "Eliza" and agent["bio"]


def test_demand_75_agent_lifecycle(own_mock):
    server = own_mock("--port", 0)
    character = {"name": "Nova", "bio": ["A second agent."]}
    made = call(server, "POST", "/api/agents", {"characterJson": character}, 201).json()["data"]
    path = f"/api/agents/{made['id']}"
    assert call(server, "POST", f"{path}/start", expect=200).json()["data"]["status"] == "active"
    changed = call(server, "PATCH", path, {"bio": ["Changed."]}, 200).json()["data"]
    assert changed["bio"] == ["Changed."]
    call(server, "POST", f"{path}/stop", expect=200)
    assert call(server, "GET", path, expect=200).json()["data"]["status"] == "inactive"
    call(server, "DELETE", path, expect=204)
    assert [agent["id"] for agent in call(server, "GET", "/api/agents").json()["data"]["agents"]] == [AGENT]


def test_demand_76_session_message_by_http(lenient):
    opened = session(lenient)
    answer = call(
        lenient, "POST", f"{API}/sessions/{opened['sessionId']}/messages",
        {"content": "Hello", "transport": "http"}, 201).json()
    assert answer["agentResponse"]["text"] and "REPLY" in answer["agentResponse"]["actions"]
    assert answer["sessionStatus"]["expiresAt"]


def test_demand_77_session_over_or_unknown(own_mock):
    server = own_mock("--port", 0)
    opened = session(server)
    path = f"{API}/sessions/{opened['sessionId']}"
    call(server, "DELETE", path, expect=200)
    answer = call(server, "GET", path, expect=404).json()
    assert answer["error"]["code"] == "SESSION_NOT_FOUND"
    assert call(server, "POST", f"{path}/messages", {"content": "x"}, 404).json()["error"]["code"] == "SESSION_NOT_FOUND"


def test_demand_81_message_servers_under_their_old_name(lenient):
    servers = call(lenient, "GET", f"{API}/central-servers", expect=200).json()["data"]["servers"]
    assert servers[0]["id"] == ZERO


@pytest.mark.parametrize("path", ["central-servers", "message-servers"])
def test_demand_100_message_servers_under_both_names(lenient, path):
    data = call(lenient, "GET", f"{API}/{path}", expect=200).json()["data"]
    assert data["messageServers"] == data["servers"] and data["servers"][0]["id"] == ZERO


def test_demand_97_plugin_routes(lenient):
    answer = call(lenient, "GET", f"/api/agents/{AGENT}/plugins/gamification/points?agentId={AGENT}")
    assert answer.status_code in (200, 404)
    assert answer.headers["Content-Type"].startswith("application/json")


def test_demand_98_session_end(lenient):
    opened = session(lenient)
    answer = call(lenient, "DELETE", f"{API}/sessions/{opened['sessionId']}", expect=200)
    assert answer.json()["success"] is True


def test_demand_116_world_creation(lenient):
    answer = call(lenient, "POST", f"/api/agents/{AGENT}/worlds", {"name": "Island"}, 201).json()
    assert answer["success"] is True and answer["data"]["world"]["name"] == "Island"


def test_demand_118_session_message_by_event_stream(lenient):
    opened = session(lenient)
    answer = call(
        lenient, "POST", f"{API}/sessions/{opened['sessionId']}/messages",
        {"content": "Hello", "transport": "sse"}, 200, headers={"Accept": "text/event-stream"})
    assert answer.headers["Content-Type"] == "text/event-stream"
    frames = [frame.split("\n", 1) for frame in answer.text.split("\n\n")[:-1]]
    events = [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in frames]
    assert events[0][0] == "user_message" and events[-1][0] == "done"
    chunks = [data["chunk"] for name, data in events if name == "chunk"]
    assert "".join(chunks) == events[-1][1]["text"]


def test_demand_119_content_as_an_object(lenient):
    opened = session(lenient)
    answer = call(
        lenient, "POST", f"{API}/sessions/{opened['sessionId']}/messages",
        {"content": {"text": "From a workflow", "action": "RUN"}}, 201).json()
    assert answer["content"] == "From a workflow"


def test_demand_121_own_message_server_with_the_user_s_id(lenient):
    user = new_id()
    made = call(lenient, "POST", f"{API}/servers", {
        "id": user, "name": "Mine", "sourceType": "custom", "sourceId": user, "metadata": {}}, 201).json()
    assert made["data"]["server"]["id"] == user
    added = call(lenient, "POST", f"{API}/servers/{user}/agents", {"agentId": AGENT}, 201).json()
    assert added["data"]["serverId"] == user


def test_demand_63_json_404_for_guessed_routes(lenient):
    for path in ("/api/sessions", "/api/chat", "/api/messaging/message", "/api/rooms/x", "/api/nothing/at/all"):
        answer = call(lenient, "POST", path, {}, 404)
        assert answer.headers["Content-Type"].startswith("application/json")
        assert answer.json()["success"] is False
    assert "/api/messaging/sessions" in call(lenient, "POST", "/api/sessions", {}, 404).json()["hint"]


def test_demand_124_a_plugin_s_simple_route_is_a_json_404(lenient):
    """Not part of the core server; whoever calls it learns so."""
    answer = call(lenient, "POST", f"{API}/simple/{AGENT}/message", {"text": "Hi"}, 404)
    assert answer.json()["success"] is False
