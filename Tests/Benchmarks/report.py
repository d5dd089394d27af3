"""The lines of the benchmark: which scenario each is, what is read from it, and the target; prints the table."""

import argparse
import json
import statistics
import sys

REFERENCE, LIMIT = "python-socketio", "ceiling-c"

RATE = ("/s", lambda result: result["rate"])
PER_CPU = ("/CPU-s", lambda result: result["perCpuSecond"])
P50 = ("ms", lambda result: result["latencyMs"]["p50"])
PER_SOCKET = ("KiB", lambda result: result["points"][-1]["kbPerConn"])
START = ("ms", lambda result: result["ms"])
MEMORY = ("MiB", lambda result: result["rssKb"] / 1024)

# name, words for people, server, scenario, (unit, reading), target, whether the target is a ratio, whether more is better
LINES = [
    ("acked", "acked events, pipelined", "realtime-echo", "ack", RATE, 43, True, True),
    ("chat", "chat messages: echo to the room, ack", "eliza-mock", "message", RATE, 38, True, True),
    ("room-100", "deliveries, room of 100", "eliza-mock", "bcast-100", RATE, 35, True, True),
    ("room-1000", "deliveries, room of 1,000", "eliza-mock", "bcast-1000", RATE, 13, True, True),
    ("round-trip", "one client's round trip, p50", "realtime-echo", "echo", P50, 0.25, True, False),
    ("connects", "WebSocket connects", "eliza-mock", "connect-ws", PER_CPU, 10, True, True),
    ("upgrades", "polling-to-WebSocket upgrades", "realtime-echo", "connect-upgrade", RATE, 8, True, True),
    ("sessions", "POST a session", "eliza-mock", "http-post", RATE, 6, True, True),
    ("pings", "GET ping", "eliza-mock", "http-get", RATE, 4, True, True),
    ("idle", "memory per idle socket, at 10,000", "eliza-mock", "idle", PER_SOCKET, 4, False, False),
    ("start", "start to first answer", "eliza-mock", "startup", START, 30, False, False),
    ("memory", "resident memory at start", "eliza-mock", "startup", MEMORY, 25, False, False),
]


def figure(value):
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def median(results, peer, scenario, reading):
    """Median over the repetitions; None where there is no result."""
    values = [reading(r) for r in results if r["peer"] == peer and r["name"] == scenario and "error" not in r]
    return statistics.median(values) if values else None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--scenarios-for", metavar="SERVER")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if options.scenarios_for:
        wanted = [line for line in LINES if line[2] == options.scenarios_for
                  and (not options.names or line[0] in options.names)]
        print(",".join(dict.fromkeys(line[3] for line in wanted)))
        return
    results = []
    for path in options.names:
        with open(path, encoding="utf-8") as file:
            results += [json.loads(line) for line in file if line.strip()]
    missed = 0
    print(f"| line | unit | {REFERENCE} | ours | C loop | ours ÷ python | target | |")
    print("|---|---|---|---|---|---|---|---|")
    for _, words, server, scenario, (unit, reading), target, is_ratio, more in LINES:
        ours = median(results, server, scenario, reading)
        if ours is None:
            continue
        reference = median(results, REFERENCE, scenario, reading)
        ratio = ours / reference if reference else None
        value = ratio if is_ratio else ours
        met = value is not None and (value >= target if more else value <= target)
        missed += not met
        sign = "≥" if more else "≤"
        print(f"| {words} | {unit} | {figure(reference)} | {figure(ours)}"
              f" | {figure(median(results, LIMIT, scenario, reading))} | {figure(ratio)} ×"
              f" | {sign} {target}{' ×' if is_ratio else ' ' + unit} | {'met' if met else 'MISSED'} |")
    for result in results:
        if "error" in result:
            print(f"error: {result['peer']} {result['name']}: {result['error']}")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
