"""What every test of this suite gets: a world of its own to talk to, and a page that talks to it."""

import os
import shutil

import pytest

from eliza_mock import Mock


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium; without this pytest-playwright takes the one of `playwright install`."""
    return {
        **browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def world():
    """The server; and where pytest-xdist runs several workers (`-n 4`), a world of its own for each of them."""
    server = Mock(os.environ["ELIZA_MOCK_URL"])
    return server.space() if "PYTEST_XDIST_WORKER" in os.environ else server


@pytest.fixture
def mock(world):
    """That world, in which nothing has happened yet."""
    world.reset()
    return world


@pytest.fixture
def chat(page, mock):
    """The mock's own chat page, open and in its room."""
    return Chat(page, mock).open()


class Chat:
    """The chat page as a person sees it."""

    def __init__(self, page, mock):
        self.page, self.mock = page, mock
        self.thinking = page.locator(".message.thinking")
        self.replies = page.locator(".message.agent:not(.thinking) .text")
        self.own = page.locator(".message.user")
        self.problem = page.get_by_role("alert")
        self.status = page.get_by_role("status")

    def open(self):
        self.page.goto(f"{self.mock.url}/chat-socket")
        self.mock.wait_for(kind="join")
        return self

    def say(self, text):
        """Types a message and sends it."""
        self.page.get_by_role("textbox", name="Message").fill(text)
        self.page.keyboard.press("Enter")

    def ask(self, text):
        """Says something and waits until the agent has begun to think about it."""
        self.say(text)
        self.mock.wait_for(kind="thinking", text=text)
