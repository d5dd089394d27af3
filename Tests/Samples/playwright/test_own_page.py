"""A page of one's own, on the official Socket.IO client, under the same scenario."""

import pathlib
import sys

import pytest
from playwright.sync_api import expect

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.append(str(FOLDER.parents[1] / "Interop"))
from wheels import official_client  # noqa: E402


@pytest.fixture
def own_page(page, mock):
    """The page, served from the mock's origin; yours has a development server and the address in its settings."""
    script = official_client()
    page.route(f"{mock.url}/own-page", lambda route: route.fulfill(path=FOLDER / "official.html"))
    page.route(f"{mock.url}/socket.io.min.js", lambda route: route.fulfill(path=script))
    page.goto(f"{mock.url}/own-page")
    expect(page.locator("#state")).to_have_text("joined")
    return page


def test_it_talks(own_page, mock):
    own_page.evaluate("say('hello')")
    mock.wait_for(kind="thinking", text="hello")
    expect(own_page.locator("li")).to_have_text(["Me: hello"])
    mock.advance("2s")
    expect(own_page.locator("li")).to_have_text(["Me: hello", "Eliza: You said: hello"])


@pytest.mark.parametrize("how", ["kick", "close", "reset"])
def test_it_comes_back_and_joins_again(own_page, mock, how):
    mock.lose(how)
    mock.wait_for(kind="join", count=2)
    own_page.evaluate("say('still there?')")
    mock.wait_for(kind="thinking", text="still there?")
    mock.advance("2s")
    expect(own_page.locator("li")).to_contain_text(["still there?", "You said: still there?"])


def test_a_message_at_a_bad_moment_is_not_lost(own_page, mock):
    mock.faults({"at": {"event": "message", "direction": "in", "nth": 1}, "do": {"delay": "5s"}})
    own_page.evaluate("say('slow line')")
    mock.wait_for(kind="fault")
    expect(own_page.locator("li")).to_have_count(0)
    mock.advance("5s")
    mock.wait_for(kind="thinking", text="slow line")
    mock.advance("2s")
    expect(own_page.locator("li")).to_have_count(2)
