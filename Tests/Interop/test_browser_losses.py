"""What the official JavaScript client reports for each way of losing a connection, in Chromium."""

import time

import pytest

from browser import page_server, start_chromium
from servers import Server
from wheels import official_client

REASONS = {
    ("kick", "websocket"): "io server disconnect",
    ("kick", "polling"): "io server disconnect",
    ("close", "websocket"): "transport close",
    ("close", "polling"): "transport close",
    ("reset", "websocket"): "transport close",
    ("reset", "polling"): "transport error",
    ("silent", "websocket"): "ping timeout",
    ("silent", "polling"): "ping timeout",
    ("ping", "websocket"): "ping timeout",
    ("ping", "polling"): "ping timeout",
    ("forget", "websocket"): "transport close",
    ("forget", "polling"): "transport error",
}


@pytest.fixture(scope="module")
def page():
    with page_server(official_client()) as base:
        driver = start_chromium()
        driver.get(f"{base}/blank.html")
        yield driver
        driver.quit()


def wait(page, condition, seconds=30):
    until = time.monotonic() + seconds
    while not page.execute_script(f"return Boolean({condition});"):
        assert time.monotonic() < until, page.execute_script("return JSON.stringify(seen);")
        time.sleep(0.02)


@pytest.mark.parametrize("how, transport", REASONS, ids="-".join)
def test_the_reason_of_a_loss(quick_echo, page, how, transport):
    page.execute_script("""
        const [url, how, transport] = arguments;
        window.seen = { connects: 0, reasons: [], echoes: 0 };
        window.socket = io(url, {
          transports: [transport], forceNew: true, reconnectionDelay: 50, reconnectionDelayMax: 100 });
        socket.on("connect", () => { seen.connects += 1; });
        socket.on("disconnect", (reason) => seen.reasons.push(reason));
        socket.on("message-back", () => {
          seen.echoes += 1;
          if (seen.connects === 1) socket.emit("lose", how);
        });
        socket.on("connect", () => socket.emit("message", "hello"));
    """, quick_echo.url, how, transport)
    wait(page, "seen.reasons.length === 1")
    assert page.execute_script("return seen.reasons;") == [REASONS[how, transport]]
    if how == "kick":
        time.sleep(0.5)
        assert page.execute_script("return seen.connects;") == 1, "nobody comes back from a kick"
    else:
        wait(page, "seen.connects >= 2 && seen.echoes >= 2")
    page.execute_script("socket.disconnect();")


def test_a_page_survives_a_server_restart(page):
    arguments = ("eliza-mock", "serve", "--port", 0, "--think", "50ms", "--overlay", "server-restart")
    with Server(*arguments) as server:
        page.execute_script("""
            window.seen = { connects: 0, joins: 0, reasons: [], texts: [] };
            const room = crypto.randomUUID(), user = crypto.randomUUID();
            window.socket = io(arguments[0], {
              transports: ["websocket"], forceNew: true, reconnectionDelay: 200, reconnectionDelayMax: 400 });
            window.say = (message) => socket.emit("message", { type: 2, payload: {
              channelId: room, senderId: user, senderName: "User", message,
              messageServerId: "00000000-0000-0000-0000-000000000000" } });
            socket.on("connect", () => {
              seen.connects += 1;
              socket.emit("message", { type: 1, payload: { channelId: room, entityId: user } });
            });
            socket.on("room_joined", () => { seen.joins += 1; });
            socket.on("disconnect", (reason) => seen.reasons.push(reason));
            socket.on("messageBroadcast", (data) => {
              if (data.senderId !== user) seen.texts.push(data.text);
            });
        """, server.url)
        wait(page, "seen.joins === 1")
        page.execute_script("say('Hello');")
        wait(page, "seen.reasons.length === 1 && seen.texts.length === 1")
        wait(page, "seen.joins === 2")
        page.execute_script("say('Are you back?');")
        wait(page, "seen.texts.length === 2")
        assert server.logged("server-restart/deploy: restart")
        page.execute_script("socket.disconnect();")
