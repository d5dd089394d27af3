"""The JavaScript Socket.IO client, the official one and ours, on a page that does what the frontend guide says."""

import re
import time

import pytest

import readme
from browser import Page, start_chromium
from servers import Server, free_port

TRANSPORTS = {
    "polling, then upgraded": (["polling", "websocket"], "websocket"),
    "websocket only": (["websocket"], "websocket"),
    "polling only": (["polling"], "polling"),
}


@pytest.fixture(scope="module")
def chromium():
    driver = start_chromium()
    yield driver
    driver.quit()


@pytest.mark.parametrize("name", TRANSPORTS)
def test_the_guide_s_conversation(mock, pages, chromium, name):
    transports, final = TRANSPORTS[name]
    page = Page(chromium, pages, mock.url, transports)
    page.start()
    page.wait(f"chat.transport === '{final}'")

    page.send("Hello")
    page.wait("chat.thinking")
    page.wait("chat.messages.length === 2")
    page.wait("!chat.thinking")
    time.sleep(0.5)

    replies = page.replies()
    assert len(replies) == 1 and replies[0]
    assert page.run("return chat.wasThinking;") == 1
    assert page.run("return chat.errors;") == []
    broadcasts = page.events("messageBroadcast")
    assert len(broadcasts) == 2, "the echo and the reply, once each"
    assert "clientMessageId" in broadcasts[0] and "clientMessageId" not in broadcasts[1]
    assert [ack["clientMessageId"] for ack in page.events("messageAck")] == [
        broadcasts[0]["clientMessageId"]]
    assert len(page.events("messageComplete")) == 1
    assert page.run("return document.querySelectorAll('li.agent').length;") == 1


def test_no_event_that_pages_take_for_an_action(mock, pages, chromium):
    page = Page(chromium, pages, mock.url, ["websocket"])
    page.start()
    page.send("I feel sad")
    page.wait("chat.messages.length === 2")
    time.sleep(0.3)
    for event in page.run("return chat.log;"):
        for argument in event[1:]:
            if isinstance(argument, dict):
                assert not {"action", "agentAction", "responseAction"} & set(argument), event


@pytest.mark.parametrize("transports", [["polling", "websocket"], ["websocket"]], ids=",".join)
def test_reconnects_after_a_restart_and_goes_on(pages, chromium, transports):
    port = free_port()
    arguments = ("eliza-mock", "serve", "--port", port, "--think", "200ms")
    with Server(*arguments) as server:
        page = Page(chromium, pages, server.url, transports)
        page.start()
        page.send("Hello")
        page.wait("chat.messages.length === 2")
    page.wait("chat.disconnects.length === 1")
    with Server(*arguments):
        page.wait("chat.connects === 2 && chat.joins === 2")
        page.send("Are you there again?")
        page.wait("chat.messages.length === 4")
        time.sleep(0.5)
        assert len(page.replies()) == 2
        assert page.run("return chat.messages.map(([from]) => from);") == [
            "user", "agent", "user", "agent"]
        assert len(page.events("messageBroadcast")) == 4
        page.run("chat.socket.disconnect();")


def test_two_tabs_of_one_user_hear_each_reply_once(mock, pages, chromium):
    page = Page(chromium, pages, mock.url, ["polling", "websocket"])
    page.start()
    page.run("""
        window.other = io(BASE_URL, { transports, forceNew: true });
        window.heard = [];
        other.on("messageBroadcast", (data) => heard.push(data));
        other.on("room_joined", () => { window.otherJoined = true; });
        other.on("connect", () => other.emit("message", {
          type: 1, payload: { roomId: chat.sessionId, entityId: userId, channelId: chat.sessionId } }));
    """)
    page.wait("window.otherJoined")
    page.send("Hello")
    page.wait("chat.messages.length === 2 && heard.length === 2")
    time.sleep(0.4)
    assert page.run("return heard.length;") == 2
    assert len(page.events("messageBroadcast")) == 2
    assert "clientMessageId" not in page.run("return heard[0];")
    page.run("other.disconnect();")


def test_a_page_over_tls(own_mock, pages, chromium):
    server = own_mock("--port", 0, "--tls", "--think", "100ms")
    page = Page(chromium, pages, server.url, ["polling", "websocket"])
    page.start()
    page.wait("chat.transport === 'websocket'")
    page.send("Hello")
    page.wait("chat.messages.length === 2")
    page.run("chat.socket.disconnect();")


EXAMPLES = [block for block in readme.blocks("js", "javascript") if "socket.io-client" in block]


def test_the_readme_has_an_example():
    assert EXAMPLES


@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: block.splitlines()[0][:50])
def test_the_readme_s_example(mock, pages, chromium, block):
    script = re.sub(r"^import .*$", "", readme.pointed_at(mock, block), flags=re.M)
    chromium.get(f"{pages}/blank.html")
    chromium.execute_script("new (async () => {}).constructor(arguments[0])();", script)
    until = time.monotonic() + 20
    while len(printed := chromium.execute_script("return printed;")) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    assert len(printed) == 2 and "Eliza: " in printed[1], printed
