"""python-socketio's clients, threaded and asyncio, over every transport and over TLS."""

import asyncio
import contextlib
import socket as sockets
import ssl
import time

import aiohttp
import pytest
import requests
import socketio

from chat import (
    ACK, CONTROL, JOIN, MESSAGE, SEND, SERVER, THINKING, TRANSPORTS, Chatter, Log, create_session,
    is_reply, leave, send_payload)
from guarded_tls import guarded_context
from ordered_client import OrderedClient
from servers import Server, free_port

USER = "6f1f3c9e-52f4-4a55-9d0b-0d3f5c1b7a01"
SETTLED = 0.4
"""Seconds after which nothing more is expected."""


@pytest.fixture
def room(mock):
    """A new session's id, which is the room a page joins."""
    return create_session(mock.url)["sessionId"]


@pytest.mark.parametrize("transports", TRANSPORTS)
class TestEcho:
    def test_threaded(self, echo, transports):
        client, log = OrderedClient(), Log()
        client.on("*", log.add)
        client.on("*", lambda event, *arguments: log.add("custom " + event, *arguments), namespace="/custom")
        client.connect(
            echo.url, transports=TRANSPORTS[transports], namespaces=["/", "/custom"],
            auth={"token": "x"}, wait_timeout=20)
        try:
            assert client.transport() == TRANSPORTS[transports][-1]
            assert log.wait("auth") == {"token": "x"}
            client.emit("message", ({"text": "€"}, b"\x00\xff", [1, 2.5, None]))
            log.wait("message-back")
            assert ("message-back", {"text": "€"}, b"\x00\xff", [1, 2.5, None]) in log.events
            client.emit("message", "there", namespace="/custom")
            assert log.wait("custom message-back") == "there"
            assert client.call("message-with-ack", ("a", b"\x01", {"b": [True]}), timeout=20) == (
                "a", b"\x01", {"b": [True]})
        finally:
            leave(client)

    def test_asyncio(self, echo, transports):
        async def converse():
            client, heard = socketio.AsyncClient(), asyncio.Queue()

            @client.on("message-back")
            async def _(*arguments):
                await heard.put(arguments)

            await client.connect(echo.url, transports=TRANSPORTS[transports], wait_timeout=20)
            try:
                assert client.transport() == TRANSPORTS[transports][-1]
                for n in range(50):
                    await client.emit("message", (n, bytes([n])))
                for n in range(50):
                    assert await asyncio.wait_for(heard.get(), 20) == (n, bytes([n]))
                assert await client.call("message-with-ack", "x", timeout=20) == "x"
            finally:
                await client.disconnect()

        asyncio.run(converse())

    def test_unknown_namespace_is_refused(self, echo, transports):
        client = socketio.Client()
        with pytest.raises(socketio.exceptions.ConnectionError):
            client.connect(
                echo.url, namespaces=["/nowhere"], transports=TRANSPORTS[transports], wait_timeout=20)
        client.disconnect()

    def test_survives_several_heartbeats(self, quick_echo, transports):
        client, log = socketio.Client(reconnection=False), Log()
        client.on("disconnect", lambda *_: log.add("disconnect"))
        client.connect(quick_echo.url, transports=TRANSPORTS[transports], wait_timeout=20)
        time.sleep(1.4)
        assert client.call("message-with-ack", "still here", timeout=20) == "still here"
        assert log.events == []
        leave(client)


@pytest.mark.parametrize("transports", TRANSPORTS)
class TestConversation:
    def test_threaded(self, mock, room, transports):
        with Chatter(mock.url, room, transports=transports) as ada:
            assert ada.log.named("connection_established")[0]["socketId"] == ada.client.get_sid()
            joined = ada.log.named("channel_joined")
            assert len(joined) == 1 and room in (joined[0]["channelId"], joined[0]["roomId"])
            message_id = ada.say("Hello")
            reply = ada.wait_for_reply()
            ada.log.wait("messageComplete")
            time.sleep(SETTLED)

            assert reply["senderName"] == "Eliza" and reply["text"]
            assert room in (reply["channelId"], reply["roomId"])
            echoes = [value for value in ada.log.named("messageBroadcast") if not is_reply(value)]
            assert [echo["clientMessageId"] for echo in echoes] == [message_id]
            assert echoes[0]["text"] == "Hello"
            acks = ada.log.named("messageAck")
            assert [(ack["clientMessageId"], ack["messageId"]) for ack in acks] == [
                (message_id, echoes[0]["id"])]
            assert len(ada.replies()) == 1
            assert len(ada.log.named("messageComplete")) == 1
            assert [control["type"] for control in ada.log.named("controlMessage")] == [
                "thinking", "complete"]
            assert ada.log.named("messageError") == []
            kinds = [envelope["type"] for envelope in ada.log.named("message")]
            assert sorted(kinds) == [MESSAGE, ACK, THINKING, CONTROL, CONTROL]

    def test_asyncio_order(self, mock, room, transports):
        """The asyncio client keeps the order of events, so that it can be asserted."""
        async def converse():
            client, heard = socketio.AsyncClient(), []
            done = asyncio.Event()

            @client.on("*")
            async def _(event, *arguments):
                heard.append((event, *arguments))
                if event == "messageComplete":
                    done.set()

            await client.connect(mock.url, transports=TRANSPORTS[transports], wait_timeout=20)
            try:
                payload = {"roomId": room, "channelId": room}
                await client.emit("message", {"type": JOIN, "payload": payload})
                await client.emit("message", {"type": SEND, "payload": send_payload(room, "Hi", USER)})
                await asyncio.wait_for(done.wait(), 20)
            finally:
                await client.disconnect()
            return heard

        heard = asyncio.run(converse())
        names = [entry[0] for entry in heard if entry[0] != "message"]
        assert names == [
            "connection_established", "channel_joined", "room_joined", "messageBroadcast", "messageAck",
            "controlMessage", "messageBroadcast", "controlMessage", "messageComplete"]
        broadcasts = [entry[1] for entry in heard if entry[0] == "messageBroadcast"]
        assert [is_reply(broadcast) for broadcast in broadcasts] == [False, True]


class TestSeveralClients:
    def test_two_users_in_a_room(self, mock, room):
        with Chatter(mock.url, room) as ada, Chatter(mock.url, room, transports="websocket") as grace, \
                Chatter(mock.url, transports="polling") as outsider:
            message_id = ada.say("Hello both")
            ada.wait_for_reply()
            grace.wait_for_reply()
            time.sleep(SETTLED)
            assert ada.log.named("messageBroadcast")[0]["clientMessageId"] == message_id
            first, second = grace.log.named("messageBroadcast")
            assert first["text"] == "Hello both" and "clientMessageId" not in first
            assert is_reply(second)
            assert grace.log.named("messageAck") == []
            assert outsider.log.named("messageBroadcast") == []

    def test_the_same_user_twice(self, mock, room):
        with Chatter(mock.url, room) as phone, Chatter(mock.url, room, user=phone.user) as desk:
            phone.say("From the phone")
            for page in (phone, desk):
                page.wait_for_reply()
            time.sleep(SETTLED)
            for page in (phone, desk):
                assert len(page.log.named("messageBroadcast")) == 2
                assert len(page.replies()) == 1

    def test_joining_twice_is_harmless(self, mock, room):
        with Chatter(mock.url, room) as ada:
            ada.join(room)
            ada.say("Once only")
            ada.wait_for_reply()
            time.sleep(SETTLED)
            assert len(ada.log.named("messageBroadcast")) == 2

    def test_who_sends_while_others_think(self, mock):
        """Rooms do not get mixed up when many talk at once."""
        rooms = [create_session(mock.url)["sessionId"] for _ in range(6)]
        with contextlib.ExitStack() as stack:
            pages = [stack.enter_context(Chatter(mock.url, room, transports=kind))
                     for room, kind in zip(rooms, list(TRANSPORTS) * 2)]
            for number, page in enumerate(pages):
                page.say(f"I am number {number}")
            for page in pages:
                page.wait_for_reply()
            time.sleep(SETTLED)
            for page in pages:
                assert len(page.log.named("messageBroadcast")) == 2
                assert all(page.room in (value["channelId"], value["roomId"])
                           for value in page.log.named("messageBroadcast"))


class TestLeaving:
    def test_a_reply_is_stored_when_its_asker_is_gone(self, mock):
        session = create_session(mock.url)
        with Chatter(mock.url, session["sessionId"], session["userId"]) as ada:
            ada.say("I have to go")
            ada.log.wait("messageAck")
        address = f"{mock.url}/api/messaging/sessions/{session['sessionId']}/messages"
        until = time.monotonic() + 20
        while time.monotonic() < until:
            messages = requests.get(address, timeout=20).json()["messages"]
            if len(messages) == 2:
                break
            time.sleep(0.05)
        assert [message["isAgent"] for message in messages] == [True, False]

    def test_who_stays_gets_the_reply(self, mock, room):
        with Chatter(mock.url, room) as stays:
            with Chatter(mock.url, room) as leaves:
                leaves.say("Bye")
                leaves.log.wait("messageAck")
            assert stays.wait_for_reply()["text"]

    def test_a_lost_connection_comes_back_as_a_stranger(self, mock, room):
        with Chatter(mock.url, room, transports="websocket", reconnection=True, reconnection_delay=0.1) as ada:
            ada.client.eio.ws.sock.shutdown(2)
            ada.log.wait("connect", 2)
            with Chatter(mock.url, room) as grace:
                grace.say("Anybody here?")
                grace.wait_for_reply()
                assert ada.log.named("messageBroadcast") == []
                ada.join(room)
                grace.say("And now?")
                ada.wait_for_reply()


class TestRestart:
    @pytest.mark.parametrize("transports", TRANSPORTS)
    def test_reconnects_rejoins_and_goes_on(self, transports):
        port = free_port()
        arguments = ("eliza-mock", "serve", "--port", port, "--think", "100ms")
        with Server(*arguments) as server:
            room = create_session(server.url)["sessionId"]
            ada = Chatter(
                server.url, room, transports=transports,
                reconnection=True, reconnection_delay=0.2, reconnection_delay_max=0.4)
            ada.say("Before")
            ada.wait_for_reply()
        ada.log.wait("disconnect")
        with Server(*arguments):
            ada.log.wait("connect", 2, seconds=20)
            ada.join(room)
            ada.say("After")
            ada.wait_for_reply(2)
            time.sleep(SETTLED)
            assert len(ada.log.named("messageBroadcast")) == 4
            ada.close()


class TestUnusualClients:
    def test_unknown_events_are_ignored(self, mock, room):
        with Chatter(mock.url, room) as ada:
            for event, arguments in [
                    ("no_such_event", ({"a": 1},)), ("join", (room,)), ("", ()), ("message", ()),
                    ("message", ("hello",)), ("message", (None,)), ("message", ({"type": 99, "payload": {}},)),
                    ("message", ({"type": SEND, "payload": None},)), ("message", (b"\x00\x01",)),
                    ("message", ({"type": SEND, "payload": []},)), ("2", ()), ("1", (7,))]:
                ada.client.emit(event, arguments)
            ada.say("Still here")
            assert ada.wait_for_reply()

    def test_events_named_by_number(self, mock, room):
        with Chatter(mock.url) as ada:
            ada.client.emit("1", {"channelId": room, "entityId": ada.user})
            ada.log.wait("room_joined")
            ada.client.emit("2", send_payload(room, "Hello", ada.user))
            assert ada.wait_for_reply()["text"]

    @pytest.mark.parametrize("leave_out", ["roomId", "channelId", "senderName", "messageId", "source",
                                           "attachments", "metadata"])
    def test_a_field_may_be_missing(self, mock, room, leave_out):
        with Chatter(mock.url, room) as ada:
            payload = send_payload(room, "Hello", ada.user)
            del payload[leave_out]
            ada.emit(SEND, payload)
            assert ada.wait_for_reply()["text"]

    @pytest.mark.parametrize("field", ["channelId", "senderId"])
    def test_an_overlong_id_is_refused(self, mock, room, field):
        with Chatter(mock.url, room) as page:
            page.say("Hello", **{field: "i" * 1_025})
            page.log.wait("messageError")
            assert page.log.named("messageError")[0]["error"] == f"The {field} has at most 1024 bytes."
            assert page.log.named("messageBroadcast") == []

    def test_the_channel_and_the_session_are_one_room(self, mock):
        session = create_session(mock.url)
        with Chatter(mock.url, session["channelId"]) as by_channel, \
                Chatter(mock.url, session["sessionId"]) as by_session:
            by_session.say("Hello")
            assert by_channel.wait_for_reply()["id"] == by_session.wait_for_reply()["id"]

    def test_acknowledgement_callbacks_are_answered(self, mock, room):
        with Chatter(mock.url, room) as ada:
            answer = ada.client.call(
                "message", {"type": SEND, "payload": send_payload(room, "Hello", ada.user)}, timeout=20)
            assert answer is not None

    def test_typing_reaches_the_others_only(self, mock, room):
        with Chatter(mock.url, room) as ada, Chatter(mock.url, room) as grace:
            ada.emit(THINKING, {"channelId": room, "roomId": room, "senderId": ada.user})
            envelope = grace.log.wait("message")
            assert envelope["type"] == THINKING and envelope["payload"]["senderId"] == ada.user
            time.sleep(0.1)
            assert ada.log.named("message") == []

    def test_control_and_generic_messages_are_relayed(self, mock, room):
        with Chatter(mock.url, room) as ada, Chatter(mock.url, room) as grace:
            ada.emit(CONTROL, {"channelId": room, "roomId": room, "type": "refresh"})
            assert grace.log.wait("message")["payload"]["type"] == "refresh"
            ada.emit(MESSAGE, {"channelId": room, "roomId": room, "message": "psst"})
            assert grace.log.wait("message", 2)["payload"]["message"] == "psst"

    def test_a_reply_by_rest_reaches_the_room(self, mock):
        session = create_session(mock.url)
        with Chatter(mock.url, session["channelId"]) as ada:
            answer = requests.post(
                f"{mock.url}/api/messaging/sessions/{session['sessionId']}/messages",
                json={"content": "Hello by REST"}, timeout=20)
            assert answer.status_code == 201
            assert ada.wait_for_reply()["text"]


@pytest.fixture(scope="module")
def tls_mock():
    with Server("eliza-mock", "serve", "--port", 0, "--tls", "--think", "100ms") as server:
        yield server


@pytest.fixture(scope="module")
def certificate(tls_mock, tmp_path_factory):
    """The self-signed certificate that the server shows, as a file to trust."""
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    path.write_text(ssl.get_server_certificate((tls_mock.host, tls_mock.port)))
    return str(path)


def http_session(verify):
    """A session that trusts what it is told, whatever the environment says."""
    session = requests.Session()
    session.trust_env, session.verify = False, verify
    return session


class TestTLS:
    @pytest.mark.parametrize("transports", TRANSPORTS)
    def test_threaded_with_verification(self, tls_mock, certificate, transports):
        self.converse(
            tls_mock, certificate, transports, http_session=http_session(certificate),
            websocket_extra_options={"sslopt": {"context": guarded_context(certificate)}})

    @pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
    @pytest.mark.parametrize("transports", TRANSPORTS)
    def test_threaded_without_verification(self, tls_mock, certificate, transports):
        self.converse(
            tls_mock, certificate, transports, http_session=http_session(False), ssl_verify=False,
            websocket_extra_options={"sslopt": {"context": guarded_context(), "cert_reqs": ssl.CERT_NONE}})

    def test_a_body_longer_than_what_may_wait_for_a_client_arrives(self, tls_mock, certificate):
        http, data = http_session(certificate), bytes(range(256)) * (20 * 4096)
        channel = http.post(f"{tls_mock.url}/api/messaging/channels", timeout=20, json={
            "name": "Films", "type": "GROUP", "messageServerId": SERVER, "participantCentralUserIds": [USER]}).json()
        stored = http.post(
            f"{tls_mock.url}/api/messaging/channels/{channel['data']['id']}/upload-media", timeout=60,
            files={"file": ("film.mp4", data, "video/mp4")}).json()
        assert http.get(tls_mock.url + stored["data"]["url"], timeout=60).content == data

    def converse(self, server, certificate, transports, **options):
        room = create_session(server.url, verify=certificate)["sessionId"]
        with Chatter(server.url, room, transports=transports, **options) as ada:
            assert ada.client.transport() == TRANSPORTS[transports][-1]
            ada.say("Hello")
            assert ada.wait_for_reply()["text"]

    @pytest.mark.parametrize("transports", TRANSPORTS)
    @pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
    def test_asyncio_with_verification(self, tls_mock, certificate, transports, host):
        url = f"https://{host}:{tls_mock.port}"
        room = create_session(url, verify=certificate)["sessionId"]

        async def converse():
            context = ssl.create_default_context(cafile=certificate)
            async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=context)) as http:
                client, reply = socketio.AsyncClient(http_session=http), asyncio.Event()

                @client.on("messageBroadcast")
                async def _(broadcast):
                    if is_reply(broadcast):
                        reply.set()

                await client.connect(url, transports=TRANSPORTS[transports], wait_timeout=20)
                payload = {"roomId": room, "entityId": USER}
                await client.emit("message", {"type": JOIN, "payload": payload})
                await client.emit("message", {"type": SEND, "payload": send_payload(room, "Hi", USER)})
                await asyncio.wait_for(reply.wait(), 20)
                await client.disconnect()

        asyncio.run(converse())

    def test_an_untrusted_certificate_is_noticed(self, tls_mock):
        with pytest.raises(requests.exceptions.SSLError):
            requests.get(tls_mock.url, timeout=20)

    @pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
    def test_modern_versions_work(self, tls_mock, certificate, version):
        context = ssl.create_default_context(cafile=certificate)
        context.minimum_version = context.maximum_version = version
        with _tls(tls_mock, context) as secured:
            assert secured.version() == version.name.replace("_", ".")

    @pytest.mark.filterwarnings("ignore::DeprecationWarning")
    @pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
    def test_old_versions_are_refused(self, tls_mock, version):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version
        with pytest.raises((ssl.SSLError, ConnectionError)):
            _tls(tls_mock, context)

    def test_plain_http_on_the_tls_port_is_told_so(self, tls_mock, certificate):
        answer = requests.get(tls_mock.url.replace("https", "http"), timeout=20)
        assert answer.status_code == 400 and "https" in answer.text
        assert requests.get(f"{tls_mock.url}/api/server/ping", verify=certificate, timeout=20).ok


def _tls(server, context):
    plain = sockets.create_connection((server.host, server.port), timeout=20)
    return context.wrap_socket(plain, server_hostname="localhost")
