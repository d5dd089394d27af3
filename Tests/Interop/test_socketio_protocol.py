"""Socket.IO 5, packet by packet, against `realtime-echo`."""

import json
import time

import pytest

from engine import Polling, engine_socket, namespace_socket

PLACEHOLDERS = '{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}'


@pytest.fixture
def socket(echo):
    """A WebSocket that has joined `/` and read its greeting."""
    connection, _ = namespace_socket(echo)
    with connection:
        assert connection.receive() == '42["auth",{}]'
        yield connection


def join_custom(socket):
    socket.send("40/custom,")
    assert socket.receive().startswith('40/custom,{"sid":"')
    assert socket.receive() == '42/custom,["auth",{}]'


class TestConnect:
    def test_main_namespace(self, echo):
        connection, values = engine_socket(echo, "/socket.io/")
        with connection:
            connection.send("40")
            answer = connection.receive()
            assert answer.startswith("40{")
            sid = json.loads(answer[2:])
            assert list(sid) == ["sid"]
            assert sid["sid"] != values["sid"], "a socket id is not the session's id"
            assert connection.receive() == '42["auth",{}]'

    def test_payload_is_the_handshake_auth(self, echo):
        connection, _ = namespace_socket(echo, '40{"token":"123","n":1.50}')
        with connection:
            assert connection.receive() == '42["auth",{"token":"123","n":1.50}]'

    def test_custom_namespace(self, echo):
        connection, _ = namespace_socket(echo, "40/custom,")
        with connection:
            assert connection.receive() == '42/custom,["auth",{}]'

    def test_custom_namespace_with_payload(self, echo):
        connection, _ = namespace_socket(echo, '40/custom,{"token":"abc"}')
        with connection:
            assert connection.receive() == '42/custom,["auth",{"token":"abc"}]'

    def test_unknown_namespace_is_refused_and_the_connection_stays(self, echo):
        connection, _ = engine_socket(echo, "/socket.io/")
        with connection:
            connection.send("40/random")
            assert connection.receive() == '44/random,{"message":"Invalid namespace"}'
            connection.send("40")
            assert connection.receive().startswith('40{"sid":')

    def test_each_namespace_has_a_socket_id_of_its_own(self, echo):
        connection, main = namespace_socket(echo)
        with connection:
            assert connection.receive() == '42["auth",{}]'
            connection.send("40/custom,")
            answer = connection.receive()
            assert json.loads(answer.removeprefix("40/custom,"))["sid"] != main

    def test_over_polling(self, echo):
        session = Polling(echo.url, "/socket.io/")
        session.open()
        session.send('40{"token":"123"}')
        received = []
        while len(received) < 2:
            received += session.receive()
        assert received[0].startswith('40{"sid":"')
        assert received[1:] == ['42["auth",{"token":"123"}]']

    def test_who_joins_nothing_is_closed(self, quick_echo):
        began = time.monotonic()
        connection, _ = engine_socket(quick_echo, "/socket.io/")
        with connection:
            assert set(connection.expect_closed(pong=True)) <= {"2"}
            assert 1 <= time.monotonic() - began <= 3

    def test_who_was_refused_everywhere_is_closed_too(self, quick_echo):
        connection, _ = engine_socket(quick_echo, "/socket.io/")
        with connection:
            connection.send("40/random")
            assert connection.receive().startswith("44/random,")
            connection.expect_closed(pong=True)

    def test_who_joined_in_time_stays(self, quick_echo):
        connection, _ = namespace_socket(quick_echo)
        with connection:
            assert connection.receive() == '42["auth",{}]'
            until = time.monotonic() + 1.5
            while time.monotonic() < until:
                assert connection.receive() == "2"
                connection.send("3")

    def test_an_event_before_connect_closes(self, echo):
        connection, _ = engine_socket(echo, "/socket.io/")
        with connection:
            connection.send('42["message"]')
            assert connection.expect_closed() == []


class TestDisconnect:
    def test_main_namespace(self, socket):
        socket.send("41")
        socket.send('42["message"]')
        assert socket.expect_closed() == []

    def test_leaving_the_main_namespace_keeps_the_other(self, socket):
        join_custom(socket)
        socket.send("41")
        socket.send('42/custom,["message","here"]')
        assert socket.receive() == '42/custom,["message-back","here"]'

    def test_leaving_another_namespace_keeps_the_main_one(self, socket):
        join_custom(socket)
        socket.send("41/custom,")
        socket.send('42["message","here"]')
        assert socket.receive() == '42["message-back","here"]'

    def test_a_namespace_can_be_joined_again(self, socket):
        socket.send("41")
        socket.send("40")
        assert socket.receive().startswith('40{"sid":"')
        assert socket.receive() == '42["auth",{}]'


class TestEvents:
    BODIES = [
        "",
        ',1,"2",{"3":[true]}',
        ",null,false,[[],{}]",
        ',"€ – 日本語 🎉"',
        ',1.0,1e3,-0,12345678901234567890,0.1000',
        ',{"z":1,"a":{"y":2,"b":3},"0":4}',
        r',"quote \" backslash \\ newline \n"',
    ]

    @pytest.mark.parametrize("body", BODIES)
    def test_arguments_come_back_exactly(self, socket, body):
        socket.send(f'42["message"{body}]')
        assert socket.receive() == f'42["message-back"{body}]'

    def test_white_space_is_dropped(self, socket):
        socket.send('42[ "message" , { "a" : [ 1 , 2 ] , "b" : "x y" } ]')
        assert socket.receive() == '42["message-back",{"a":[1,2],"b":"x y"}]'

    def test_in_a_namespace(self, socket):
        join_custom(socket)
        socket.send('42/custom,["message",1]')
        assert socket.receive() == '42/custom,["message-back",1]'

    def test_an_event_nobody_listens_to_is_ignored(self, socket):
        socket.send('42["nothing",1]')
        socket.send('42["message"]')
        assert socket.receive() == '42["message-back"]'

    def test_acknowledgement(self, socket):
        socket.send('42456["message-with-ack",1,"2",{"3":[false]}]')
        assert socket.receive() == '43456[1,"2",{"3":[false]}]'

    def test_acknowledgement_with_nothing(self, socket):
        socket.send('420["message-with-ack"]')
        assert socket.receive() == "430[]"

    def test_acknowledgement_in_a_namespace(self, socket):
        join_custom(socket)
        socket.send('42/custom,7["message-with-ack","x"]')
        assert socket.receive() == '43/custom,7["x"]'

    def test_an_unknown_acknowledgement_is_ignored(self, socket):
        socket.send('43999["late"]')
        socket.send('42["message"]')
        assert socket.receive() == '42["message-back"]'

    def test_over_polling(self, echo):
        session = Polling(echo.url, "/socket.io/")
        session.open()
        session.send("40", '42["message","a"]', '421["message-with-ack","b"]')
        received = []
        while len(received) < 4:
            received += session.receive()
        assert received[1:] == ['42["auth",{}]', '42["message-back","a"]', '431["b"]']


class TestBinary:
    FIRST, SECOND = b"\x01\x02\x03", b"\x04\x05\x06\xff"

    def exchange(self, socket, packet):
        socket.send(packet)
        socket.send(self.FIRST)
        socket.send(self.SECOND)
        return [socket.receive() for _ in range(3)]

    def test_event(self, socket):
        answer = self.exchange(socket, f'452-["message",{PLACEHOLDERS}]')
        assert answer == [f'452-["message-back",{PLACEHOLDERS}]', self.FIRST, self.SECOND]

    def test_nested_placeholders(self, socket):
        body = '{"file":{"_placeholder":true,"num":0},"more":[1,{"_placeholder":true,"num":1}]}'
        answer = self.exchange(socket, f'452-["message",{body}]')
        assert answer == [f'452-["message-back",{body}]', self.FIRST, self.SECOND]

    def test_acknowledgement(self, socket):
        answer = self.exchange(socket, f'452-789["message-with-ack",{PLACEHOLDERS}]')
        assert answer == [f"462-789[{PLACEHOLDERS}]", self.FIRST, self.SECOND]

    def test_in_a_namespace(self, socket):
        join_custom(socket)
        answer = self.exchange(socket, f'452-/custom,["message",{PLACEHOLDERS}]')
        assert answer == [f'452-/custom,["message-back",{PLACEHOLDERS}]', self.FIRST, self.SECOND]

    def test_over_polling(self, echo):
        session = Polling(echo.url, "/socket.io/")
        session.open()
        session.send("40")
        session.send('451-["message",{"_placeholder":true,"num":0}]', "bAQID")
        received = []
        while len(received) < 4:
            received += session.receive()
        assert received[2:] == ['451-["message-back",{"_placeholder":true,"num":0}]', "bAQID"]


class TestBrokenPackets:
    CONNECTS = ["4abc", "4", "47", "48{}", '40"text"', "40[1]", "40{"]
    PACKETS = {
        "unknown type": ["49"],
        "no type": ["4"],
        "letters": ["4abc"],
        "event with an object": ["42{}"],
        "event with text": ['42"message"'],
        "event without payload": ["42"],
        "event with an empty array": ["42[]"],
        "event named by an object": ["42[{}]"],
        "event named by null": ["42[null]"],
        "unfinished JSON": ['42["message"'],
        "something behind the JSON": ['42["message"]x'],
        "two documents": ['42["message"]["message"]'],
        "acknowledgement id with letters": ['42abc["message-with-ack",1]'],
        "negative acknowledgement id": ['42-1["message-with-ack",1]'],
        "acknowledgement with an object": ["431{}"],
        "disconnect with a payload": ["41{}"],
        "no attachment count": ['45["message"]'],
        "attachment count with letters": ['45x-["message"]'],
        "huge attachment count": ['4599999999-["message"]'],
        "text where an attachment is due": [
            '451-["message",{"_placeholder":true,"num":0}]', '42["message"]'],
        "attachment nobody announced": [b"\x01"],
        "placeholder out of range": ['451-["message",{"_placeholder":true,"num":1}]', b"\x01"],
        "placeholder with a negative number": [
            '451-["message",{"_placeholder":true,"num":-1}]', b"\x01"],
        "reserved name connect": ['42["connect"]'],
        "reserved name connect_error": ['42["connect_error"]'],
        "reserved name disconnect": ['42["disconnect"]'],
        "reserved name disconnecting": ['42["disconnecting"]'],
        "reserved name newListener": ['42["newListener"]'],
        "reserved name removeListener": ['42["removeListener"]'],
    }

    @pytest.mark.parametrize("packet", CONNECTS)
    def test_a_broken_connect_closes(self, echo, packet):
        connection, _ = engine_socket(echo, "/socket.io/")
        with connection:
            connection.send(packet)
            assert connection.expect_closed() == []

    @pytest.mark.parametrize("name", PACKETS)
    def test_a_broken_packet_closes_the_connection_only(self, echo, socket, name):
        for packet in self.PACKETS[name]:
            socket.send(packet)
        assert socket.expect_closed() == []
        other, _ = namespace_socket(echo)
        other.close()
