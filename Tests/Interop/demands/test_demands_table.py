"""Every row of the survey's table has a test that bears its number."""

import pathlib
import re

ROWS = set(range(1, 126)) - {109, 115, 117, 120}
"""The numbers of the table; some were never given away."""

ELSEWHERE = {31}
"""Rows that hold under a switch without an option yet: tested where the switch can be set, in Swift."""


def test_every_demand_has_a_test():
    text = "".join(path.read_text(encoding="utf-8") for path in pathlib.Path(__file__).parent.glob("test_*.py"))
    tested = {int(number) for number in re.findall(r"def test_demand_(\d+)_|\((\d+), \[\"", text) for number in number if number}
    assert tested == ROWS - ELSEWHERE


def test_the_rest_is_tested_in_swift():
    folder = pathlib.Path(__file__).parents[2] / "ElizaDomainTests"
    text = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.swift"))
    assert ELSEWHERE == {int(number) for number in re.findall(r"`demand (\d+):", text)}
