"""What real ElizaOS servers answered, the mock answers too: the recorded clients are played against it."""

import collections
import concurrent.futures
import dataclasses
import re

import pytest

import recordings

LEFT_OUT = {
    "06-agent-behaviour": "directives to the scripted model of the recordings",
    "07-log-stream": "log lines are everybody's own",
    "08-jobs": "compared answer by answer in Swift, on a clock that stands still in between",
}
"""Scenarios not compared here, and why; they can be played by hand."""

FAILING_DATABASE = {
    ("1.4.2", "05-agents-and-server"), ("1.6.4", "05-agents-and-server"), ("1.6.4", "11-memory")}
"""Here the recorded server's database or its code failed it; the mock has neither."""

LOST_REPLIES = {
    ("1.4.2", "04-channels"), ("1.6.4", "04-channels"),
    ("1.4.2", "09-transport"), ("1.6.4", "09-transport"), ("1.6.5", "09-transport")}
"""Here the real server lost replies to messages sent by REST, by chance; the mock answers each."""

UNTIL = {
    ("1.4.2", "06-two-clients"): "B is dropped without a goodbye, misses a message, comes back"}
"""Where to stop: from there on the recorded machine was so busy that replies crossed later messages."""

PLAYS = [
    (profile, scenario)
    for profile in recordings.PROFILES if (recordings.FOLDER / f"real-elizaos-{profile}").is_dir()
    for scenario in recordings.scenarios(profile)
    if scenario not in LEFT_OUT and (profile, scenario) not in LOST_REPLIES | FAILING_DATABASE]


@dataclasses.dataclass(frozen=True)
class Known:
    """A difference that is meant to be there."""

    scenario: str
    exchange: str
    difference: str
    reason: str
    profiles: tuple = recordings.PROFILES

    def excuses(self, profile, scenario, exchange, difference):
        return profile in self.profiles and re.fullmatch(self.scenario, scenario) \
            and re.search(self.exchange, exchange.name) and re.search(self.difference, difference)


WEB_PAGE = "real servers show their web client at `/`, `/api` and wherever they have no route"

KNOWN = [
    Known("03-validation", r": GET /api$", "", WEB_PAGE),
    Known("10-.*|05-other-routes", r": GET /$", "content-type", WEB_PAGE),
    Known("05-other-routes", r": GET /(chat|nothing|assets|index-|favicon|api-docs)", "", WEB_PAGE),
    Known("05-other-routes", r" text: POST /api/audio/", "", "speech is a small sound that no model makes"),
    Known("05-agents-and-server", "agent|patch", "settings", "real servers show their environment among an agent's settings"),
    Known("11-memory", "runs", "modelCalls", "a turn of the built-in agent counts one call of a model",
          profiles=("1.6.5", "1.7.2")),
    Known("11-memory", "delete all memories", "deleted",
          "1.6.5 has one memory more to delete in the end, for a reason not found yet", profiles=("1.6.5",)),
    Known("10-.*", r": GET /healthz?$", "", WEB_PAGE, profiles=("1.4.2",)),
    Known("04-channels", "generate a title", "Scripted Title", "a title is made of the first words, not by a model"),
    Known("09-transport", "the model fails", "", "no option makes the built-in agent fail as a model does",
          profiles=("1.7.2",)),
    Known("10-rate-limit", r"messageBroadcast|messageStreamChunk|messageComplete", "not recorded",
          "the real agent calls its own server, is refused there like a client, and falls silent"),
]

used = collections.Counter()


@pytest.fixture(scope="module")
def results():
    """All plays, under way at once: most of their time is silence."""
    order = sorted(PLAYS, key=lambda play: play[1] not in recordings.REAL_TIME)
    with concurrent.futures.ThreadPoolExecutor(max_workers=6) as pool:
        yield {
            play: pool.submit(recordings.play, *play, until=UNTIL.get(play)) for play in order}


with_recordings = pytest.mark.skipif(
    not recordings.FOLDER.is_dir(),
    reason=f"no recordings of real servers at {recordings.FOLDER}; ELIZA_MOCK_RECORDINGS can name a folder of them")


@with_recordings
def test_there_are_recordings():
    assert PLAYS, f"no recordings under {recordings.FOLDER}"


def test_the_table_has_a_heading(report):
    report("profile  scenario                compared  known  differences")


@pytest.mark.parametrize("profile, scenario", PLAYS)
def test_scenario(results, report, profile, scenario):
    exchanges = results[profile, scenario].result(timeout=150)
    excused = 0
    for exchange in exchanges:
        left = []
        for difference in exchange.differences:
            known = next((k for k in KNOWN if k.excuses(profile, scenario, exchange, difference)), None)
            if known:
                used[known] += 1
            else:
                left.append(difference)
        excused += bool(exchange.differences) and not left
        exchange.differences = left
    left = sum(bool(exchange.differences) for exchange in exchanges)
    report(f"{profile:7}  {scenario:22}  {len(exchanges):9}  {excused:5}  {left:11}")
    assert exchanges
    differing = list(recordings.report(exchanges))
    assert not differing, "\n" + "\n".join(differing)


def test_the_readme_gives_the_reason_for_every_known_difference():
    readme = " ".join((recordings.ROOT / "README.md").read_text(encoding="utf-8").split())
    for reason in [known.reason for known in KNOWN] + list(LEFT_OUT.values()):
        assert reason in readme, reason
    assert all(f"`{scenario}`" in readme for scenario in LEFT_OUT)


@with_recordings
def test_every_known_difference_still_shows(results):
    for future in results.values():
        future.result(timeout=150)
    stale = [known.reason for known in KNOWN if not used[known]]
    assert not stale, f"no longer needed: {stale}"
