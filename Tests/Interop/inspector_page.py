"""The mock's inspector in Chromium, and a frontend for it to look at."""

import json
import uuid

import requests

from chat_page import ChatPage
from ordered_client import OrderedClient

AGENT = "b850bc30-45f8-0041-a00a-83df46d8555d"
SERVER = "00000000-0000-0000-0000-000000000000"


class InspectorPage(ChatPage):
    """One open inspector."""

    def __init__(self, driver, url, size="desktop", query=""):
        super().__init__(driver, url, "/inspector", size, query, ready=False)
        self.wait("document.getElementById('feed').dataset.state === 'live'")

    def rows(self):
        """The rows that are in the page, in order, as (lane, text)."""
        return [tuple(each) for each in self.run("""
            return [...document.querySelectorAll(".row")].filter((row) => !row.hidden).sort((a, b) => a.place - b.place)
              .map((row) => [row.classList[1], row.querySelector(".cell").innerText.replace(/\\s+/g, " ").trim()]);""")]

    def wait_for_row(self, text, count=1):
        self.run("window.rowsWith = (text) => [...document.querySelectorAll('.row')].filter((row) => !row.hidden && row.innerText.replace(/\\s+/g, ' ').includes(text));")
        self.wait(f"rowsWith({json.dumps(text)}).length >= {count}")

    def choose(self, text):
        """Clicks on the last row with this text in it."""
        self.wait_for_row(text)
        self.run("rowsWith(arguments[0]).sort((a, b) => a.place - b.place).at(-1).click();", text)

    def find(self, text, search):
        """Clicks on the row with this text in it that a search brings up; the whole timeline is there again afterwards."""
        self.search(search)
        self.choose(text)
        self.search("")

    def search(self, text):
        self.run("""
            const box = document.getElementById("search");
            box.value = arguments[0];
            box.dispatchEvent(new Event("input", { bubbles: true }));""", text)

    def open_tab(self, name):
        self.run("document.getElementById(`tab-${arguments[0]}`).click();", name)

    def press(self, selector):
        self.wait(f"document.querySelector({json.dumps(selector)})?.disabled === false")
        self.run("document.querySelector(arguments[0]).click();", selector)

    def text(self, selector):
        return self.run("return document.querySelector(arguments[0]).innerText;", selector)

    def wait_for_text(self, selector, text):
        self.wait(f"document.querySelector({json.dumps(selector)})?.innerText.includes({json.dumps(text)})")

    def copied(self, label):
        """What a button under `Copy as` copies."""
        self.driver.execute_cdp_cmd("Browser.grantPermissions", {
            "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]})
        self.press(f'[data-act="copy-{label}"]')
        self.wait_for_text(f'[data-act="copy-{label}"]', "Copied")
        return self.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0]);")


class Frontend:
    """A page of somebody's, as far as the server sees it: a session, a socket in its channel, and what it says."""

    def __init__(self, url):
        self.url = url
        self.user = str(uuid.uuid4())
        answer = requests.post(f"{url}/api/messaging/sessions", json={"agentId": AGENT, "userId": self.user}, timeout=10).json()
        self.session, self.channel = answer["sessionId"], answer["channelId"]
        self.socket = OrderedClient(reconnection=False)
        self.heard = []
        self.reasons = []
        self.socket.on("*", lambda event, *arguments: self.heard.append((event, *arguments)))
        self.socket.on("disconnect", self.reasons.append)
        self.socket.connect(url, auth={"entityId": self.user}, transports=["websocket"])
        self.emit(1, entityId=self.user)

    def emit(self, kind, **payload):
        self.socket.emit("message", {"type": kind, "payload": {
            "channelId": self.channel, "messageServerId": SERVER, **payload}})

    def say(self, text):
        self.emit(2, senderId=self.user, senderName="Me", message=text, messageId=str(uuid.uuid4()), source="test")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.disconnect()
