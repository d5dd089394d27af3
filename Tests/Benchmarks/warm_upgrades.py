"""Upgrades in a run long enough for the generator's own program to be warm: in the 2,000 of `matrix.js`, which take a
fast server less than a second, Node compiles most of what it runs. Writes results as `matrix.js` does."""

import argparse
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

SERVER_CORE, GENERATOR_CORE = "0", "1"
COUNT, CONCURRENCY = 10_000, 128

DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""Asks the server itself, whatever proxy the machine has."""


class Server:
    """A peer on a core of its own, from when it answers until the block is left."""

    def __init__(self, peer):
        self.peer = peer
        self.port = random.randint(4400, 4599)

    def expanded(self, text):
        return os.path.expandvars(text.replace("{port}", str(self.port)))

    def __enter__(self):
        command = ["taskset", "-c", SERVER_CORE, *map(self.expanded, self.peer["cmd"])]
        quiet = os.environ | {"PYTHONWARNINGS": "ignore"}
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=quiet)
        try:
            self.wait_for_an_answer()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def wait_for_an_answer(self):
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                sys.exit(f"{self.peer['name']} ended with {self.process.returncode} before it answered.")
            try:
                DIRECT.open(f"http://127.0.0.1:{self.port}{self.peer['ready']}", timeout=2).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.01)
        sys.exit(f"{self.peer['name']}: no answer in 20 s.")


def measured(server, bench):
    """One run of the generator; one in which a connection failed is an error."""
    command = ["taskset", "-c", GENERATOR_CORE, "node", str(bench / "loadgen.js"), "connect", "--mode", "upgrade",
               "--n", str(COUNT), "--concurrency", str(CONCURRENCY), "--port", str(server.port),
               "--pid", str(server.process.pid), "--core", SERVER_CORE]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        result = json.loads(run.stdout)
    except json.JSONDecodeError:
        return {"error": (run.stderr or run.stdout)[:300] or f"the generator ended with {run.returncode}"}
    if result["failed"]:
        result["error"] = f"failed {result['failed']}: {result['firstError']}"
    result["noise"] = round(sum(result.get(share) or 0 for share in ("srvWait", "genWait", "steal")), 3)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=pathlib.Path, required=True)
    parser.add_argument("--only", required=True, help="names of peers, with commas")
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()
    bench = pathlib.Path(os.environ["BENCH"])
    peers = [peer for peer in json.loads(options.peers.read_text())
             if peer["name"] in options.only.split(",") and "poll" in peer["offers"]]
    for repetition in range(options.reps):
        for peer in peers:
            with Server(peer) as server:
                result = measured(server, bench)
            result |= {"peer": peer["name"], "name": "connect-upgrade-warm", "rep": repetition}
            with options.out.open("a", encoding="utf-8") as out:
                out.write(json.dumps(result) + "\n")
            print(f"connect-upgrade-warm #{repetition} {peer['name']}:",
                  result.get("error") or f"{result['rate']}/s srv {result['srvCpu']} gen {result['genCpu']}",
                  file=sys.stderr)


if __name__ == "__main__":
    main()
