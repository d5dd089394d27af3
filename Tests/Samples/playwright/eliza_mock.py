"""The control API of `eliza-mock`, as far as this suite needs it."""

import requests


class Mock:
    """One world of a running mock: what it plays, its clock, its faults, and what has happened in it."""

    def __init__(self, url):
        self.url = url
        self._seen = 0

    def call(self, method, path, **fields):
        place = {"params" if method == "GET" else "json": fields or None}
        answer = requests.request(method, f"{self.url}/__mock/v1/{path}", timeout=30, **place)
        assert answer.ok, f"{method} {path}: {answer.text}"
        return answer.json()

    def space(self):
        """A world of its own, which plays the same."""
        return Mock(self.call("POST", "spaces")["url"])

    def reset(self):
        """Begins anew: nothing has been said, no time has passed, and nothing goes wrong."""
        self.call("POST", "reset")
        self.faults()
        self._seen = self.call("GET", "journal")["last"]

    def wait_for(self, count=1, **facts):
        """Waits until something has happened since the reset, however early; answers its facts."""
        answer = self.call(
            "POST", "wait", **{"for": facts, "count": count, "since": self._seen, "within": "20s"})
        return answer["entries"][-1]

    def advance(self, by):
        """Lets time pass; all that is due by then has happened when it returns."""
        self.call("POST", "clock/advance", by=by)

    def release(self, hold):
        """Lets a held reply go on."""
        assert self.call("POST", f"holds/{hold}/release")["released"] == 1

    def faults(self, *faults):
        """Lets these things go wrong from now on, and nothing else."""
        overlay = {"format": "eliza-mock-overlay/1", "name": "test", "faults": [
            {"id": f"fault-{number}", **fault} for number, fault in enumerate(faults)]}
        self.call("PUT", "faults", overlays=[overlay] if faults else [])

    def lose(self, how):
        """Loses the connection of the page that has joined last."""
        joined = self.call("GET", "journal", kind="join", since=self._seen)["entries"]
        self.call("POST", f"connections/{joined[-1]['connection']}/lose", how=how)
