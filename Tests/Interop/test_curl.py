"""The README's shell examples work as they are pasted."""

import re
import subprocess

import pytest

import readme

EXAMPLES = [
    block for block in readme.blocks("sh", "bash", "shell", "console") if re.search(r"\bcurl ", block)]


def test_the_readme_has_examples():
    assert EXAMPLES


@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: block.splitlines()[0][:50])
def test_example(own_mock, block, tmp_path):
    # A mock of its own, since examples change what is played. The scenario that the README shows is the file they send.
    mock = own_mock("--port", 0)
    scenario = next(block for block in readme.blocks("yaml") if block.startswith("format: eliza-mock/1"))
    (tmp_path / "support.mock.yaml").write_text(scenario, encoding="utf-8")
    script = re.sub(r"^\$ ", "", readme.pointed_at(mock, block), flags=re.M)
    script = re.sub(r"\bcurl ", "curl --fail-with-body --max-time 5 ", script)
    done = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", script], capture_output=True, text=True, timeout=30,
        cwd=tmp_path)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert done.stdout.strip()
