"""The Swift client in the hands of a test: `socket-probe`, told what to do line by line."""

import base64
import json
import queue
import subprocess
import threading

from chat import Log
from servers import BINARIES

PATIENCE = 60
"""Seconds until what is waited for counts as not coming."""


class ProbeFailed(Exception):
    """The client has thrown; its words."""


class Probe:
    """One client: commands go in, answers come back, and `log` has what happened."""

    def __init__(self, url, **options):
        self.log = Log()
        self._answers = queue.Queue()
        self.process = subprocess.Popen(
            [str(BINARIES / "socket-probe"), url, json.dumps(options)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            value = json.loads(line)
            if "event" not in value:
                self._answers.put(value)
                continue
            prefix = "" if value["namespace"] == "/" else value["namespace"] + " "
            self.log.add(prefix + value["event"], plain(value["value"]))

    def do(self, what, name=None, *arguments, **fields):
        """Gives a command and returns its result; raises ProbeFailed."""
        attachments = []
        command = {"do": what, "arguments": [packed(value, attachments) for value in arguments], **fields}
        if name:
            command["name"] = name
        command["attachments"] = attachments
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        answer = self._answers.get(timeout=PATIENCE)
        if "error" in answer:
            raise ProbeFailed(answer["error"])
        return plain(answer["result"])

    def emit(self, name, *arguments, **fields):
        self.do("emit", name, *arguments, **fields)

    def ask(self, name, *arguments, **fields):
        """Emits an event and returns the arguments of its acknowledgement."""
        return self.do("ask", name, *arguments, timeout=PATIENCE * 1000, **fields)

    def wait(self, event, count=1, **options):
        return self.log.wait(event, count, seconds=PATIENCE, **options)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self.process.stdin.close()
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self._reader.join(PATIENCE)
        self.process.stdout.close()
        assert kind or code == 0, f"the client ended with {code}"


def packed(value, attachments):
    """A value for the wire to the probe; what is binary goes into `attachments`."""
    match value:
        case bytes():
            attachments.append(base64.b64encode(value).decode())
            return {"_placeholder": True, "num": len(attachments) - 1}
        case dict():
            return {key: packed(item, attachments) for key, item in value.items()}
        case list():
            return [packed(item, attachments) for item in value]
    return value


def plain(value):
    """A value from the probe: arguments become a list with what is binary in its place."""
    if not isinstance(value, dict) or "attachments" not in value:
        return value
    attachments = [base64.b64decode(text) for text in value["attachments"]]

    def unpacked(item):
        match item:
            case {"_placeholder": True, "num": number}:
                return attachments[number]
            case dict():
                return {key: unpacked(part) for key, part in item.items()}
            case list():
                return [unpacked(part) for part in item]
        return item
    return unpacked(value["arguments"])
