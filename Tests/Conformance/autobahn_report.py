"""Sums up an Autobahn report: a line a section, every case that failed, and whether 6.4.* were strictly right.

With a number as second argument, so many cases must have been run."""

import collections
import json
import sys

ALLOWED = {"OK", "NON-STRICT", "INFORMATIONAL"}


def verdicts(case):
    return case["behavior"], case["behaviorClose"]


def main(path, expected=None):
    with open(path, encoding="utf-8") as file:
        cases = next(iter(json.load(file).values()), {})
    if not cases:
        sys.exit("no case was run")
    sections = collections.defaultdict(collections.Counter)
    for name, case in cases.items():
        sections[int(name.split(".")[0])][case["behavior"]] += 1
    for section in sorted(sections):
        counts = ", ".join(f"{count} {verdict}" for verdict, count in sorted(sections[section].items()))
        print(f"section {section:2}: {sum(sections[section].values()):3} cases: {counts}")
    failed = {name for name, case in cases.items() if not set(verdicts(case)) <= ALLOWED}
    failed |= {name for name, case in cases.items()
               if name.startswith("6.4.") and case["behavior"] != "OK"}
    for name in sorted(failed, key=lambda name: [int(part) for part in name.split(".")]):
        print(f"FAILED {name}: {' / '.join(verdicts(cases[name]))}")
    slowest = max(cases.values(), key=lambda case: case["duration"])
    print(f"slowest case {slowest['duration']} ms")
    print(f"{len(cases) - len(failed)} passed, {len(failed)} failed")
    if expected and len(cases) != int(expected):
        sys.exit(f"{len(cases)} cases were run, and {expected} should have been")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main(*sys.argv[1:])
