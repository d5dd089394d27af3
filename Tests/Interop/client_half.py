"""The client half of a recording, played to a replay of it over real sockets, at the recorded times.

    python client_half.py ../../fixtures/recordings/jobs.jsonl --transports websocket --verbose

The replay's clock stands still; before each line it is moved to that line's time. What the server said then has to be
there, with every name standing for one live value throughout and every moment as far from the start as recorded.
"""

import argparse
import json
import pathlib
import re
import threading
import time
import uuid

import requests
import socketio

from chat import TRANSPORTS, Log, leave
from comparison import UUID, epoch, iso, show
from ordered_client import OrderedClient
from servers import Server

PATIENCE = 20
"""Seconds to wait, in real time, for what is due."""

TOKEN = re.compile(r"\{(!*)([a-z]{1,17}):([+-]?\d{1,20})\}")
MOMENTS = {"time", "epoch", "digits"}
VALUES = {"time": r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)", "epoch": r"(\d{13})", "digits": r"(\d{13})", "secret": "(.*?)"}
IDENTIFIER = rf"({UUID.pattern}|[\w-]+)"

OWN_HEADERS = {
    "connection", "content-encoding", "content-length", "content-type", "date", "keep-alive", "transfer-encoding", "vary"}
"""What the server that answers says for itself."""


class Differs(AssertionError):
    """Something came otherwise than it was recorded."""


class Names:
    """What the names of a recording stand for: one live value each, and each value under one name only."""

    def __init__(self, start):
        self.start, self.values, self.owners = start, {}, {}

    def bind(self, name, value, path):
        bound, owner = self.values.setdefault(name, value), self.owners.setdefault(value, name)
        if bound != value or owner != name:
            raise Differs(f"{path}: {name} is {bound!r}, got {value!r}, which is {owner}")

    def live(self, value):
        """A recorded value as a client has to say it; a name not heard of yet is made up."""
        if isinstance(value, dict):
            return {self.live(name): self.live(member) for name, member in value.items()}
        if isinstance(value, list):
            return [self.live(member) for member in value]
        if not isinstance(value, str):
            return value
        whole = TOKEN.fullmatch(value)
        if whole and not whole[1] and whole[2] == "epoch":
            return self.start + int(whole[3])
        return TOKEN.sub(self._spoken, value)

    def _spoken(self, match):
        marks, kind, number = match.groups()
        if marks:
            return match[0].replace("!", "", 1)
        if kind in MOMENTS:
            moment = self.start + int(number)
            return iso(moment) if kind == "time" else str(moment)
        if kind == "secret":
            return f"not-for-everyone-{number}"
        if match[0] not in self.values:
            self.bind(match[0], str(uuid.uuid4()), "made up")
        return self.values[match[0]]

    def compare(self, recorded, live, path):
        """Holds a live value against a recorded one."""
        if isinstance(recorded, dict) and isinstance(live, dict):
            members = {self.live(name): value for name, value in recorded.items()}
            if members.keys() != live.keys():
                raise Differs(f"{path}: recorded members {sorted(members)}, got {sorted(live)}")
            for name, value in members.items():
                self.compare(value, live[name], f"{path}.{name}")
        elif isinstance(recorded, list) and isinstance(live, list):
            if len(recorded) != len(live):
                raise Differs(f"{path}: recorded {len(recorded)} elements, got {len(live)}")
            for index, pair in enumerate(zip(recorded, live)):
                self.compare(*pair, f"{path}[{index}]")
        elif isinstance(recorded, str):
            self.compare_text(recorded, live, path)
        elif type(recorded) is not type(live) or recorded != live:
            raise Differs(f"{path}: recorded {show(recorded)}, got {show(live)}")

    def compare_text(self, recorded, live, path):
        whole = TOKEN.fullmatch(recorded)
        if whole and not whole[1] and whole[2] == "epoch" and isinstance(live, int):
            live = str(live)
        pattern, tokens = compiled(recorded)
        match = pattern.fullmatch(live) if isinstance(live, str) else None
        if not match:
            raise Differs(f"{path}: recorded {show(recorded)}, got {show(live)}")
        self.take(tokens, match, path)

    def take(self, tokens, match, path):
        """Takes what stands where names do."""
        for (kind, number), value in zip(tokens, match.groups()):
            if kind in MOMENTS:
                offset = (epoch(value) if kind == "time" else int(value)) - self.start
                if offset != int(number):
                    raise Differs(f"{path}: recorded {kind} {number} ms after the start, got {offset}")
            elif kind != "secret":
                self.bind(f"{{{kind}:{number}}}", value, path)


def compiled(text):
    """A recorded text as a pattern, and the names in it."""
    pattern, tokens, place = "", [], 0
    for match in TOKEN.finditer(text):
        pattern += re.escape(text[place:match.start()])
        place = match.end()
        if match[1]:
            pattern += re.escape(match[0].replace("!", "", 1))
        else:
            pattern += VALUES.get(match[2], IDENTIFIER)
            tokens.append((match[2], match[3]))
    return re.compile(pattern + re.escape(text[place:]), re.S), tokens


class Exchange:
    """One request under way, and what has come of its answer so far."""

    def __init__(self, base, line, names):
        headers = {name: names.live(value) for name, value in line.get("headers", {}).items()}
        body = None
        if "json" in line:
            body = json.dumps(names.live(line["json"]), ensure_ascii=False).encode()
        elif "text" in line:
            body = names.live(line["text"]).encode()
        self.status, self.headers, self.body, self.is_done, self.error = None, {}, b"", False, None
        self._changed = threading.Condition()
        arguments = (line["method"], base + names.live(line["target"]), headers, body)
        threading.Thread(target=self._run, args=arguments, daemon=True).start()

    def _run(self, method, url, headers, body):
        try:
            answer = requests.request(method, url, headers=headers, data=body, stream=True, timeout=120)
            self._note(status=answer.status_code, headers=answer.headers)
            for piece in answer.iter_content(None):
                self._note(body=self.body + piece)
        except requests.RequestException as error:
            self._note(error=error)
        self._note(is_done=True)

    def _note(self, **members):
        with self._changed:
            vars(self).update(members)
            self._changed.notify_all()

    def wait(self, condition, what):
        with self._changed:
            if not self._changed.wait_for(lambda: condition() or self.error, PATIENCE) or self.error:
                raise Differs(f"{what} has not come ({self.error or f'{self.status} {self.body[:200]}'})")


class Page:
    """One connection: what has come, and how much of that was accounted for."""

    def __init__(self, base, auth, transports):
        self.log, self.taken, self.acknowledgements, self.refusal = Log(), 0, {}, None
        self.client = OrderedClient(reconnection=False)
        self.client.on("*", self.log.add)
        self.client.on("connect_error", self._refused)
        try:
            self.client.connect(base, auth=auth, transports=TRANSPORTS[transports], wait_timeout=PATIENCE)
        except socketio.exceptions.ConnectionError:
            if self.refusal is None:
                raise

    def _refused(self, data):
        self.refusal = data["message"] if isinstance(data, dict) else data

    def next(self, what):
        """The next event that has not been accounted for."""
        if not self.log.holds(self.taken + 1, PATIENCE):
            raise Differs(f"{what} has not come")
        self.taken += 1
        return self.log.events[self.taken - 1]

    def close(self, reason):
        if self.refusal is None and reason == "io client disconnect":
            leave(self.client)
        elif self.refusal is None:
            self.client.eio.disconnect(abort=True)


class ClientHalf:
    """Plays what clients did in a recording, and checks what the server says to that.

    `base` is where clients go, `control` the replay itself when something stands in between; with `steps` every event
    is asked for. `checked` counts what came as recorded.
    """

    def __init__(self, path, base, transports="websocket", control=None, steps=False, verbose=False):
        self.lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        self.base, self.transports, self.steps, self.verbose = base, transports, steps, verbose
        self.control = (control or base) + "/__mock/v1"
        self.calls = requests.Session()
        self.names = Names(epoch(self.call("GET", "clock")["now"]))
        self.now = 0
        self.pages, self.exchanges, self.checked = {}, {}, 0

    def call(self, method, path, **body):
        answer = self.calls.request(
            method, f"{self.control}/{path}", json=body if method == "POST" else None, timeout=PATIENCE)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        return answer.json()

    def play(self, since=1, until=None):
        """Plays all lines, or those from one number on to before another."""
        for line in self.lines[since:until]:
            self.advance(line["t"])
            if self.verbose:
                print(json.dumps(line, ensure_ascii=False)[:150])
            try:
                getattr(self, "play_" + line["k"], lambda _: None)(line)
            except Differs as error:
                misses = self.call("GET", "replays")["misses"]
                raise Differs(f"line {line['n'] + 1} ({line['k']}): {error}; {misses}") from None
        if until is None:
            self.expect_no_more("in the end")

    def advance(self, milliseconds):
        """Moves the replay's clock to a time of the recording, before which nothing of it may have come."""
        microseconds = round(milliseconds * 1000)
        if microseconds <= self.now:
            return
        self.expect_no_more(f"before {milliseconds} ms")
        self.call("POST", "clock/advance", by=f"{(microseconds - self.now) / 1000:.3f}ms")
        self.now = microseconds

    def expect_no_more(self, when):
        for name, page in self.pages.items():
            if page.log.events[page.taken:]:
                raise Differs(f"{name} heard {page.log.events[page.taken:]} {when}")
        for number, exchange in self.exchanges.items():
            if isinstance(exchange, Exchange) and (exchange.status is not None or exchange.body):
                raise Differs(f"exchange {number} had {exchange.status} {exchange.body} {when}")

    def act(self, act):
        """Does what a client did, and waits until the replay has taken it for the recorded line."""
        before = self.call("GET", "replays")["played"]
        result = act()
        until = time.monotonic() + PATIENCE
        while (state := self.call("GET", "replays"))["played"] == before:
            if state["misses"]:
                raise Differs(state["misses"][-1])
            if time.monotonic() > until:
                raise Differs("the replay has not taken it for a new line")
        if state["played"] != before + 1:
            raise Differs(f"{state['played'] - before} lines were played at once")
        return result

    # HTTP

    def play_req(self, line):
        def ask():
            return Exchange(self.base, line, self.names)
        # What is asked of the server's own protocol is answered by the server, at once.
        is_own = line["target"].startswith("/socket.io/")
        self.exchanges[line["x"]] = self.own_answer(ask()) if is_own else self.act(ask)

    def own_answer(self, exchange):
        exchange.wait(lambda: exchange.is_done, "the server's own answer")
        return exchange.status

    def play_res(self, line):
        exchange = self.exchanges[line["x"]]
        if isinstance(exchange, int):
            self.checked += 1
            del self.exchanges[line["x"]]
            if exchange != line["status"]:
                raise Differs(f"status: recorded {line['status']}, got {exchange}")
            return
        if "status" in line:
            exchange.wait(lambda: exchange.status is not None, "the answer")
            if exchange.status != line["status"]:
                raise Differs(f"status: recorded {line['status']}, got {exchange.status} {exchange.body[:300]}")
            self.compare_headers(line["headers"], exchange.headers)
        if line.get("more"):
            if "text" in line:
                self.take_piece(exchange, line["text"])
            exchange.status = None
        else:
            exchange.wait(lambda: exchange.is_done, "the end of the answer")
            if "json" in line:
                self.names.compare(line["json"], json.loads(exchange.body), "json")
            elif "omitted" not in line:
                self.names.compare(line.get("text", ""), exchange.body.decode(), "text")
            del self.exchanges[line["x"]]
        self.checked += 1

    def take_piece(self, exchange, text):
        """Takes a piece of a stream off what has come of it; no more than that may have come."""
        pattern, tokens = compiled(text)
        exchange.wait(lambda: pattern.fullmatch(exchange.body.decode(errors="replace")), f"piece {show(text)}")
        self.names.take(tokens, pattern.fullmatch(exchange.body.decode()), "text")
        exchange.body = b""

    def compare_headers(self, recorded, live):
        if recorded.get("Content-Type", "").lower() != live.get("Content-Type", "").lower():
            raise Differs(f"type: recorded {recorded.get('Content-Type')}, got {live.get('Content-Type')}")
        for name, value in recorded.items():
            if name.lower() not in OWN_HEADERS and not name.lower().startswith("access-control-"):
                self.names.compare(value, live.get(name), f"headers.{name}")

    # Socket.IO

    def play_open(self, line):
        if line["dir"] == "c2s":
            auth = self.names.live(line.get("auth"))
            self.pages[line["c"]] = self.act(lambda: Page(self.base, auth, self.transports))
            return
        page = self.pages[line["c"]]
        if line.get("error") != page.refusal:
            raise Differs(f"recorded error {line.get('error')!r}, got {page.refusal!r}")
        if "id" in line:
            self.names.bind(line["id"], page.client.get_sid(), "the socket's id")
        self.checked += 1

    def play_ev(self, line):
        page = self.pages[line["c"]]
        if line["dir"] == "c2s":
            options = {}
            if "ack" in line:
                options["callback"] = lambda *values: page.log.add(("ack", line["ack"]), *values)
            arguments = tuple(self.names.live(line["args"]))
            self.act(lambda: page.client.emit(line["event"], arguments, **options))
            return
        if self.steps:
            self.expect_no_more("before it was asked for")
            self.call("POST", "replays/step")
        self.expect(page, line["event"], line["args"])

    def play_ack(self, line):
        if line["dir"] == "s2c":
            self.expect(self.pages[line["c"]], ("ack", line["ack"]), line["args"])

    def expect(self, page, name, arguments):
        event, *values = page.next(f"{name} {show(arguments)}")
        if event != name:
            raise Differs(f"recorded {name}, got {event} {show(values)}")
        self.names.compare(arguments, values, "args")
        self.checked += 1

    def play_shut(self, line):
        page = self.pages[line["c"]]
        sid, is_lost = page.client.get_sid(), line.get("reason") != "io client disconnect"
        page.close(line.get("reason"))
        # Nobody sees that a client asks no more before it should have answered a ping.
        if page.refusal is None and not (is_lost and self.transports == "polling"):
            self.wait_until_gone(sid)

    def wait_until_gone(self, sid):
        until = time.monotonic() + PATIENCE
        while any(connection["id"] == sid for connection in self.call("GET", "connections")["connections"]):
            if time.monotonic() > until:
                raise Differs(f"the server still has the connection {sid}")

    def close(self):
        for page in self.pages.values():
            page.close("io client disconnect")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recording")
    parser.add_argument("--transports", choices=TRANSPORTS, default="websocket")
    parser.add_argument("--verbose", action="store_true", help="print every line")
    options = parser.parse_args()
    with Server("eliza-mock", "replay", options.recording, "--port", 0, "--clock", "manual") as server:
        half = ClientHalf(pathlib.Path(options.recording), server.url, options.transports, verbose=options.verbose)
        half.play()
    print(f"{half.checked} answers and events as recorded")


if __name__ == "__main__":
    main()
