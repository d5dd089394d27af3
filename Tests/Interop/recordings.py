"""Drives the client half of recorded ElizaOS traffic against `eliza-mock`, and compares what comes back.

    python recordings.py --profile 1.7.2 --scenario 04-channels --verbose

`comparison.py` says what counts as equal.
"""

import argparse
import copy
import http.client
import json
import os
import pathlib
import re
import sys
import time

from comparison import UUID, Bindings, Comparison, epoch, show
from engine import Connection
from servers import ROOT, Server

FOLDER = pathlib.Path(
    os.environ.get("ELIZA_MOCK_RECORDINGS", ROOT.parent / "shared" / "recordings"))
PROFILES = ("1.4.2", "1.6.4", "1.6.5", "1.7.2")

QUIET, LONG_QUIET = 0.35, 0.9
"""Seconds of silence that stand for a longer one in the recording; the second for one of more than 2 s."""

REAL_TIME = {"01-heartbeat", "02-session-expiry"}
"""Scenarios about time itself: their silences are kept in full."""

PATIENCE = 3.0
"""Seconds to wait for an event before it counts as missing."""

CHARACTER = pathlib.Path(__file__).with_name("recorded-agent.json")
OPTIONS = {
    "05-agents-and-server": ("--character", CHARACTER), "10-rate-limit": ("--rate-limit", "real")}
"""What a scenario asks of the server beside its profile."""

OTHER_ADDRESS = ("127.0.0.9", 0)
"""Where a second client comes from."""

DIRECTIVE = re.compile(r"Eliza heard: [^\"]*\[ignore\]")
"""What our agent says to a text that told the recording's scripted model to keep silent."""


CUT = re.compile(r"(.)…\[cut, (\d+) characters\]$", re.S)
"""How a recording ends a text that it cut; what was cut only repeated one letter."""


def load(profile, scenario):
    """The lines of one recording."""
    path = FOLDER / f"real-elizaos-{profile}" / f"{scenario}.jsonl"
    return [restored(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def restored(value):
    """A value with its cut texts at their full length."""
    if isinstance(value, dict):
        return {name: restored(member) for name, member in value.items()}
    if isinstance(value, list):
        return [restored(member) for member in value]
    if isinstance(value, str) and (cut := CUT.search(value)):
        return value[:cut.start()] + cut[1] * (int(cut[2]) - cut.start())
    return value


def scenarios(profile):
    """Names of the scenarios recorded for a profile."""
    return sorted(path.stem for path in (FOLDER / f"real-elizaos-{profile}").glob("*.jsonl"))


def is_sent(line):
    """Whether a line is something the client did."""
    return line["k"] == "req" or line["k"] == "sio" and line["dir"] == "out" \
        or line["k"] == "conn" and line["state"] in ("opening", "disconnected", "engine-close")


def coined(lines):
    """Ids that the recorded server was the first to say."""
    ours, theirs = set(), {line.get("value") for line in lines if line["k"] == "bind"}
    for line in lines:
        found = set(UUID.findall(json.dumps(line)))
        if is_sent(line):
            ours |= found - theirs
        elif line["k"] in ("res", "sio"):
            theirs |= found - ours
    return theirs


def joined(first, second):
    """One chunk that says what two in a row say: where a streamed text is cut is free."""
    return {**first, "chunk": first["chunk"] + second["chunk"]}


def prepare(lines):
    """Leaves out single packets and the traces of directives; joins streamed chunks."""
    kept, runs = [], {}
    for line in lines:
        if line["k"] == "sio" and line["dir"] == "in":
            if any(isinstance(a, dict) and a.get("actions") == ["IGNORE"] for a in line["args"]):
                continue
            run = runs.pop(line["c"], None)
            if line["event"] == "messageStreamChunk":
                chunk = line["args"][0]
                if run and run["args"][0]["messageId"] == chunk["messageId"]:
                    run["args"] = [joined(run["args"][0], chunk)]
                    runs[line["c"]] = run
                    continue
                line = runs[line["c"]] = copy.deepcopy(line)
        if line["k"] != "eio":
            kept.append(line)
    return kept


class Exchange:
    """One thing compared: an HTTP answer, an event, or a state of a connection."""

    def __init__(self, name, differences):
        self.name, self.differences = name, differences


class Client:
    """One connection; its events come with streamed chunks joined."""

    def __init__(self, base, opening, headers):
        self.connection = Connection(
            base, opening["transports"], opening.get("auth"), headers=headers)
        self._ahead = None

    def next_event(self, timeout):
        """The next (event, arguments), or None when none came in time."""
        while event := self._take(timeout):
            while event[0] == "messageStreamChunk":
                after = self._ahead = self._take(PATIENCE)
                same = after and after[0] == event[0] \
                    and after[1][0].get("messageId") == event[1][0].get("messageId")
                if not same:
                    break
                self._ahead = None
                event = event[0], [joined(event[1][0], after[1][0])]
            if not DIRECTIVE.search(json.dumps(event)):
                return event
        return None

    def _take(self, timeout):
        event, self._ahead = self._ahead, None
        return event or self.connection.next_event(timeout)


class Driver:
    """Plays one recording against one running server."""

    def __init__(self, server, lines, verbose=False):
        self.server, self.verbose = server, verbose
        self.meta, self.lines = lines[0], prepare(lines[1:])
        self.pings = [line for line in lines if line["k"] == "eio" and line["type"] == "ping"]
        self.bindings = Bindings(coined(lines[1:]))
        self.recorded_start = epoch(self.meta["recordedAt"])
        self.exchanges, self.clients, self.answers = [], {}, {}
        self.session = None
        self.source, self.key_in_header = None, False

    def run(self, until=None):
        """Plays everything, or all before the note `until`; returns the exchanges."""
        self.spend_what_the_agent_spent()
        last = 0
        for line in self.lines:
            if until and line.get("text") == until:
                break
            if is_sent(line):
                self.pause((line["t"] - last) / 1000)
            if play := getattr(self, "play_" + line["k"], None):
                play(line)
            last = line["t"]
        for name in self.clients:
            self.expect_no_more(name)
        return self.exchanges

    def spend_what_the_agent_spent(self):
        """A real server's agent calls its own server, and these calls count for the address of the tests."""
        if "--rate-limit" not in OPTIONS.get(self.meta["scenario"], ()):
            return
        for line in self.lines:
            if left := line["k"] == "res" and line["headers"].get("RateLimit-Remaining"):
                for _ in range(int(line["headers"]["RateLimit-Limit"]) - int(left) - line["n"]):
                    self.request("GET", "/api/server/ping")
                return

    def pause(self, gap):
        """Leaves the server as much room as the recording left, up to a short time."""
        if gap > 0.15:
            quiet = LONG_QUIET if gap > 2 else QUIET
            time.sleep(gap if self.meta["scenario"] in REAL_TIME else min(gap, quiet))

    def comparison(self, line):
        return Comparison(self.bindings, self.recorded_start + line["t"])

    def record(self, name, differences):
        self.exchanges.append(Exchange(name, differences))
        if self.verbose:
            print(f"  {'DIFFERS' if differences else 'equal  '}  {name}")
            for difference in differences:
                print(f"               {difference}")

    # HTTP

    def play_req(self, line):
        path = self.bindings.to_live(line["path"])
        if line["method"] == "POST" and (match := re.match(r"(/api/messaging/sessions/[^/?]+)/messages", path)):
            self.session = match[1]
        headers = {
            name: self.bindings.to_live(value) if isinstance(value, str) else value
            for name, value in line["headers"].items() if name != "Content-Length"}
        body = None
        if "json" in line:
            value = self.bindings.to_live(line["json"])
            body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        elif "body" in line:
            body = self.bindings.to_live(line["body"]).encode()
        self.place(line)
        self.answers[line["n"]] = line, self.request(line["method"], path, headers, body)

    def place(self, line):
        """Some requests came from another address, and before one a run of others was left out."""
        if line["label"] == "exempt address":
            self.source = None
        elif line["label"] == "last allowed":
            for _ in range(98):
                self.request("GET", "/healthz")
        elif "another client address" in line["label"]:
            self.source = OTHER_ADDRESS

    def request(self, method, path, headers={}, body=None):
        """Sends one request exactly as recorded; returns (status, headers, bytes)."""
        link = http.client.HTTPConnection(
            self.server.host, self.server.port, timeout=15, source_address=self.source)
        try:
            chunked = "Transfer-Encoding" in headers
            link.putrequest(method, path, skip_accept_encoding=True)
            for name, value in headers.items():
                link.putheader(name, value)
            if body is not None and not chunked:
                link.putheader("Content-Length", str(len(body)))
            link.endheaders(body, encode_chunked=chunked)
            answer = link.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            link.close()

    def play_res(self, line):
        request, (status, headers, body) = self.answers.pop(line["n"])
        comparison = self.comparison(line)
        if status != line["status"]:
            comparison.differ("status", line["status"], status)
        comparison.compare(media_type(line["headers"]), media_type(headers), "content-type")
        if headers.get("ETag") and (tag := line["headers"].get("ETag")):
            self.bindings.live[tag] = headers["ETag"]
        if "json" in line:
            try:
                comparison.compare(line["json"], json.loads(body))
            except ValueError:
                comparison.differ("body", line["json"], body.decode(errors="replace"))
        elif "body" in line:
            self.compare_bodies(comparison, line["body"], body.decode(errors="replace"))
        self.record(
            f"{line['n']} {request['label']}: {request['method']} {request['path'][:90]}",
            comparison.differences)

    def compare_bodies(self, comparison, recorded, live):
        """An open packet is compared by its values, an event stream event by event, the rest as text."""
        if recorded.startswith("0{") and live.startswith("0{"):
            recorded, live = json.loads(recorded[1:]), json.loads(live[1:])
            self.bindings.bind_coined(recorded.pop("sid"), live.pop("sid"))
        elif recorded.startswith("event: ") and live.startswith("event: "):
            recorded, live = streamed(recorded), streamed(live)
        comparison.compare(recorded, live, "body")

    def play_note(self, line):
        """Some notes stand for requests that the recording left out, some say how the next come."""
        self.key_in_header = "key in a header" in line["text"]
        if "an address that is not exempt" in line["text"]:
            self.source = OTHER_ADDRESS
        if pings := re.match(r"(\d+) pings not recorded", line["text"]):
            for _ in range(int(pings[1])):
                self.request("GET", "/api/server/ping")
        wanted = re.match(r"polled \(not recorded\) until (\d+) agent message", line["text"])
        until = time.monotonic() + PATIENCE
        while wanted:
            messages = json.loads(self.request("GET", self.session + "/messages")[2])["messages"]
            if sum(message["isAgent"] for message in messages) >= int(wanted[1]):
                return
            if time.monotonic() > until:
                return self.record(line["text"], [f"not within {PATIENCE:.0f} s"])
            time.sleep(0.05)

    # Socket.IO

    def play_conn(self, line):
        if line["state"] == "opening":
            key = self.meta["serverEnv"].get("SERVER_API_KEY") if self.key_in_header else None
            self.clients[line["c"]] = Client(self.server.url, line, {"X-API-Key": key} if key else {})
        if play := getattr(self, "play_" + line["state"].replace("-", "_"), None):
            differences = play(line, self.clients[line["c"]].connection)
            if differences is not None:
                self.record(f"{line['c']} {line['state']}", differences)

    def play_opening(self, line, connection):
        connection.connect()

    def play_handshake(self, line, connection):
        if not connection.is_open and connection.error is None:
            connection.transports = [line["transport"]]
            connection.connect()
        comparison = self.comparison(line)
        recorded, live = dict(line["data"]), dict(connection.opens[-1])
        self.bindings.bind_coined(recorded.pop("sid"), live.pop("sid"))
        comparison.compare(recorded, live)
        return comparison.differences

    def play_connected(self, line, connection):
        if connection.sid is None:
            return [f"refused: {connection.error}"]
        self.bindings.bind_coined(line["id"], connection.sid)
        return []

    def play_upgraded(self, line, connection):
        return [] if connection.transport == "websocket" else ["still polling"]

    def play_connect_error(self, line, connection):
        comparison = self.comparison(line)
        comparison.compare(line["message"], connection.error, "message")
        return comparison.differences

    def play_disconnected(self, line, connection):
        self.expect_no_more(line["c"])
        if line["reason"] != "io client disconnect":
            return None
        if not connection.is_open:
            return ["the server had closed the connection"]
        connection.disconnect()
        pings = sum(ping["c"] == line["c"] for ping in self.pings)
        if self.meta["scenario"] in REAL_TIME and pings != len(connection.pings):
            return [f"recorded {pings} pings, got {len(connection.pings)}"]
        return []

    def play_engine_close(self, line, connection):
        if connection.is_open:
            self.expect_no_more(line["c"])
            connection.cut() if connection.sid else connection.close()

    def play_sio(self, line):
        client = self.clients[line["c"]]
        if line["dir"] == "out":
            return client.connection.emit(line["event"], *self.bindings.to_live(line["args"]))
        name, live = f"{line['c']} {line['event']}", client.next_event(PATIENCE)
        if live is None:
            return self.record(name, [f"missing, recorded {show(line['args'])}"])
        comparison = self.comparison(line)
        if live[0] == line["event"]:
            comparison.compare(line["args"], live[1])
        else:
            comparison.differ("event", [line["event"], *line["args"]], [live[0], *live[1]])
        self.record(name, comparison.differences)

    def expect_no_more(self, name):
        """Demands that nothing came that was not recorded."""
        while live := self.clients[name].next_event(0.05):
            self.record(f"{name} {live[0]}", [f"not recorded, got {show(live[1])}"])


def streamed(text):
    """The events of a stream as [name, data]; chunks of one message that follow each other are joined."""
    events = []
    for frame in text.split("\n\n")[:-1]:
        name, _, data = frame.partition("\n")
        name, data = name.removeprefix("event: "), json.loads(data.removeprefix("data: "))
        if events and name == events[-1][0] == "chunk" and data["messageId"] == events[-1][1]["messageId"]:
            data = joined(events.pop()[1], data)
        events.append([name, data])
    return events


def media_type(headers):
    for name, value in headers.items():
        if name.lower() == "content-type":
            return value.lower()
    return ""


def play(profile, scenario, verbose=False, options=(), until=None):
    """Starts a server under the profile, plays one scenario, and returns its exchanges."""
    lines = load(profile, scenario)
    env = lines[0]["serverEnv"]
    arguments = ["--port", 0, "--profile", profile, "--think", "300ms",
                 "--reply", "Eliza heard: {{ text }}", *OPTIONS.get(scenario, ()), *options]
    with Server("eliza-mock", "serve", *arguments, env=env) as server:
        return Driver(server, lines, verbose).run(until)


def summary(exchanges):
    """One line of counts."""
    differing = sum(bool(exchange.differences) for exchange in exchanges)
    return f"{len(exchanges)} compared, {len(exchanges) - differing} equal, {differing} differing"


def report(exchanges):
    """The differing exchanges, line by line."""
    for exchange in exchanges:
        if exchange.differences:
            yield f"  {exchange.name}"
            yield from (f"      {difference}" for difference in exchange.differences)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--profile", action="append", choices=PROFILES)
    parser.add_argument("--scenario", action="append", help="a name such as 04-channels; default all")
    parser.add_argument("--verbose", action="store_true", help="print every exchange")
    parser.add_argument("--option", action="append", default=[], help="another argument for `serve`")
    options = parser.parse_args()
    differing = False
    for profile in options.profile or PROFILES:
        for scenario in scenarios(profile):
            if options.scenario and scenario not in options.scenario:
                continue
            exchanges = play(profile, scenario, options.verbose, options.option)
            print(f"{profile} {scenario}: {summary(exchanges)}", flush=True)
            if not options.verbose:
                print("\n".join(report(exchanges)))
            differing = differing or any(exchange.differences for exchange in exchanges)
    sys.exit(differing)


if __name__ == "__main__":
    main()
