"""Compares what a real server once said with what the server under test says now.

Ids that the recorded server coined are bound, one for one, to what the live server coins. Times are compared by kind
and, where they lie ahead, by their distance from now. Everything else must be equal.
"""

import json
import re
import time
from datetime import datetime, timezone

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.I)
ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
EPOCH = re.compile(r"\b1[5-9]\d{11}\b")
DERIVED = {"inReplyTo"}
"""Members whose ids only the agent knows: it makes them of ours; any will do, but always the same for the same."""

DURATIONS = {"duration", "uptime", "timeRemaining", "durationMs", "processingTime", "averageProcessingTimeMs"}

FIXED = {"b850bc30-45f8-0041-a00a-83df46d8555d", "00000000-0000-0000-0000-000000000000"}
"""The agent and the default message server: the same ids everywhere."""

THEIR_OWN_WORDS = re.compile(
    r"is not valid JSON|JSON input|in JSON at position|Cannot destructure|Cannot read propert"
    r"|argument callback is required|Failed query|unsupported charset|request entity too large"
    r"|^scripted thought$|^A scripted agent used for protocol recordings\.$")
"""Texts of the recorded server's JavaScript engine, libraries or scripted model: any text will do."""


def epoch(text):
    """Milliseconds since 1970 of an ISO time."""
    moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
    return round(moment.timestamp() * 1000)


def iso(milliseconds):
    """The ISO time of milliseconds since 1970."""
    moment = datetime.fromtimestamp(milliseconds // 1000, timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{milliseconds % 1000:03d}Z"


def show(value):
    """A value as short JSON."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 160 else text[:157] + "…"


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


class Bindings:
    """Which live id and time stands for which recorded one."""

    def __init__(self, coined):
        self.coined = coined - FIXED
        self.live, self.recorded, self.times, self.derived = {}, {}, {}, {}

    def bind(self, recorded, live):
        """Pairs two ids; False when they cannot stand for each other."""
        if recorded in self.live or live in self.recorded:
            return self.live.get(recorded) == live
        if recorded not in self.coined:
            return recorded == live
        self.live[recorded], self.recorded[live] = live, recorded
        return True

    def bind_coined(self, recorded, live):
        """Pairs two ids of another form than a UUID, which only a server coins."""
        self.coined.add(recorded)
        return self.bind(recorded, live)

    def to_live(self, value):
        """A recorded value as the live server must see it."""
        if isinstance(value, dict):
            return {self.to_live(name): self.to_live(member) for name, member in value.items()}
        if isinstance(value, list):
            return [self.to_live(member) for member in value]
        if not isinstance(value, str):
            return value
        for recorded, live in self.live.items():
            value = value.replace(recorded, live)
        return EPOCH.sub(lambda match: str(self.times.get(int(match[0]), match[0])), value)


class Comparison:
    """Compares one recorded value, said at a known time, with a live one said just now; lists what differs."""

    def __init__(self, bindings, recorded_now):
        self.bindings, self.recorded_now = bindings, recorded_now
        self.live_now = time.time() * 1000
        self.differences = []

    def differ(self, path, recorded, live):
        self.differences.append(f"{path or '(all)'}: recorded {show(recorded)}, got {show(live)}")

    def compare(self, recorded, live, path="", name=""):
        """Compares two values; `path` says where they are, `name` is the member they belong to."""
        if isinstance(recorded, dict) and isinstance(live, dict):
            self.compare_objects(recorded, live, path)
        elif isinstance(recorded, list) and isinstance(live, list):
            self.compare_arrays(recorded, live, path, name)
        elif isinstance(recorded, str) and isinstance(live, str):
            if name in DERIVED and UUID.fullmatch(recorded) and UUID.fullmatch(live):
                recorded = self.bindings.derived.setdefault(recorded, live)
                if recorded != live:
                    self.differ(path, recorded, live)
                return
            self.compare_texts(recorded, live, path)
        elif is_number(recorded) and is_number(live):
            self.compare_numbers(recorded, live, path, name)
        elif type(recorded) is not type(live) or recorded != live:
            self.differ(path, recorded, live)

    def compare_objects(self, recorded, live, path):
        for name, value in recorded.items():
            if name in live:
                self.compare(value, live[name], f"{path}.{name}", name)
            else:
                self.differences.append(f"{path}.{name}: missing, recorded {show(value)}")
        for name, value in live.items():
            if name not in recorded:
                self.differences.append(f"{path}.{name}: not recorded, got {show(value)}")

    def compare_arrays(self, recorded, live, path, name):
        if len(recorded) != len(live):
            self.differ(f"{path}.length", len(recorded), len(live))
        for index, pair in enumerate(zip(recorded, live)):
            self.compare(*pair, f"{path}[{index}]", name)

    def compare_texts(self, recorded, live, path):
        if THEIR_OWN_WORDS.search(recorded):
            agree = live != ""
        elif recorded.startswith("<!"):
            agree = live.startswith("<!")
        else:
            agree = all([
                self.pair(UUID, recorded, live, self.bindings.bind),
                self.pair(ISO, recorded, live, self.pair_times),
                blank(self.bindings.to_live(recorded)) == blank(live)])
        if not agree:
            self.differ(path, recorded, live)

    def pair(self, pattern, recorded, live, accept):
        theirs, ours = pattern.findall(recorded), pattern.findall(live)
        return len(theirs) == len(ours) and all([accept(*pair) for pair in zip(theirs, ours)])

    def pair_times(self, recorded, live):
        recorded, live = epoch(recorded), epoch(live)
        self.bindings.times[recorded] = live
        return self.times_agree(recorded, live)

    def times_agree(self, recorded, live):
        """Both lie in the past of their exchange, or about as far ahead of it."""
        ahead, live_ahead = recorded - self.recorded_now, live - self.live_now
        return abs(ahead - live_ahead) < 60_000 or (ahead < 60_000 and live_ahead < 2_000)

    def compare_numbers(self, recorded, live, path, name):
        if EPOCH.fullmatch(str(recorded)) and EPOCH.fullmatch(str(live)):
            self.bindings.times[recorded] = live
            if not self.times_agree(recorded, live):
                self.differ(path, iso(recorded), iso(live))
        elif name in DURATIONS:
            if live < 0 or name == "timeRemaining" and abs(live - recorded) > 60_000:
                self.differ(path, recorded, live)
        elif recorded != live:
            self.differ(path, recorded, live)


def blank(text):
    """A text without what each server coins for itself."""
    text = re.sub(r"^socketio-\d{13}-\w+$", "socketio-(time)-(random)", ISO.sub("(time)", text))
    text = re.sub(r"\b\d{13}-\d{1,9}(?=\.)", "(time)-(random)", text)
    text = re.sub(r"^server-\d{13}$", "server-(time)", text)
    return re.sub(r"\b(DM|Chat|Channel) [0-9a-f]{8}\b", r"\1 (id)", text)
