"""The README's guides do what they say, and its pictures show today's pages."""

import functools
import http.server
import json
import re
import subprocess
import threading

import pytest
from PIL import Image

import readme
import screenshots
from browser import start_chromium
from chat_page import ChatPage
from servers import BINARIES, ROOT
from wheels import file_of_wheel

REACT = ["dash/deps/react@18.3.1.min.js", "dash/deps/react-dom@18.3.1.min.js"]
APP = """<!doctype html><meta charset="utf-8"><title>app</title><link rel="icon" href="data:,"><div id="root"></div>
<script src="react.js"></script><script src="react-dom.js"></script><script src="app.js" type="module"></script>"""
SHOW = """
const h = React.createElement;
function App() {
  const { messages, isThinking, send } = useEliza("11111111-2222-4333-8444-555555555555");
  window.send = send;
  return h("div", null, h("ol", null, messages.map(({ id, senderName, text }) => h("li", { key: id }, `${senderName}: ${text}`))),
    h("p", { id: "state" }, isThinking ? "thinking" : "quiet"));
}
ReactDOM.createRoot(document.getElementById("root")).render(h(App));
"""


@pytest.fixture(scope="module")
def chromium():
    driver = start_chromium()
    driver.set_script_timeout(20)
    yield driver
    driver.quit()


@pytest.fixture
def site(tmp_path):
    """A folder and the address that serves it: another origin than the mock's, as an app's own server is."""
    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield tmp_path, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def block(language, text):
    """The README's only block in a language with this text in it."""
    found = [each for each in readme.blocks(language) if text in each]
    assert len(found) == 1, found
    return found[0]


def test_the_react_hook(chromium, mock, site):
    folder, url = site
    for member, name in zip(REACT, ["react.js", "react-dom.js"]):
        (folder / name).write_bytes(file_of_wheel("dash", member).read_bytes())
    hook = readme.pointed_at(mock, block("jsx", "useEliza"))
    hook = re.sub(r"^import .*'react';$", "const { useEffect, useRef, useState } = React;", hook, flags=re.M)
    hook = hook.replace("'socket.io-client'", f"'{mock.url}/socket.io/socket.io.esm.min.js'")
    (folder / "index.html").write_text(APP)
    (folder / "app.js").write_text(hook + SHOW)
    page = ChatPage(chromium, url, "/index.html", ready=False)
    page.wait("window.send && document.getElementById('state').textContent === 'quiet'")
    # Until the session is there, sending does nothing.
    page.wait("(send('I feel sad'), document.getElementById('state').textContent === 'thinking')")
    page.wait("document.querySelectorAll('li').length >= 2 && document.getElementById('state').textContent === 'quiet'")
    lines = page.run("return [...document.querySelectorAll('li')].map((item) => item.textContent);")
    assert lines[0] == "Me: I feel sad"
    assert lines[-1].startswith("Eliza: "), lines
    assert page.complaints() == []


def test_the_route_of_next(chromium, mock, site):
    folder, url = site
    route = readme.pointed_at(mock, block("js", "route.js")).replace("http://127.0.0.1:3000", mock.url)
    route = re.sub(r"^export .*$", "window.forward = forward;", route, flags=re.M)
    (folder / "route.js").write_text("window.process = { env: {} };\n" + route)
    (folder / "index.html").write_text("<!doctype html><title>route</title><link rel=icon href='data:,'><script src='route.js'></script>")
    chromium.get(f"{url}/index.html")
    got, made = chromium.execute_async_script("""
        const done = arguments[0];
        const ask = async (path, options) => (await forward(
          new Request(`${location.origin}/api/eliza/${path}`, options), { params: Promise.resolve({ path: path.split("/") }) })).json();
        Promise.all([ask("agents"), ask("messaging/sessions", { method: "POST", body: JSON.stringify({
          agentId: "b850bc30-45f8-0041-a00a-83df46d8555d", userId: "11111111-2222-4333-8444-555555555555" }) })]).then(done);""")
    assert got["data"]["agents"][0]["name"] == "Eliza", json.dumps(got)
    assert made["sessionId"]


def test_a_command_is_run_under_the_mock(tmp_path):
    command = next(line for line in block("sh", "-- npx playwright test").splitlines())
    runner = tmp_path / "npx"
    runner.write_text("#!/bin/sh\n[ \"$*\" = 'playwright test' ] && curl -fsS \"$ELIZA_MOCK_URL/__mock/v1/clock\" >/dev/null && exit 5\n")
    runner.chmod(0o755)
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, timeout=60,
        env={"PATH": f"{tmp_path}:{BINARIES}:/usr/bin:/bin"})
    assert done.returncode == 5, done.stderr


def test_the_pictures_can_be_made_anew(tmp_path):
    shown = re.findall(r'<img src="([^"]+)"', (ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown
    screenshots.make(tmp_path)
    for name in shown:
        kept = ROOT / name
        assert kept.stat().st_size <= screenshots.LARGEST
        assert Image.open(kept).size == Image.open(tmp_path / kept.name).size == screenshots.SIZE
