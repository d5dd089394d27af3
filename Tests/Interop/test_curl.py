"""The README's shell examples work as they are pasted."""

import re
import subprocess

import pytest

from servers import ROOT

README = ROOT / "README.md"
DEFAULT = "http://localhost:3000"


def examples():
    """Shell blocks of the README that call curl."""
    text = README.read_text(encoding="utf-8") if README.exists() else ""
    blocks = re.findall(r"^```(?:sh|bash|shell|console)\n(.*?)^```", text, re.M | re.S)
    return [block for block in blocks if re.search(r"^\s*(?:\$ )?(?:\w+=\$\()?curl ", block, re.M)]


def test_the_readme_has_examples():
    assert examples()


@pytest.mark.parametrize("block", examples(), ids=lambda block: block.splitlines()[0][:50])
def test_example(mock, block):
    script = re.sub(r"^\$ ", "", block, flags=re.M)
    script = re.sub(r"http://(?:localhost|127\.0\.0\.1):3000", mock.url, script)
    script = re.sub(r"\bcurl ", "curl --fail-with-body --max-time 5 ", script)
    done = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", script], capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert done.stdout.strip()
