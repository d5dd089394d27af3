"""Fixtures: our programs, started once for all tests that may share them."""

import urllib.request

import pytest

from browser import page_server
from recorder import Recording
from servers import Server
from wheels import official_client


@pytest.fixture(scope="session")
def echo():
    """`realtime-echo` with the usual heartbeat, so that no ping gets in a test's way."""
    with Server(
        "realtime-echo", "--port", 0, "--ping-interval-ms", 25000, "--ping-timeout-ms", 20000,
        "--connect-timeout-ms", 45000,
    ) as server:
        yield server


@pytest.fixture(scope="session")
def quick_echo():
    """`realtime-echo` with a heartbeat of 300 ms, 1 s to answer, and 1 s to join a namespace."""
    with Server(
        "realtime-echo", "--port", 0, "--ping-interval-ms", 300, "--ping-timeout-ms", 1000,
        "--connect-timeout-ms", 1000,
    ) as server:
        yield server


@pytest.fixture(scope="session")
def mock():
    """`eliza-mock` in its default profile, with a short thinking delay."""
    with Server("eliza-mock", "serve", "--port", 0, "--think", "300ms", "--seed", 1) as server:
        yield server


@pytest.fixture(scope="module", params=["official client", "our client"])
def pages(request, mock, tmp_path_factory):
    """The address of the pages of this folder, once with the official browser client and once with that of the mock."""
    script = official_client()
    if request.param == "our client":
        script = tmp_path_factory.mktemp("client") / "socket.io.js"
        with urllib.request.urlopen(f"{mock.url}/socket.io/socket.io.js") as response:
            script.write_bytes(response.read())
    with page_server(script) as base:
        yield base


@pytest.fixture
def record(tmp_path):
    """Starts recorders; what is still running is stopped."""
    running = []

    def start(upstream, *arguments, **options):
        recording = Recording(upstream, tmp_path / f"{len(running)}.jsonl", *arguments, **options)
        running.append(recording)
        return recording

    yield start
    for recording in running:
        recording.stop()


@pytest.fixture
def own_mock():
    """Starts `eliza-mock` with the options given; each is stopped and its exit code checked."""
    running = []

    def start(*arguments, **options):
        server = Server("eliza-mock", "serve", *arguments, **options)
        running.append(server)
        return server

    yield start
    for server in running:
        if server.process.poll() is None:
            server.stop_cleanly()


REPORT = pytest.StashKey()


@pytest.fixture
def report(request):
    """Takes lines that are shown when all tests are done."""
    return request.config.stash.setdefault(REPORT, []).append


def pytest_terminal_summary(terminalreporter, config):
    for line in config.stash.get(REPORT, []):
        terminalreporter.write_line(line)
