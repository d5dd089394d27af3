"""Starts one of our programs as a child process, waits for its ready line, and stops it again."""

import os
import pathlib
import queue
import re
import signal
import socket
import subprocess
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARIES = pathlib.Path(os.environ.get("ELIZA_MOCK_BINARIES", ROOT / ".build" / "debug"))
READY = re.compile(r"^Listening on (https?)://([^/\s]+):(\d+)$")

STOP_LIMIT = 1.0
"""Seconds a program may take from the signal to its end (design: within one second)."""


def free_port():
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def local_names():
    """Names of 127.0.0.1 that only the system's resolver knows: those of the machine's own table, and one that
    differs from the well-known name as names may."""
    names = {"LocalHost"}
    for line in pathlib.Path("/etc/hosts").read_text().splitlines():
        address, *rest = line.partition("#")[0].split() or [""]
        if address == "127.0.0.1":
            names.update(name for name in rest if name != "localhost")
    return sorted(names)


class ServerFailed(AssertionError):
    """The program ended, or said something else, before its ready line."""


class Server:
    """One running program: where it listens, what it wrote, and how it ended."""

    def __init__(self, program, *arguments, env=None, ready_within=10.0):
        self.arguments = [str(BINARIES / program), *map(str, arguments)]
        clean = {k: v for k, v in os.environ.items() if not k.startswith("ELIZA_MOCK_")}
        if "ELIZA_MOCK_SELECTOR" in os.environ:
            clean["ELIZA_MOCK_SELECTOR"] = os.environ["ELIZA_MOCK_SELECTOR"]
        self.process = subprocess.Popen(
            self.arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**clean, **(env or {})},
            text=True,
        )
        self.stdout, self.stderr = [], []
        self._first = queue.Queue()
        self._readers = [
            threading.Thread(target=self._read, args=pair, daemon=True)
            for pair in ((self.process.stdout, self.stdout), (self.process.stderr, self.stderr))
        ]
        for reader in self._readers:
            reader.start()
        self._await_ready(ready_within)

    def _read(self, stream, lines):
        for line in stream:
            lines.append(line.rstrip("\n"))
            if lines is self.stdout and len(lines) == 1:
                self._first.put(line)
        if lines is self.stdout and not lines:
            self._first.put(None)

    def _await_ready(self, seconds):
        try:
            line = self._first.get(timeout=seconds)
        except queue.Empty:
            line = None
        match = READY.match(line.rstrip("\n")) if line else None
        if not match:
            self.process.kill()
            self.process.wait()
            raise ServerFailed(
                f"no ready line from {' '.join(self.arguments)}: stdout {self.stdout!r},"
                f" exit {self.process.returncode}, stderr:\n" + "\n".join(self.stderr)
            )
        self.scheme, self.host, self.port = match[1], match[2], int(match[3])

    @property
    def url(self):
        """Base URL, without a trailing slash."""
        return f"{self.scheme}://{self.host}:{self.port}"

    @property
    def ws_url(self):
        """Base URL for WebSocket, without a trailing slash."""
        return self.url.replace("http", "ws", 1)

    def logged(self, text, within=10.0):
        """Waits for a line of the log with this text in it; whether one came."""
        deadline = time.monotonic() + within
        while not any(text in line for line in list(self.stderr)):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.01)
        return True

    def stop(self, number=signal.SIGTERM):
        """Sends the signal; returns (exit code, seconds it took). Kills what does not end."""
        began = time.monotonic()
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        took = time.monotonic() - began
        for reader in self._readers:
            reader.join(timeout=20)
        return self.process.returncode, took

    def stop_cleanly(self):
        """Stops the program and demands exit code 0 within the limit."""
        assert self.process.poll() is None, (
            f"{self.arguments[0]} ended on its own with {self.process.returncode}:\n"
            + "\n".join(self.stderr[-40:])
        )
        code, took = self.stop()
        assert code == 0, f"exit code {code}:\n" + "\n".join(self.stderr[-40:])
        assert took <= STOP_LIMIT, f"took {took:.2f} s to stop"

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind:
            self.stop()
        else:
            self.stop_cleanly()


def run(program, *arguments, env=None, timeout=10):
    """Runs a program that is expected to end by itself."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("ELIZA_MOCK_")}
    return subprocess.run(
        [str(BINARIES / program), *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
        env={**clean, **(env or {})},
    )
