"""A terminal in memory that runs one of our programs and can be looked at and typed into."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time

import pyte

from servers import BINARIES


class Terminal:
    """A program on a pseudo terminal, whose screen is kept by a terminal emulator."""

    def __init__(self, program, *arguments, columns=100, rows=40, env=None):
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.settings_at_start = termios.tcgetattr(slave)
        clean = {k: v for k, v in os.environ.items() if not k.startswith("ELIZA_MOCK_")}
        clean.pop("NO_COLOR", None)
        self.process = subprocess.Popen(
            [str(BINARIES / program), *map(str, arguments)], stdin=slave, stdout=slave, stderr=slave,
            env={**clean, "TERM": "xterm-256color", **(env or {})}, start_new_session=True)
        self._master = master
        self._slave = slave

    @property
    def text(self):
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    @property
    def settings(self):
        """The settings of the terminal, all of them."""
        return termios.tcgetattr(self._slave)

    @property
    def is_cooked(self):
        """Whether the terminal shows and edits what is typed by itself, as a shell expects it."""
        flags = termios.tcgetattr(self._slave)[3]
        return bool(flags & termios.ICANON and flags & termios.ECHO)

    def type(self, text):
        os.write(self._master, text.encode())

    def read(self, seconds=0.05):
        """Takes what the program writes within a time."""
        if not select.select([self._master], [], [], seconds)[0]:
            return
        data = os.read(self._master, 65_536)
        self.raw += data
        self._stream.feed(data)

    def until(self, wanted, within=40.0):
        """Waits until the screen shows a text, or a function of it is true."""
        test = wanted if callable(wanted) else lambda text: wanted in text
        deadline = time.monotonic() + within
        while not test(self.text):
            assert time.monotonic() < deadline, f"{wanted!r} is not on the screen:\n{self.text}"
            self.read()
        return self.text

    def end(self, within=40.0):
        """Waits for the end of the program; returns its exit code."""
        deadline = time.monotonic() + within
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"it does not end:\n{self.text}"
            self.read()
        self.read(0)
        return self.process.returncode

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        os.close(self._master)
        os.close(self._slave)
