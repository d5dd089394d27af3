"""The server under test as a process: where it listens, and what it takes."""

import os
import re
import subprocess
import tempfile

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class Server:
    """`eliza-mock` with two agents, so that rooms nobody added one to have no answer, and short replies."""

    def __init__(self, binary, cores):
        self.log = tempfile.TemporaryFile("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [binary, "serve", "--port", "0", "--log-level", "warning", "--think", "20ms-500ms",
             "--reply", "re {{ text }}", "--agent", f"{AGENT}=Eliza", "--agent", "Nova"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log, text=True)
        if cores:
            os.sched_setaffinity(self.process.pid, cores)
        self.port = int(re.search(r":(\d+)$", self.process.stdout.readline().strip())[1])
        self.files = f"/proc/{self.process.pid}"

    def memory(self):
        """Resident bytes."""
        with open(f"{self.files}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * PAGE

    def descriptors(self):
        return len(os.listdir(f"{self.files}/fd"))

    def seconds(self):
        """Processor time."""
        with open(f"{self.files}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def warnings(self):
        self.log.seek(0)
        return self.log.read().splitlines()

    def stop(self):
        self.process.terminate()
        return self.process.wait(10)


AGENT = "b850bc30-45f8-0041-a00a-83df46d8555d"
