"""A headless Chromium and a server of pages."""

import contextlib
import functools
import http.server
import pathlib
import shutil
import threading
import time

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

PAGES = pathlib.Path(__file__).resolve().parent / "pages"


class PageHandler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments, script, **options):
        self.script = script
        super().__init__(*arguments, directory=str(PAGES), **options)

    def translate_path(self, path):
        if path.split("?")[0] == "/socket.io.min.js":
            return str(self.script)
        return super().translate_path(path)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def page_server(script):
    """Serves `pages/` on a port of its own, so that the mock is another origin; yields the base URL."""
    handler = functools.partial(PageHandler, script=script)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def start_chromium():
    """A headless Chromium from the system, driven by the system's chromedriver."""
    options = Options()
    options.binary_location = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--ignore-certificate-errors", "--window-size=800,600"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))


class Page:
    """One open chat page."""

    def __init__(self, driver, base, server_url, transports, delay=200):
        self.driver = driver
        driver.get(f"{base}/chat.html?server={server_url}&transports={','.join(transports)}&delay={delay}")

    def run(self, script):
        return self.driver.execute_script(script)

    def start(self):
        """Creates the session and connects; waits until the room is joined."""
        error = self.driver.execute_async_script(
            "const done = arguments[0]; start().then(() => done(null), (e) => done(String(e)));")
        assert error is None, error
        self.wait("chat.joins === 1")

    def send(self, text):
        self.driver.execute_script("sendMessage(arguments[0]);", text)

    def wait(self, condition, seconds=20):
        """Waits until a JavaScript condition holds."""
        until = time.monotonic() + seconds
        while not self.run(f"return Boolean({condition});"):
            if time.monotonic() > until:
                raise AssertionError(f"{condition} did not come true: {self.state()}")
            time.sleep(0.02)

    def state(self):
        return self.run("const {socket, ...rest} = chat; return JSON.stringify(rest);")

    def events(self, name):
        """The first arguments of all events with a name, in order."""
        log = self.run("return chat.log;")
        return [entry[1] if len(entry) > 1 else None for entry in log if entry[0] == name]

    def replies(self):
        return self.run("return chat.messages.filter(([from]) => from === 'agent').map(([, text]) => text);")
