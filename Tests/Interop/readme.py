"""Examples out of the README, pointed at a server under test."""

import re

from servers import ROOT


def blocks(*languages):
    """Code blocks of the README in any of the languages."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(rf"^```(?:{'|'.join(languages)})\n(.*?)^```", text, re.M | re.S)


def pointed_at(server, block):
    """A block with the address of everyone's server replaced by that of ours."""
    return re.sub(r"http://(?:localhost|127\.0\.0\.1):3000", server.url, block)
