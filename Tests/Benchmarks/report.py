"""The lines of the benchmark: which scenario each is, what is read from it, and the target; prints the table."""

import argparse
import json
import statistics
import sys

REFERENCE, LIMIT = "python-socketio", "ceiling-c"

QUIET, FULL = 0.15, 0.9
"""The share of a core's time up to which a measurement is undisturbed, and from which on its generator is the limit."""

RATE = ("/s", lambda result: result["rate"])
PER_CPU = ("/CPU-s", lambda result: result["perCpuSecond"])
P50 = ("ms", lambda result: result["latencyMs"]["p50"])
PER_SOCKET = ("KiB", lambda result: result["points"][-1]["kbPerConn"])
START = ("ms", lambda result: result["ms"])
MEMORY = ("MiB", lambda result: result["rssKb"] / 1024)

OWN = {"connect-upgrade-warm"}
"""Scenarios that a script of this folder runs, not `matrix.js`."""

# name, words for people, server, scenario, (unit, reading), target, whether the target is a ratio, whether more is better
LINES = [
    ("acked", "acked events, pipelined", "realtime-echo", "ack", RATE, 43, True, True),
    ("chat", "chat messages: echo to the room, ack", "eliza-mock", "message", RATE, 38, True, True),
    ("room-100", "deliveries, room of 100", "eliza-mock", "bcast-100", RATE, 35, True, True),
    ("room-1000", "deliveries, room of 1,000", "eliza-mock", "bcast-1000", RATE, 13, True, True),
    ("round-trip", "one client's round trip, p50", "realtime-echo", "echo", P50, 0.25, True, False),
    ("connects", "WebSocket connects", "eliza-mock", "connect-ws", PER_CPU, 10, True, True),
    ("upgrades", "polling-to-WebSocket upgrades", "realtime-echo", "connect-upgrade", RATE, 8, True, True),
    ("upgrades-warm", "upgrades, 10,000 in a run", "realtime-echo", "connect-upgrade-warm", RATE, 8, True, True),
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


def good(results, peer, scenario):
    """The repetitions in which nothing went wrong."""
    return [r for r in results if r["peer"] == peer and r["name"] == scenario and "error" not in r]


def median(results, peer, scenario, reading):
    """Median over the repetitions; None where there is no result."""
    values = [reading(r) for r in good(results, peer, scenario)]
    return statistics.median(values) if values else None


def remarks(results, peer, scenario, quiet):
    """What makes a figure of ours worth less than it looks."""
    runs = good(results, peer, scenario)
    noise, generator = (max((r.get(name) or 0 for r in runs), default=0) for name in ("noise", "genCpu"))
    if len(runs) < 3:
        yield f"of {len(runs)} {'run' if len(runs) == 1 else 'runs'}"
    if noise > quiet:
        yield f"noise {noise:.2f}"
    if generator > FULL:
        yield f"the generator's core is full ({generator:.2f})"


def row(results, line, quiet):
    """A row of the table, and whether the target is met; a line without a result misses it."""
    _, words, server, scenario, (unit, reading), target, is_ratio, more = line
    ours = median(results, server, scenario, reading)
    reference = median(results, REFERENCE, scenario, reading)
    ratio = ours / reference if ours is not None and reference else None
    value = ratio if is_ratio else ours
    met = value is not None and (value >= target if more else value <= target)
    verdict = ", ".join(["met" if met else "MISSED", *remarks(results, server, scenario, quiet)])
    return (f"| {words} | {server} | {unit} | {figure(reference)} | {figure(ours)}"
            f" | {figure(median(results, LIMIT, scenario, reading))} | {figure(ratio)} ×"
            f" | {'≥' if more else '≤'} {target}{' ×' if is_ratio else ' ' + unit} | {verdict} |"), met


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenarios-for", metavar="SERVER", help="print what `matrix.js` is to run for these lines")
    parser.add_argument("--own-for", metavar="SERVER", help="print what this folder is to run for these lines")
    parser.add_argument("--noise", type=float, default=QUIET, help="share of a core up to which a run is undisturbed")
    parser.add_argument("--results", metavar="FILE", action="append", default=[])
    parser.add_argument("names", nargs="*", help="lines; all without any")
    options = parser.parse_args()
    unknown = sorted(set(options.names) - {line[0] for line in LINES})
    if unknown:
        sys.exit(f"No line {', '.join(unknown)}; there are {', '.join(line[0] for line in LINES)}.")
    lines = [line for line in LINES if not options.names or line[0] in options.names]
    if server := options.scenarios_for or options.own_for:
        scenarios = dict.fromkeys(line[3] for line in lines if line[2] == server)
        print(",".join(name for name in scenarios if (name in OWN) == bool(options.own_for)))
        return
    results = []
    for path in options.results:
        with open(path, encoding="utf-8") as file:
            results += [json.loads(line) for line in file if line.strip()]
    print(f"| line | server | unit | {REFERENCE} | ours | C loop | ours ÷ python | target | |")
    print("|---|---|---|---|---|---|---|---|---|")
    failed = False
    for line in lines:
        text, met = row(results, line, options.noise)
        failed |= not met
        print(text)
    for result in results:
        if "error" in result:
            failed = True
            print(f"FAILED: {result['peer']} {result['name']}: {result['error']}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
