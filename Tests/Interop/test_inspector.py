"""The inspector: what it shows of a frontend, what it lets one do, and that it stays smooth and usable by everybody."""

import json
import pathlib
import subprocess
import time

import pytest
import requests
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import start_chromium
from chat_page import SIZES, ChatPage, axe_script
from inspector_page import Frontend, InspectorPage
from servers import Server, free_port, run

SCENARIOS = pathlib.Path(__file__).resolve().parents[2] / "fixtures" / "scenarios"
PLAY = """
format: eliza-mock/1
name: tea-shop
rules:
  - id: tea
    when: { text: { contains: tea } }
    do:
      - think: 10ms
      - action: { name: BREW, status: executing, text: Brewing }
      - say: { text: "Green or black?", thought: "Ask first." }
  - id: wait
    when: { text: wait }
    do: [ { hold: door }, { say: Come in. } ]
  - id: unused
    when: { text: never }
    do: [ ignore ]
otherwise: [ { say: "Only tea here." } ]
"""


@pytest.fixture(scope="module")
def chromium():
    driver = start_chromium()
    driver.set_script_timeout(60)
    yield driver
    driver.quit()


@pytest.fixture
def shop(own_mock, tmp_path):
    """A mock that plays a scenario."""
    file = tmp_path / "tea.mock.yaml"
    file.write_text(PLAY)
    return own_mock(file, "--port", 0, "--seed", 7, "--think", "10ms")


def control(server, method, path, **body):
    answer = requests.request(method, f"{server.url}/__mock/v1/{path}", json=body or None, timeout=20)
    assert answer.ok, answer.text
    return answer.json()


class TestTimeline:
    def test_three_lanes_with_their_meaning(self, chromium, shop):
        page = InspectorPage(chromium, shop.url)
        with Frontend(shop.url) as frontend:
            frontend.say("A cup of tea")
            page.wait_for_row("messageComplete")
            rows = page.rows()
        http = [text for lane, text in rows if lane == "http"]
        assert len(http) == 1 and http[0].startswith("→ POST new session /api/messaging/sessions 201 · "), http
        engine = [text for lane, text in rows if lane == "engine"]
        assert engine[0].startswith("→ open websocket")
        socket = [text for lane, text in rows if lane == "socket"]
        for text in ["→ connect websocket", f"→ ROOM_JOINING join {frontend.channel}", "→ SEND_MESSAGE send A cup of tea",
                     "← messageAck ack", "◆ Eliza thinking A cup of tea", "← messageBroadcast action Eliza: Brewing",
                     "← messageBroadcast reply Eliza: Green or black?", "← messageComplete complete"]:
            assert any(row.startswith(text) for row in socket), (text, socket)
        assert page.complaints() == []

    def test_packets_of_engine_io_while_it_looks(self, chromium, shop):
        page = InspectorPage(chromium, shop.url)
        chromium.switch_to.new_window("tab")
        ChatPage(chromium, shop.url)
        chromium.close()
        chromium.switch_to.window(chromium.window_handles[0])
        page.wait_for_row("disconnect")
        page.search("lane:engine")
        page.run("document.getElementById('timeline').scrollTop = 0;")
        page.wait_for_row("open polling")
        engine = [text for _, text in page.rows()]
        for text in ["→ open polling", "→ poll polling", "← payload polling", "→ probe polling", "← probe polling",
                     "→ upgrade polling", "→ upgraded websocket", "× close websocket"]:
            assert any(row.startswith(text) for row in engine), (text, engine)
        page.search("lane:http")
        page.wait_for_row("/chat-socket")
        texts = " ".join(text for _, text in page.rows())
        assert "page /chat-socket" in texts and "/socket.io/socket.io.esm.js" in texts
        # Its own requests do not show.
        assert "inspector" not in texts and "__mock" not in texts
        chromium.get("about:blank")
        # Nobody looks: no packets.
        for _ in range(200):
            with Frontend(shop.url):
                last = control(shop, "GET", "journal?limit=1")["last"]
            time.sleep(0.02)
            after = control(shop, "GET", f"journal?since={last - 20}")["entries"]
            if not any(each["kind"] == "packet" for each in after):
                break
        else:
            raise AssertionError("packets are recorded for nobody")

    def test_filter_and_search(self, chromium, shop):
        page = InspectorPage(chromium, shop.url)
        with Frontend(shop.url) as frontend:
            frontend.say("A cup of tea")
            page.wait_for_row("messageComplete")
            page.search("meaning:reply")
            assert [text for _, text in page.rows()] == ["← messageBroadcast reply Eliza: Green or black?"]
            page.search("brewing -meaning:envelope -kind:replied")
            assert [text for _, text in page.rows()] == ["← messageBroadcast action Eliza: Brewing"]
            page.search('"cup of tea" kind:received')
            assert len(page.rows()) == 1
            page.search("status:201")
            assert [lane for lane, _ in page.rows()] == ["http"]
            page.search("")
            page.press("[data-lane=socket]")
            assert {lane for lane, _ in page.rows()} == {"http", "engine"}
            assert " of " in page.text("#kept")
            page.press("[data-lane=socket]")
            page.press("#pause")
            frontend.say("More tea")
            page.wait_for_text("#kept", "wait")
            assert not [text for _, text in page.rows() if "More tea" in text]
            page.press("#pause")
            page.wait_for_row("SEND_MESSAGE send More tea")
            page.press("#clear")
            assert page.rows() == []

    def test_html_stays_text(self, chromium, shop):
        hostile = '<img src=x onerror="window.hacked = 1"><script>window.hacked = 2</script><b>tea</b>'
        page = InspectorPage(chromium, shop.url)
        with Frontend(shop.url) as frontend:
            frontend.say(hostile)
            frontend.socket.emit(hostile, hostile)
            page.wait_for_row("messageComplete")
            page.choose("SEND_MESSAGE")
            page.press("[data-act=explain]")
            page.wait_for_text(".verdicts", "tea")
            for name in ["world", "rules", "speak", "trouble", "clock", "findings"]:
                page.open_tab(name)
                page.wait("true")
            page.wait_for_text("#panel-findings", "onerror")
        assert page.run("return document.querySelectorAll('main img, main script').length;") == 0
        assert page.run("return window.hacked;") is None
        assert page.complaints() == []

    def test_goes_on_after_a_restart(self, chromium):
        port = free_port()
        arguments = ("eliza-mock", "serve", "--port", port, "--think", "10ms")
        with Server(*arguments) as server:
            page = InspectorPage(chromium, server.url)
            with Frontend(server.url) as frontend:
                for number in range(3):
                    frontend.say(f"Hello {number}")
                # Of more rows than fit, only those that show are in the page.
                page.search("meaning:complete")
                page.wait_for_row("messageComplete", 3)
                page.search("")
        page.wait("document.getElementById('feed').dataset.state === 'lost'")
        with Server(*arguments) as server, Frontend(server.url):
            page.wait("document.getElementById('feed').dataset.state === 'live'")
            page.wait_for_row("ROOM_JOINING")
            assert not [text for _, text in page.rows() if "Hello" in text]
            chromium.get("about:blank")


class TestDetail:
    def test_what_came_of_a_message_and_why(self, chromium, shop):
        page = InspectorPage(chromium, shop.url)
        with Frontend(shop.url) as frontend:
            frontend.say("A cup of tea")
            page.wait_for_row("messageComplete")
            page.choose("SEND_MESSAGE")
            pane = page.text("#panel-detail")
            assert "The page sends a message of its user to a channel." in pane
            assert frontend.channel in pane and '"senderName": "Me"' in pane
            story = page.text(".story")
            assert "Green or black?" in story and "Brewing" in story
            assert "Rule “tea” has decided, with turn 1." in page.text("#panel-detail")
            assert any("Green or black?" in text and text.endswith("rule tea") for _, text in page.rows())
            page.press("[data-act=explain]")
            page.wait_for_text(".verdicts", "answers with turn")
            verdicts = page.text(".verdicts")
            assert "tea" in verdicts and "'A cup of tea' is not 'wait'" in verdicts, verdicts
            # A fact narrows the timeline.
            page.press("[data-act=fact-sender]")
            assert page.run("return document.getElementById('search').value;") == f"sender:{frontend.user}"
            assert page.rows()

    def test_copies_work_elsewhere(self, chromium, shop, own_mock, tmp_path):
        page = InspectorPage(chromium, shop.url)
        with Frontend(shop.url) as frontend:
            frontend.say("A cup of tea")
            page.wait_for_row("messageComplete")
            page.choose("POST new session")
            command = page.copied("curl")
            answer = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=20, check=True)
            assert json.loads(answer.stdout)["userId"] == frontend.user
            page.choose("SEND_MESSAGE")
            rule, fixture = page.copied("Scenario rule"), page.copied("Fixture")
            file = tmp_path / "copied.mock.yaml"
            file.write_text("format: eliza-mock/1\nrules:\n" + "".join(f"  {line}\n" for line in rule.splitlines()))
            checked = run("eliza-mock", "check", file)
            assert checked.returncode == 0, checked.stderr + rule
            lines = [json.loads(line) for line in fixture.splitlines()]
            # It stands alone: the session, the socket and its room, then the message and what came of it.
            assert [line["k"] for line in lines[:5]] == ["head", "req", "res", "open", "open"], fixture
            assert lines[-1]["k"] == "end" and [line["n"] for line in lines] == list(range(len(lines)))
            events = [(line["dir"], line["event"], line["args"][0]) for line in lines if line["k"] == "ev"]
            mine = [payload for direction, _, payload in events if direction == "c2s"]
            assert [each["type"] for each in mine] == [1, 2]
            assert mine[1]["payload"]["channelId"] == "{channel:1}" and mine[1]["payload"]["message"] == "A cup of tea"
            assert ("s2c", "Green or black?") in [(direction, payload.get("text")) for direction, _, payload in events]
            assert frontend.user not in fixture and frontend.channel not in fixture
        copied = own_mock(file, "--port", 0, "--think", "10ms")
        with Frontend(copied.url) as frontend:
            frontend.say("A cup of tea")
            page = InspectorPage(chromium, copied.url)
            page.wait_for_row("reply Eliza: Green or black?")


class TestControls:
    def test_world(self, chromium, shop):
        page = InspectorPage(chromium, shop.url)
        with Frontend(shop.url) as frontend:
            page.open_tab("world")
            for name, text in [("connections", "websocket"), ("sessions", frontend.session), ("rooms", frontend.channel),
                               ("agents", "Eliza")]:
                page.wait_for_text(f"[data-list={name}]", text)
            page.press("[data-list=connections] button")
            assert page.run("return document.getElementById('search').value;").startswith("connection:")
            page.run("""
                const choice = document.querySelector("[data-list=connections] select");
                choice.value = "kick";
                choice.dispatchEvent(new Event("change"));""")
            page.wait("!document.querySelector('[data-list=connections] li')")
            until = time.monotonic() + 20
            while not frontend.reasons and time.monotonic() < until:
                time.sleep(0.02)
            assert frontend.reasons

    def test_speak_as_agent(self, chromium, shop):
        page = InspectorPage(chromium, shop.url)
        with Frontend(shop.url) as frontend:
            page.open_tab("world")
            page.wait_for_text("[data-list=rooms]", frontend.channel)
            page.run("[...document.querySelectorAll('[data-list=rooms] button')].find((each) => each.textContent === 'Speak').click();")
            page.wait("document.activeElement.id === 'say-text'")
            chromium.switch_to.active_element.send_keys("Out of turn")
            page.press("#panel-speak form:first-of-type [type=submit]")
            page.wait_for_row("reply Eliza: Out of turn")
            page.run("document.getElementById('emit-event').value = 'poke'; document.getElementById('emit-args').value = '{';")
            page.press("#panel-speak section:last-child [type=submit]")
            page.wait_for_text("#problem", "no JSON")
            page.run("document.getElementById('emit-args').value = '[{\"a\": 1}]';")
            page.press("#panel-speak section:last-child [type=submit]")
            page.wait_for_row("← poke other")
            until = time.monotonic() + 20
            while ("poke", {"a": 1}) not in frontend.heard and time.monotonic() < until:
                time.sleep(0.02)
            assert ("poke", {"a": 1}) in frontend.heard

    def test_rules(self, chromium, shop):
        page = InspectorPage(chromium, shop.url)
        with Frontend(shop.url) as frontend:
            frontend.say("tea")
            page.wait_for_row("messageComplete")
            page.open_tab("rules")
            page.wait_for_text("[data-scenario]", "tea-shop")
            page.wait_for_text("[data-list=rules]", "answered 1 time")
            assert "not used yet" in page.text("[data-list=rules]")
            page.run("document.getElementById('explain-text').value = 'wait';")
            page.press("#panel-rules [type=submit]")
            page.wait_for_text("#panel-rules .verdicts", "wait answers")

    def test_faults_and_holds(self, chromium, shop):
        page = InspectorPage(chromium, shop.url)
        with Frontend(shop.url) as frontend:
            page.open_tab("trouble")
            page.wait_for_text("[data-list=overlays]", "duplicate-delivery")
            page.press("[data-key=duplicate-delivery] input")
            page.wait_for_text("#tab-trouble .count", "1")
            frontend.say("tea")
            page.wait_for_row("fault duplicate-delivery")
            page.wait_for_text("[data-key=duplicate-delivery] li", "time")
            page.press("[data-key=duplicate-delivery] input")
            page.wait("document.querySelector('#tab-trouble .count').hidden")
            assert control(shop, "GET", "faults")["overlays"] == []
            frontend.say("wait")
            page.wait_for_text("[data-list=holds]", "1 held")
            page.press("[data-list=holds] button")
            page.wait_for_row("reply Eliza: Come in.")
            page.wait("!document.querySelector('[data-list=holds] li')")

    def test_an_overlay_from_a_file_stays_when_another_is_switched(self, chromium, shop):
        control(shop, "PUT", "faults", overlays=[{"format": "eliza-mock-overlay/1", "name": "mine", "faults": [
            {"id": "late", "at": {"request": "GET /nowhere"}, "do": {"delay": "1s"}}]}])
        page = InspectorPage(chromium, shop.url)
        page.open_tab("trouble")
        page.wait("document.querySelector('[data-key=mine] input')?.checked")
        page.press("[data-key=slow-agent] input")
        page.wait_for_text("#tab-trouble .count", "2")
        assert [each["name"] for each in control(shop, "GET", "faults")["overlays"]] == ["mine", "slow-agent"]

    def test_clock_seed_and_a_new_beginning(self, chromium, shop):
        page = InspectorPage(chromium, shop.url)
        with Frontend(shop.url) as frontend:
            page.open_tab("clock")
            page.wait_for_text("[data-fact=seed]", "7")
            page.press(".modes [value=manual]")
            page.wait_for_row("clock manual set")
            frontend.say("tea")
            page.wait_for_row("Eliza thinking")
            assert not [text for _, text in page.rows() if "Green or black?" in text]
            page.press("[data-act=next]")
            page.wait_for_row("Brewing")
            page.press("[data-advance='1s']")
            page.wait_for_row("reply Eliza: Green or black?")
            before = page.text("[data-fact=now]")
            page.run("document.getElementById('advance-by').value = '31m';")
            page.press("#panel-clock .line [type=submit]")
            page.wait(f"document.querySelector('[data-fact=now]').innerText !== {json.dumps(before)}")
            page.press("[data-act=reset]")
            page.wait_for_text("[data-act=reset]", "Forget everything?")
            page.press("[data-act=reset]")
            page.wait_for_row("reset")
            assert control(shop, "GET", "sessions")["sessions"] == []

    def test_findings(self, chromium, shop):
        page = InspectorPage(chromium, shop.url)
        with Frontend(shop.url) as frontend:
            frontend.socket.emit("mesage", {})
            page.wait_for_row("finding unknown-event")
            page.wait_for_text("#tab-findings .count", "1")
            page.open_tab("findings")
            page.wait_for_text("[data-list=findings]", "unknown-event")
            assert "→" in page.text("[data-list=findings] .advice")

    def test_a_mistake_is_told(self, chromium, shop):
        page = InspectorPage(chromium, shop.url)
        page.open_tab("clock")
        page.run("document.getElementById('advance-by').value = 'soon';")
        page.press("#panel-clock .line [type=submit]")
        page.wait_for_text("#problem", "800ms")


class TestSmoothness:
    def test_two_hundred_events_a_second(self, chromium, shop, report):
        page = InspectorPage(chromium, shop.url)
        page.run("""
            window.longTasks = [];
            new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)))
              .observe({ type: "longtask" });""")
        room, seconds = "r", 5
        with requests.Session() as session:
            began = time.monotonic()
            for number in range(200 * seconds):
                session.post(f"{shop.url}/__mock/v1/rooms/{room}/emit", json={
                    "event": "messageBroadcast", "args": [{"text": f"number {number}", "channelId": room}]}, timeout=20)
                time.sleep(max(0, began + number / 200 - time.monotonic()))
            took = time.monotonic() - began
        page.wait_for_row(f"number {200 * seconds - 1}")
        assert page.text("#kept").startswith(f"{200 * seconds} rows")
        assert page.run("return document.querySelectorAll('.row').length;") < 80
        tasks = page.run("return longTasks;")
        report(f"inspector: {200 * seconds} events in {took:.1f} s, {len(tasks)} tasks over 50 ms"
               + (f", the longest {max(tasks):.0f} ms" if tasks else ""))

    def test_a_bounded_journal(self, chromium, shop):
        page = InspectorPage(chromium, shop.url)
        with Frontend(shop.url) as frontend:
            page.wait_for_row("ROOM_JOINING")
            for number in range(6000):
                frontend.socket.emit("log", number)
            frontend.say("the last tea")
            page.wait_for_row("messageComplete")
            last = control(shop, "GET", "journal?limit=1")["last"]
            page.wait_for_text("#kept", "5000 rows")
            dropped = int(page.text("#kept").split(" · ")[1].split()[0])
            # An exchange is one row of two entries; otherwise each entry is a row.
            assert dropped + 5000 + 1 == last, "nothing was lost"
            assert page.run("return document.querySelectorAll('.row').length;") < 80
            # Somebody who reads further up stays where they are while rows come and the oldest go.
            page.run("document.getElementById('timeline').scrollTop = 28 * 3000;")
            page.wait("!document.getElementById('latest').hidden")
            first = page.rows()[8]
            frontend.say("once more tea")
            page.wait("document.querySelector('.row[aria-setsize=\"5000\"]')")
            control(shop, "POST", "wait", **{"for": {"event": "messageComplete"}, "since": 0, "count": 1})
            assert first in page.rows()
            page.press("#latest")
            page.wait_for_row("once more tea")


class TestEverybody:
    def test_keyboard_only(self, chromium, shop):
        page = InspectorPage(chromium, shop.url)
        with Frontend(shop.url) as frontend:
            frontend.say("tea")
            page.wait_for_row("messageComplete")

            def press(*keys):
                chromium.switch_to.active_element.send_keys(*keys)
                return page.run("""
                    const here = document.activeElement;
                    return here.id || here.dataset.lane || here.innerText.trim();""")

            page.run("document.activeElement.blur();")
            order = [chromium.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB) or press("")]
            while order[-1] != "panel-detail":
                order.append(press(Keys.TAB))
                assert len(order) < 25, order
            assert order == ["Skip to the timeline", "Chat", "Polling chat", "Mock", "theme", "search", "pause", "clear",
                             "http", "engine", "socket", "mark", "timeline", "tab-detail", "panel-detail"]
            page.run("document.activeElement.blur();")
            assert chromium.find_element(By.TAG_NAME, "body").send_keys("/") or press("") == "search"
            assert press("SEND_MESSAGE", Keys.ESCAPE) == "search"
            page.run("document.getElementById('timeline').focus();")
            press(Keys.HOME)
            page.wait("document.querySelector('[aria-selected=true][role=option]')")
            page.wait("""(() => {
                const active = document.getElementById(document.getElementById("timeline").getAttribute("aria-activedescendant"));
                return active?.ariaSelected === "true" && active.ariaPosInSet === "1";
              })()""")
            press(Keys.ARROW_DOWN)
            assert press(Keys.ENTER) == "panel-detail"
            page.run("document.getElementById('tab-detail').focus();")
            assert press(Keys.ARROW_RIGHT) == "tab-world"
            page.wait("!document.getElementById('panel-world').hidden")
            assert press(Keys.END) == "tab-findings"
            assert press(Keys.ARROW_RIGHT) == "tab-detail"

    @pytest.mark.parametrize("theme", ["light", "dark"])
    @pytest.mark.parametrize("size", SIZES)
    def test_accessible(self, chromium, shop, size, theme):
        page = InspectorPage(chromium, shop.url, size, f"?theme={theme}")
        control(shop, "PUT", "faults", overlays=["duplicate-delivery"])
        with Frontend(shop.url) as frontend:
            frontend.say("tea")
            frontend.socket.emit("mesage", {})
            requests.get(f"{shop.url}/api/nowhere", timeout=10)
            frontend.say("wait")
            page.wait_for_row("Eliza thinking wait")
            page.run(axe_script())
            tabs = ["detail", "world", "rules", "speak", "trouble", "clock", "findings"] + (["timeline"] if size == "phone" else [])
            page.find("SEND_MESSAGE send tea", "kind:received")
            for name in tabs:
                page.open_tab(name)
                page.wait("document.getAnimations().length < 3")
                found = chromium.execute_async_script("""
                    const done = arguments[0];
                    axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => done(violations.map(
                      ({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => [html, failureSummary])])));""")
                assert found == [], (name, found)
                assert page.run("return document.documentElement.scrollWidth <= innerWidth;"), name

    def test_fits_the_narrowest_phone(self, chromium, shop):
        page = InspectorPage(chromium, shop.url, (320, 568))
        with Frontend(shop.url) as frontend:
            frontend.say("unbreakable" * 30)
            page.wait_for_row("Only tea here")
            for name in ["timeline", "detail", "world", "rules", "speak", "trouble", "clock", "findings"]:
                page.open_tab(name)
                assert page.run("return document.documentElement.scrollWidth;") <= 320, name
            page.open_tab("timeline")
            page.find("ROOM_JOINING", "meaning:join")
            page.wait("!document.getElementById('panel-detail').hidden")

    def test_nothing_comes_from_elsewhere(self, chromium, shop):
        answer = requests.get(f"{shop.url}/inspector", timeout=10)
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert " style=" not in answer.text and "<style" not in answer.text and "onclick" not in answer.text
        page = InspectorPage(chromium, shop.url)
        fetched = page.run("return performance.getEntriesByType('resource').map(({ name }) => name);")
        assert fetched and all(name.startswith(shop.url) for name in fetched)

    def test_a_control_token_opens_it(self, chromium, own_mock):
        server = own_mock("--port", 0, "--control-token", "secret")
        page = InspectorPage(chromium, server.url, query="#token=secret")
        page.open_tab("clock")
        page.wait_for_text("[data-fact=profile]", "lenient")
