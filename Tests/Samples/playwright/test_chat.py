"""Every state of a chat page, brought about on purpose: nothing sleeps, and nothing is tried again."""

import re

from playwright.sync_api import expect


def test_the_agent_thinks_until_the_clock_says_so(chat, mock):
    chat.ask("hello")
    expect(chat.thinking).to_be_visible()
    expect(chat.replies).to_have_count(0)
    mock.advance("2s")
    expect(chat.replies).to_have_text(["You said: hello"])
    expect(chat.thinking).to_be_hidden()


def test_a_streamed_reply_stops_half_way_and_goes_on(chat, mock):
    chat.ask("tell me a story")
    mock.advance("1m")
    streaming = chat.page.locator(".message.streaming .text")
    expect(streaming).to_have_text("Once upon a time")
    mock.release("half-way")
    mock.advance("1m")
    expect(chat.replies).to_have_text(["Once upon a time there was a test."])
    expect(streaming).to_have_count(0)


def test_an_action_is_shown_while_it_runs(chat, mock):
    chat.ask("Where is my order?")
    mock.advance("2s")
    progress = chat.page.locator(".message.action .progress")
    expect(progress).to_have_text("FIND_ORDERRunning")
    mock.release("searching")
    expect(progress).to_have_text("FIND_ORDERDone")
    mock.advance("2s")
    expect(chat.replies).to_have_text(["It arrives on Friday."])


def test_an_error_is_told(chat, mock):
    chat.ask("break down")
    mock.advance("2s")
    expect(chat.problem).to_contain_text("The model is offline.")
    expect(chat.thinking).to_be_hidden()


def test_an_agent_that_says_nothing_blocks_nothing(chat, mock):
    chat.say("say nothing")
    mock.wait_for(kind="silent")
    mock.advance("1h")
    expect(chat.own).to_contain_text(["Sent"])
    expect(chat.replies).to_have_count(0)


def test_a_rate_limit_can_be_waited_for(page, mock):
    mock.faults({
        "at": {"request": "POST /api/messaging/sessions", "times": 1},
        "do": {"respond": {"status": 429, "retryAfter": "30s"}}})
    page.goto(f"{mock.url}/chat-socket")
    expect(page.get_by_role("alert")).to_contain_text("Too many requests")
    page.get_by_role("button", name="Try again").click()
    mock.wait_for(kind="join")
    expect(page.get_by_role("status")).to_contain_text("Real-time Active")


def test_offline_and_back_with_what_was_missed(chat, mock):
    chat.ask("hello")
    mock.faults({"at": {"lifecycle": "handshake"}, "do": {"refuse": True}})
    mock.lose("close")
    expect(chat.status).to_contain_text("Real-time Inactive")
    mock.advance("2s")
    mock.faults()
    mock.wait_for(kind="join", count=2)
    expect(chat.status).to_contain_text("Real-time Active")
    expect(chat.replies).to_have_text(["You said: hello"])


def test_a_message_that_comes_twice_is_shown_once(chat, mock):
    mock.faults({
        "at": {"event": "messageBroadcast", "from": "agent"}, "do": {"duplicate": 2, "gap": "1s"}})
    chat.ask("hello")
    mock.advance("5s")
    mock.wait_for(kind="sent", event="messageComplete")
    expect(chat.page.locator("#events")).to_contain_text(re.compile("(messageBroadcast.*){3}", re.S))
    expect(chat.replies).to_have_text(["You said: hello"])


def test_messages_that_overtake_one_another_are_put_in_order(chat, mock):
    mock.faults({
        "at": {"event": "messageBroadcast", "from": "user", "nth": 1},
        "do": {"swapWithNext": True, "within": "1h"}})
    chat.ask("hello")
    mock.advance("2s")
    expect(chat.replies).to_have_text(["You said: hello"])
    expect(chat.page.locator(".message .text")).to_have_text(["hello", "You said: hello"])


def test_an_expired_session_is_replaced(chat, mock):
    mock.advance("31m")
    mock.lose("close")
    expect(chat.page.locator(".message.note")).to_contain_text("no longer knew the session")
    mock.wait_for(kind="session", change="made", count=2)
    mock.wait_for(kind="join", count=3)
    chat.ask("hello again")
    mock.advance("2s")
    expect(chat.replies).to_have_text(["You said: hello again"])
