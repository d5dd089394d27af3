"""The mock's own pages: the frontend guide's testing checklist line by line, and what pages owe to everybody."""

import os
import time

import pytest
import requests
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import start_chromium
from chat_page import SIZES, ChatPage, axe_script
from cut_line import CutLine
from servers import Server, free_port
from wheels import DOWNLOADS

PATHS = ["/chat-socket", "/chat"]
SCREENSHOTS = DOWNLOADS / "screenshots"


@pytest.fixture(scope="module")
def chromium():
    driver = start_chromium()
    driver.set_script_timeout(20)
    yield driver
    driver.quit()


@pytest.fixture(params=SIZES)
def size(request):
    return request.param


@pytest.fixture
def line(mock):
    """A line to the mock that can be cut."""
    line = CutLine(mock.port)
    yield line
    line.close()


class TestChecklist:
    """`Testing Checklist` of the frontend guide; each test is named after a line of it."""

    def test_connection(self, chromium, mock, size):
        page = ChatPage(chromium, mock.url, size=size)
        # Session creates via Sessions API.
        assert page.status()["session"] == ["on", "Session Active"]
        assert len(page.events("POST /api/messaging/sessions")) == 1
        # Socket.IO connects; status indicators show it; real-time too.
        assert page.status()["link"] == ["on", "Socket.IO Ready"]
        assert page.status()["realtime"] == ["on", "Real-time Active"]
        # Room joining successful.
        assert len(page.events("room_joined")) == 1
        page.wait("document.getElementById('facts').textContent.includes('Room joinedyes')")
        dots = page.run("""
            return [...document.querySelectorAll("[data-part]")].map((part) => {
              const { backgroundColor, animationName } = getComputedStyle(part, "::before");
              return [backgroundColor, animationName];
            });""")
        assert dots[0] == dots[1] and dots[0][1] == "none", "steady and of one colour"
        assert dots[2] == ["rgb(255, 149, 0)", "pulse"]

    def test_messaging(self, chromium, mock, size):
        page = ChatPage(chromium, mock.url, size=size)
        page.say("I feel sad")
        # Thinking indicator appears instantly, and so does the message.
        assert page.run("return document.querySelector('.thinking .text').textContent;") == "Eliza is thinking"
        assert page.texts("user") == ["I feel sad"]
        page.wait("document.querySelector('.message.agent:not(.thinking)')")
        # Message sends via Socket.IO emit; agent response received via messageBroadcast.
        assert [line for line in page.events("message") if '→ message {"type":2' in line]
        assert not page.events("POST /api/messaging/sessions//messages")
        assert [line for line in page.events("messageBroadcast") if "agent_response" in line]
        # No duplicate messages from echoes: by the end of the turn the echo, the reply and its envelope have come.
        page.wait("[...document.querySelectorAll('#events b')].some((name) => name.textContent === 'messageComplete')")
        mine, reply = page.messages()
        assert mine == ("user", "I feel sad", None, "sent")
        # Messages show the live badge.
        assert reply[0] == "agent" and reply[1] and reply[2] == "Live"
        assert page.run("return document.querySelector('.thinking');") is None
        # Room and channel filtering works: what is meant for another room is not shown, though it arrives.
        socket = page.fact("Socket")
        for room, text in [("elsewhere", "not for you"), (page.fact("Channel"), "for you")]:
            answer = requests.post(f"{mock.url}/__mock/v1/connections/{socket}/emit", timeout=10, json={
                "event": "messageBroadcast", "args": [{
                    "id": text, "roomId": room, "channelId": room, "senderName": "Eliza", "source": "agent_response",
                    "text": text}]})
            assert answer.ok, answer.text
        page.wait("document.querySelectorAll('.message.agent:not(.thinking)').length === 2")
        assert page.texts("agent") == [reply[1], "for you"]
        assert [line for line in page.events("messageBroadcast") if "not for you" in line]
        assert page.complaints() == []

    def test_errors(self, chromium, mock, line, size):
        page = ChatPage(chromium, line.url, size=size)
        line.cut()
        # Network disconnection handled gracefully, and told.
        page.wait("!document.getElementById('problem').hidden")
        assert "Connection lost" in page.problem()
        assert page.status()["realtime"] == ["off", "Real-time Inactive"]
        page.say("Are you there?")
        page.wait("document.querySelector('[data-state=failed]')")
        assert page.messages() == [("user", "Are you there?", None, "failed")]
        assert "Not connected" in page.run("return document.querySelector('.state').textContent;")
        line.mend()
        # Automatic reconnection works, with the room joined again, and the error is gone.
        page.wait("document.querySelector('[data-part=realtime]').dataset.state === 'on'")
        assert len(page.events("room_joined")) == 2
        page.wait("document.getElementById('problem').hidden")
        page.wait("performance.now() - window.lastSaid > 1100")
        page.run("document.querySelector('.retry').click();")
        page.wait("document.querySelector('.message.agent:not(.thinking)')")
        assert [state for *_, state in page.messages()] == ["sent", ""]


@pytest.mark.parametrize("profile", ["lenient", "1.4.2", "1.7.2"])
def test_what_was_missed_is_caught_up(chromium, own_mock, profile):
    server = own_mock("--port", 0, "--think", "1200ms", "--seed", 1, "--profile", profile)
    line = CutLine(server.port)
    page = ChatPage(chromium, line.url)
    page.say("I feel sad")
    page.wait("document.querySelector('[data-state=sent]')")
    line.cut()
    page.wait("document.querySelector('[data-part=realtime]').dataset.state === 'off'")
    answer = requests.post(f"{server.url}/__mock/v1/wait", json={
        "for": {"kind": "replied"}, "since": 0, "within": "30s"}, timeout=40)
    assert answer.ok, answer.text
    line.mend()
    page.wait("document.querySelector('.message.agent:not(.thinking)')")
    mine, reply = page.messages()
    assert (mine[0], mine[3]) == ("user", "sent")
    assert reply[0] == "agent" and reply[2] == "API"
    line.close()


@pytest.mark.parametrize("path, profile", [*((path, "lenient") for path in PATHS), ("/chat-socket", "1.4.2")])
def test_a_restarted_server_gets_a_new_session(chromium, path, profile):
    port = free_port()
    arguments = ("eliza-mock", "serve", "--port", port, "--think", "100ms", "--profile", profile)
    with Server(*arguments) as server:
        page = ChatPage(chromium, server.url, path)
        page.say("Hello")
        page.wait("document.querySelector('.message.agent:not(.thinking)')")
    with Server(*arguments):
        page.wait("document.querySelector('.message.note')")
        assert "new one" in page.texts("note")[0]
        page.wait("document.querySelector('[data-part=session]').dataset.state === 'on'")
        page.wait("!document.getElementById('send').disabled")
        page.say("Hello again")
        page.wait("document.querySelectorAll('.message.agent:not(.thinking)').length === 2")
        page.run("document.getElementById('session').click();")
        page.wait("document.getElementById('session').textContent === 'New chat'")


def test_polling_page_uses_no_socket(chromium, mock, size):
    page = ChatPage(chromium, mock.url, "/chat", size)
    page.say("I feel sad")
    assert page.run("return document.querySelector('.thinking .text').textContent;") == "Eliza is thinking"
    page.wait("document.querySelector('.message.agent:not(.thinking)')")
    mine, reply = page.messages()
    assert mine == ("user", "I feel sad", None, "sent")
    assert reply[0] == "agent" and reply[2] == "API"
    assert page.status()["link"] == ["on", "Polling every 1.5 s"]
    assert page.status()["realtime"][0] == "off"
    asked = page.run("return performance.getEntriesByType('resource').map(({ name }) => name);")
    assert not [name for name in asked if "transport=" in name]
    assert page.complaints() == []


@pytest.mark.parametrize("path", PATHS)
def test_one_message_a_second(chromium, mock, path):
    page = ChatPage(chromium, mock.url, path)
    page.say("One")
    page.say("Two", hurry=True)
    assert "One message a second" in page.problem()
    assert page.texts("user") == ["One"]
    assert page.box.get_property("value") == "Two"


@pytest.mark.parametrize("path", PATHS)
def test_html_stays_text(chromium, own_mock, path):
    hostile = '<img src=x onerror="window.hacked = 1"><script>window.hacked = 2</script><b>&amp;</b>'
    server = own_mock("--port", 0, "--think", "50ms", "--reply", hostile, "--agent",
                      "b850bc30-45f8-0041-a00a-83df46d8555d=<i>Eve</i>")
    page = ChatPage(chromium, server.url, path)
    page.say(hostile)
    page.wait("document.querySelector('.message.agent:not(.thinking)')")
    assert page.texts("user") == page.texts("agent") == [hostile]
    assert page.run("return document.querySelectorAll('main img, main script, main b:not(#events b), main i').length;") == 0
    assert page.run("return window.hacked;") is None
    assert page.run("return document.getElementById('title').textContent;") == "<i>Eve</i>"
    assert page.complaints() == []


@pytest.mark.parametrize("path", ["/", *PATHS])
def test_nothing_comes_from_elsewhere(chromium, mock, path):
    answer = requests.get(mock.url + path, timeout=10)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert " style=" not in answer.text and "<style" not in answer.text and "onclick" not in answer.text
    page = ChatPage(chromium, mock.url, path, ready=path != "/")
    fetched = page.run("return performance.getEntriesByType('resource').map(({ name }) => name);")
    assert fetched and all(name.startswith(mock.url) for name in fetched)
    assert page.complaints() == []


def test_keyboard_only(chromium, mock):
    page = ChatPage(chromium, mock.url)
    page.run("document.activeElement.blur();")

    def press(*keys):
        chromium.switch_to.active_element.send_keys(*keys)
        return page.run("const here = document.activeElement; return here.id || here.textContent.trim();")

    order = [chromium.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB) or press("")]
    while order[-1] != "Debug: connection and events":
        order.append(press(Keys.TAB))
        assert len(order) < 20, order
    assert order == [
        "Skip to the message box", "Real-time", "Polling", "Mock", "theme", "session", "log", "message", "send",
        "Debug: connection and events"]
    assert page.run("return getComputedStyle(document.activeElement).outlineStyle;") == "solid", "focus is seen"
    press(Keys.ENTER)
    page.wait("document.getElementById('debug').open")
    press(Keys.SHIFT, Keys.TAB, Keys.TAB)
    page.run("document.activeElement.blur();")
    chromium.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    press(Keys.ENTER)
    assert press("") == "message", "the skip link leads to the message box"
    press("two lines", Keys.SHIFT, Keys.ENTER)
    press("of text")
    press(Keys.ENTER)
    page.wait("document.querySelector('.message.agent:not(.thinking)')")
    assert page.texts("user") == ["two lines\nof text"]
    assert press("") == "message", "the focus stays where one types"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", *PATHS])
def test_accessible(chromium, mock, path, size, theme):
    page = ChatPage(chromium, mock.url, path, size, f"?theme={theme}", ready=path != "/")
    if path == "/":
        chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": theme}]})
    else:
        page.say("I feel sad")
        page.wait("document.querySelector('.message.agent:not(.thinking)')")
        page.run("document.getElementById('debug').open = true;")
        page.run("document.querySelector('.thought')?.setAttribute('open', '');")
        # Each state of a message, so that each one's colours are looked at.
        page.run("""
            const own = document.querySelector(".message.user");
            for (const state of ["failed", "sending"]) {
              const copy = own.cloneNode(true);
              copy.dataset.state = state;
              own.parentElement.append(copy);
            }""")
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    chromium.save_screenshot(str(SCREENSHOTS / f"{path.strip('/') or 'landing'}-{size}-{theme}.png"))
    page.run(axe_script())
    found = chromium.execute_async_script("""
        const done = arguments[0];
        axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => done(violations.map(
          ({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => [html, failureSummary])])));""")
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert found == []


@pytest.mark.parametrize("path", ["/", *PATHS])
def test_fits_the_narrowest_phone(chromium, mock, path):
    page = ChatPage(chromium, mock.url, path, (320, 568), ready=path != "/")
    if path != "/":
        page.say("unbreakable" * 30)
        page.wait("document.querySelector('.message.agent:not(.thinking)')")
        page.run("document.getElementById('debug').open = true;")
    assert page.run("return document.documentElement.scrollWidth;") <= 320


def test_reduced_motion_is_respected(chromium, own_mock):
    server = own_mock("--port", 0, "--think", "1m")
    page = ChatPage(chromium, server.url)
    page.say("Hello")
    moving = "return getComputedStyle(document.querySelector('.typing-dots span')).animationName;"
    assert page.run(moving) == "typing"
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "features": [{"name": "prefers-reduced-motion", "value": "reduce"}]})
    assert page.run(moving) == "none"
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_the_theme_is_chosen_and_kept(chromium, mock):
    page = ChatPage(chromium, mock.url)
    ground = "return getComputedStyle(document.body).backgroundColor;"
    before = page.run(ground)
    page.run("document.getElementById('theme').click();")
    chosen = page.run(ground)
    assert chosen != before
    page = ChatPage(chromium, mock.url, "/chat")
    assert page.run(ground) == chosen
    page.run("localStorage.clear();")


def test_a_server_with_a_key(chromium, own_mock):
    server = own_mock("--port", 0, "--think", "50ms", "--api-key", "secret")
    page = ChatPage(chromium, server.url, ready=False)
    page.wait("!document.getElementById('problem').hidden")
    assert "#key=" in page.problem()
    page = ChatPage(chromium, server.url, query="#key=secret")
    page.say("Hello")
    page.wait("document.querySelector('.message.agent:not(.thinking)')")


def test_the_page_is_opened_on_request(own_mock, tmp_path):
    for name in ("xdg-open", "open"):
        opener = tmp_path / name
        opener.write_text(f"#!/bin/sh\necho noise\necho \"$@\" >{tmp_path}/opened.part\n"
                          f"mv {tmp_path}/opened.part {tmp_path}/opened\n")
        opener.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    server = own_mock("--port", 0, "--open", env={"PATH": path})
    until = time.monotonic() + 20
    while not (tmp_path / "opened").exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert (tmp_path / "opened").read_text() == f"{server.url}/chat-socket\n"
    assert server.logged("noise")
    assert server.stdout == [f"Listening on {server.url}"]


def test_no_browser_is_no_reason_to_stop(own_mock):
    server = own_mock("--port", 0, env={"PATH": "/nonexistent", "ELIZA_MOCK_OPEN": "1"})
    assert server.logged("cannot open the page")
    assert requests.get(f"{server.url}/healthz", timeout=10).ok


@pytest.mark.parametrize("profile", ["1.4.2", "1.6.5", "1.7.2"])
@pytest.mark.parametrize("path", PATHS)
def test_works_with_every_release(chromium, own_mock, path, profile):
    server = own_mock("--port", 0, "--think", "50ms", "--profile", profile)
    page = ChatPage(chromium, server.url, path)
    page.say("I feel sad")
    page.wait("document.querySelector('.message.agent:not(.thinking):not(.streaming)')")
    assert page.messages()[0] == ("user", "I feel sad", None, "sent")
    assert len(page.messages()) == 2
    assert page.run("return document.querySelector('.thinking');") is None


def test_streams_actions_and_foreign_rooms(chromium, mock):
    """What arrives out of order, twice, in pieces, or for somebody else."""
    page = ChatPage(chromium, mock.url)
    seen = chromium.execute_async_script("""
        const done = arguments[0];
        (async () => {
          const { Conversation } = await import("/pages/conversation.js");
          const { ConversationView } = await import("/pages/conversation-view.js");
          const { LiveLink } = await import("/pages/live-link.js");
          const get = (id) => document.getElementById(id);
          const view = new ConversationView({ log: get("log"), list: get("messages"), empty: get("empty") });
          const conversation = new Conversation(view);
          const agent = { id: "agent", name: "Eliza" }, nothing = () => {};
          const link = new LiveLink({ agent, user: "me", log: { say: nothing }, events: {
            message: (message) => conversation.receive(message), chunk: (chunk) => conversation.receiveChunk(chunk),
            confirmed: nothing, thinking: nothing } });
          link.session = { sessionId: "room" };
          link.rooms = new Set(["room"]);
          const shown = () => [...get("messages").children].map((item) => [item.className, item.dataset.state, item.innerText]);
          const out = {};
          const message = { roomId: "room", senderId: "agent", senderName: "Eliza", createdAt: 5 };
          for (const [index, chunk] of [[0, "One "], [2, "three"], [1, "two "], [1, "two "]]) {
            link._streamed({ channelId: "room", messageId: "a", index, chunk });
          }
          out.streaming = shown();
          link._received({ ...message, id: "a", text: "One two three." });
          link._streamed({ channelId: "room", messageId: "a", index: 3, chunk: "late" });
          link._received({ ...message, id: "a", text: "One two three." });
          out.done = shown();
          link._received({ ...message, roomId: "elsewhere", id: "b", text: "not for you" });
          link._received({ ...message, senderId: "me", senderName: "User", id: "c", text: "my own" });
          link._received({ ...message, senderId: "stranger", senderName: "Bob", id: "d", text: "hi" });
          out.filtered = shown().length;
          const action = { ...message, id: "e", text: "Executing action: SEARCH", source: "agent_action", actions: ["SEARCH"] };
          link._received({ ...action, rawMessage: { actionStatus: "executing" } });
          out.executing = shown().at(-1);
          link._received({ ...action, rawMessage: { actionStatus: "failed", actionResult: { error: "offline" } } });
          out.failed = shown().slice(1);
          link._received({ ...message, id: "f", text: "See", attachments: [
            { url: "javascript:alert(1)", title: "bad" }, { url: "/media/x.png", title: "good" }] });
          out.links = [...document.querySelectorAll(".attachments li")].map((item) => [item.textContent, item.querySelector("a")?.protocol ?? null]);
          return out;
        })().then(done, (error) => done(String(error.stack)));""")
    assert isinstance(seen, dict), seen
    streaming, done = seen["streaming"], seen["done"]
    assert len(streaming) == 1 and streaming[0][0] == "message agent streaming"
    assert streaming[0][2].startswith("One two three\n")
    assert len(done) == 1 and done[0][0] == "message agent" and done[0][2].startswith("One two three.\n")
    assert seen["filtered"] == 1
    assert seen["executing"][:2] == ["message action", "executing"] and "Running" in seen["executing"][2]
    assert len(seen["failed"]) == 1 and seen["failed"][0][1] == "failed" and "offline" in seen["failed"][0][2]
    assert seen["links"] == [["bad", None], ["good", "http:"]]
