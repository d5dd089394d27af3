"""A recorder in front of a server, and what it writes down."""

import json

from chat import Chatter, create_session
from servers import Server


class Recording:
    """A recorder in front of a server, and its file."""

    def __init__(self, upstream, path, *arguments, **options):
        self.path = path
        self.server = Server(
            "eliza-mock", "record", "--upstream", upstream, "-o", path, "--port", 0, *arguments, **options)
        self.url = self.server.url

    def stop(self):
        if self.server.process.poll() is None:
            self.server.stop_cleanly()
        return self.lines()

    def lines(self):
        return [json.loads(line) for line in self.path.read_text().splitlines()]

    @property
    def summary(self):
        return self.server.stderr[-1]


def of_kind(lines, kind, **members):
    return [
        line for line in lines
        if line["k"] == kind and all(line.get(key) == value for key, value in members.items())]


def spoken(url, transports):
    """Talks to an agent as the guide's page does; returns its answer."""
    session = create_session(url)
    with Chatter(url, session["channelId"], user=session["userId"], transports=transports,
                 auth={"entityId": session["userId"]}) as page:
        page.say("I feel sad")
        answer = page.wait_for_reply()["text"]
    return session, answer
