"""Demands of the survey on transports and time; the numbers are those of its table."""

import time

import requests
import socketio

from demands.page import AGENT, API, Page, call, conversation, direct_channel, new_id, session
from engine import Connection

ORIGIN = "http://localhost:5173"


def test_demand_1_socket_io_5_over_engine_io_4(lenient):
    opening = requests.get(f"{lenient.url}/socket.io/?EIO=4&transport=polling", timeout=10)
    assert opening.status_code == 200 and opening.text.startswith('0{"sid":"')
    with Page(lenient) as page:
        assert page.hear("connection_established")["socketId"] == page.connection.sid


def test_demand_8_polling_first_then_upgrade(lenient):
    with Page(lenient, ("polling", "websocket")) as page:
        assert page.connection.transport == "websocket"
        page.join(direct_channel(lenient, page.user))


def test_demand_9_cross_origin_rest_and_polling(lenient):
    for path in (f"{API}/sessions", "/socket.io/?EIO=4&transport=polling"):
        preflight = requests.options(
            lenient.url + path, timeout=10, headers={
                "Origin": ORIGIN, "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "content-type"})
        assert preflight.status_code == 204
        assert preflight.headers["Access-Control-Allow-Origin"] in (ORIGIN, "*")
        assert "content-type" in preflight.headers["Access-Control-Allow-Headers"].lower()
    answer = call(lenient, "GET", "/api/agents", headers={"Origin": ORIGIN})
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN


def test_demand_13_joining_again_is_harmless(lenient):
    with Page(lenient) as page:
        channel = direct_channel(lenient, page.user)
        for _ in range(3):
            page.join(channel)
        page.send(channel)
        page.reply()
        page.settle()
        broadcasts = [m for name, m in page.seen if name == "messageBroadcast"]
        assert len(broadcasts) == 2


def test_demand_18_websocket_from_the_first_packet(lenient):
    with Page(lenient, ("websocket",)) as page:
        assert page.connection.opens[0]["upgrades"] == []


def test_demand_21_reply_delay_is_configurable(own_mock):
    server = own_mock("--port", 0, "--think", "700ms")
    with Page(server) as page:
        channel = direct_channel(server, page.user)
        page.join(channel)
        began = time.monotonic()
        page.send(channel)
        page.reply()
        assert 0.65 < time.monotonic() - began < 5


def test_demand_22_polling_the_history_is_not_limited(lenient):
    opened = session(lenient)
    for _ in range(1100):
        answer = requests_session.get(
            f"{lenient.url}{API}/sessions/{opened['sessionId']}/messages", timeout=10)
        assert answer.status_code == 200


requests_session = requests.Session()


def test_demand_36_clients_reconnect_after_a_server_side_disconnect(own_mock):
    server = own_mock("--port", 0)
    port = server.port
    client, reasons, greetings = socketio.Client(reconnection_delay=0.1), [], []
    client.on("disconnect", lambda reason=None: reasons.append(reason))
    client.on("connection_established", greetings.append)
    client.connect(server.url, wait_timeout=10)
    try:
        server.stop_cleanly()
        own_mock("--port", port)
        until = time.monotonic() + 15
        while len(greetings) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        assert reasons and len(greetings) == 2
    finally:
        client.shutdown()


def test_demand_64_api_key_header_is_allowed_and_may_be_empty(lenient):
    preflight = requests.options(
        f"{lenient.url}{API}/sessions", timeout=10, headers={
            "Origin": ORIGIN, "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type,x-api-key"})
    assert "x-api-key" in preflight.headers["Access-Control-Allow-Headers"].lower()
    call(lenient, "GET", "/api/agents", expect=200, headers={"X-API-Key": ""})


def test_demand_65_bearer_token_is_accepted(own_mock, lenient):
    call(lenient, "GET", "/api/agents", expect=200, headers={"Authorization": "Bearer x.y.z"})
    guarded = own_mock("--port", 0, "--api-key", "secret")
    call(guarded, "GET", "/api/agents", expect=401)
    call(guarded, "GET", "/api/agents", expect=200, headers={"Authorization": "Bearer secret"})


def test_demand_66_entity_id_in_the_handshake(lenient, release):
    user = new_id()
    for server in (lenient, release):
        with Page(server, auth={"entityId": user}) as page:
            assert page.hear("authenticated")["entityId"] == user
    refused = Connection(release.url, ["websocket"])
    assert not refused.connect() and refused.error == "Valid entityId required"


def test_demand_67_several_sockets_of_one_user(lenient):
    user = new_id()
    channel = direct_channel(lenient, user)
    pages = [Page(lenient, user=user) for _ in range(5)]
    for page in pages:
        page.join(channel)
    pages[0].send(channel)
    replies = {page.reply()["id"] for page in pages}
    assert len(replies) == 1
    for page in pages:
        page.connection.disconnect()


def test_demand_82_jwt_in_the_handshake(lenient):
    with Page(lenient, auth={"token": "aaa.bbb.ccc"}) as page:
        page.hear("connection_established")


def test_demand_104_credentialed_cors(lenient):
    for path in ("/api/agents", "/socket.io/?EIO=4&transport=polling"):
        answer = requests.get(lenient.url + path, headers={"Origin": ORIGIN}, timeout=10)
        assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
        assert answer.headers["Access-Control-Allow-Credentials"] == "true"


def test_demand_105_unknown_handshake_query_keys(lenient):
    with Page(lenient, query=f"&clientType=client&agentId={AGENT}&userId=x") as page:
        page.hear("connection_established")


def test_demand_106_bare_probes_of_the_endpoint(lenient):
    assert requests.get(f"{lenient.url}/socket.io/?EIO=4&transport=polling", timeout=10).status_code == 200
    assert requests.get(f"{lenient.url}/socket.io/", timeout=10).status_code == 400


def test_demand_125_too_many_requests_on_demand(own_mock):
    server = own_mock("--port", 0, "--rate-limit", "3/1m")
    for _ in range(3):
        call(server, "GET", "/api/agents", expect=200)
    answer = call(server, "GET", "/api/agents", expect=429)
    assert answer.json()["error"]["code"] == "RATE_LIMIT_EXCEEDED"
    assert int(answer.headers["Retry-After"]) > 0
