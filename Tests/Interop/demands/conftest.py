import pytest

from servers import Server


@pytest.fixture(scope="session")
def lenient():
    """The default profile with an agent that answers at once."""
    with Server("eliza-mock", "serve", "--port", 0, "--think", "40ms", "--log-level", "warning") as server:
        yield server


@pytest.fixture(scope="session")
def release():
    """The default switches are off: the last release."""
    with Server(
            "eliza-mock", "serve", "--port", 0, "--think", "40ms", "--profile", "1.7.2",
            "--log-level", "warning") as server:
        yield server
