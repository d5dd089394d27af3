"""HTTP and WebSocket connections for thousands of clients in one process: bytes in, whole messages out."""

import asyncio
import os
import socket
import struct

UPGRADE = (
    b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
ACCEPTED = b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
PATH = "/socket.io/?EIO=4&transport="


class Gone(Exception):
    """The server ended the connection, or refused."""


class Wire(asyncio.Protocol):
    """One TCP connection."""

    def __init__(self):
        self.transport, self.buffer, self.waiter = None, b"", None
        self.is_left = False

    @classmethod
    async def open(cls, port, *arguments):
        loop = asyncio.get_running_loop()
        _, wire = await loop.create_connection(lambda: cls(*arguments), "127.0.0.1", port)
        return wire

    def connection_made(self, transport):
        self.transport = transport

    def connection_lost(self, _):
        was_left, self.is_left = self.is_left, True
        if self.waiter and not self.waiter.done():
            self.waiter.set_exception(Gone("connection lost"))
        if not was_left:
            self.lost()

    def lost(self):
        """The server, not the client, ended the connection."""

    async def wait(self):
        self.waiter = asyncio.get_running_loop().create_future()
        try:
            return await asyncio.wait_for(self.waiter, 60)
        finally:
            self.waiter = None

    def leave(self, abruptly=False):
        """Ends the connection; `abruptly` with a reset, and with whatever was unread."""
        if self.is_left:
            return
        self.is_left = True
        if abruptly:
            self.transport.get_extra_info("socket").setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.transport.abort()
        else:
            self.transport.close()


class HTTPWire(Wire):
    """Requests one after another; bodies come with a Content-Length."""

    async def ask(self, method, target, body=b"", kind="text/plain"):
        if self.is_left:
            raise Gone("connection lost")
        self.transport.write(
            f"{method} {target} HTTP/1.1\r\nHost: soak\r\nContent-Type: {kind}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        status, answer = await self.wait()
        if status not in (200, 201):
            raise Gone(f"{status} {answer.decode(errors='replace')}")
        return answer

    def data_received(self, data):
        self.buffer += data
        head, found, rest = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        if len(rest) >= length:
            self.buffer = rest[length:]
            if self.waiter and not self.waiter.done():
                self.waiter.set_result((int(head[9:12]), rest[:length]))


class WebSocketWire(Wire):
    """Text messages both ways; `heard` is called with each that comes."""

    def __init__(self, heard, lost):
        super().__init__()
        self.heard, self.lost, self.is_open = heard, lost, False

    async def shake_hands(self, query=""):
        self.transport.write(f"GET {PATH}websocket{query} HTTP/1.1\r\nHost: soak\r\n".encode() + UPGRADE + b"\r\n")
        await self.wait()

    def send(self, text):
        """Masked with a fresh key that is all one byte, so that masking is quick."""
        length, key = len(text), os.urandom(1)
        if length < 126:
            head = bytes((0x81, 0x80 | length))
        elif length < 65536:
            head = struct.pack("!BBH", 0x81, 0xFE, length)
        else:
            head = struct.pack("!BBQ", 0x81, 0xFF, length)
        self.transport.write(head + key * 4 + text.translate(XOR[key[0]]))

    def data_received(self, data):
        buffer = self.buffer + data if self.buffer else data
        if not self.is_open:
            head, found, buffer = buffer.partition(b"\r\n\r\n")
            if not found:
                self.buffer = head
                return
            self.is_open = True
            if not head.startswith(b"HTTP/1.1 101") or ACCEPTED not in head:
                self.waiter.set_exception(Gone(head.decode(errors="replace")))
                return
            self.waiter.set_result(None)
        self.buffer = buffer[self.read(buffer):]

    def read(self, buffer):
        """Takes whole frames; answers where the first incomplete one begins."""
        position, end = 0, len(buffer)
        while end - position >= 2:
            length, start = buffer[position + 1], position + 2
            if length == 126:
                if end - start < 2:
                    break
                length, start = int.from_bytes(buffer[start:start + 2], "big"), start + 2
            elif length == 127:
                if end - start < 8:
                    break
                length, start = int.from_bytes(buffer[start:start + 8], "big"), start + 8
            if end - start < length:
                break
            if buffer[position] != 0x81:
                self.lost()
                return end
            position = start + length
            self.heard(buffer[start:position])
            if self.is_left:
                return end
        return position


XOR = [bytes(byte ^ key for byte in range(256)) for key in range(256)]
