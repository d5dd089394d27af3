"""The browser client that the mock serves, beside the official one: same page, same servers, same outcome."""

import http.client
import urllib.parse

import pytest

from browser import start_chromium
from echo_server import echo_server
from servers import free_port

TRANSPORTS = {
    "upgrade": ["polling", "websocket"], "websocket": ["websocket"], "polling": ["polling"]}


@pytest.fixture(scope="module")
def chromium():
    driver = start_chromium()
    driver.set_script_timeout(20)
    yield driver
    driver.quit()


@pytest.fixture(scope="module", params=["realtime-echo", "python-socketio"])
def server(request, echo):
    if request.param == "realtime-echo":
        yield echo.url
    else:
        with echo_server() as url:
            yield url


@pytest.fixture(scope="module")
def python_server():
    with echo_server() as url:
        yield url


@pytest.fixture
def run(chromium, pages):
    """Runs one scenario of the page and returns what it saw."""
    def run(name, url, transports, **options):
        chromium.get(f"{pages}/client.html")
        result = chromium.execute_async_script(
            "run(arguments[0], arguments[1], arguments[2], arguments[3]);",
            name, url, {"transports": transports, **options})
        assert "error" not in result, result["error"]
        return result["seen"]
    return run


@pytest.fixture(params=TRANSPORTS)
def transports(request):
    return TRANSPORTS[request.param]


def test_events_acknowledgements_and_attachments(run, server, transports):
    assert run("echo", server, transports) == {
        "before": [False, True, True, True],
        "auth": {"token": "x"},
        "hasID": True,
        "plain": [{"text": "€ 😀"}, [1, 2.5, None, True], ""],
        "none": [],
        "binary": ["bytes:0,255", {"deep": ["bytes:8,9"]}],
        "blob": ["bytes:97,98"],
        "date": ["1970-01-01T00:00:00.000Z"],
        "long": True,
        "ack": ["a", "bytes:1", {"b": [True]}],
        "emitWithAck": 1,
        "timeoutInTime": [None, 2],
        "timeout": "operation has timed out",
    }


def test_order_while_the_transport_changes(run, server, transports):
    assert run("order", server, transports) == 100


def test_listeners(run, server, transports):
    assert run("listeners", server, transports) == {
        "heard": [
            ["out", "message", 1], ["first", "message-back", 1], ["any", "message-back", 1],
            ["on", 1], ["once", 1],
            ["out", "message", 2], ["first", "message-back", 2]],
        "counts": [0, False, 0],
        "refusal": '"disconnect" is a reserved event name',
    }


def test_namespaces(run, server, transports):
    assert run("namespaces", server, transports) == {
        "auth": {"via": "function"}, "shared": True, "differ": True,
        "wrong": [True, "string", False, False],
        "reason": "io client disconnect", "custom": ["still here"], "closed": "forced close",
    }


def test_connecting_and_leaving(run, server, transports):
    assert run("life", server, transports) == {
        "idle": [False, False], "after": [False, False, True], "newID": True,
        "lost": "socket has been disconnected",
        "log": [
            ["connect", None], ["message-back", "buffered"], ["disconnect", "io client disconnect"],
            ["connect", None], ["disconnect", "io client disconnect"]],
    }


def test_connections_are_shared(run, server, transports):
    assert run("sharing", server, transports) == [
        True, False, False, "/custom", "function", True, True]


@pytest.mark.parametrize("transport,message", [
    ("polling", "xhr poll error"), ("websocket", "websocket error")])
def test_nobody_there(run, transport, message):
    assert run("nobody", f"http://127.0.0.1:{free_port()}", [transport]) == {
        "log": [
            ["connect_error", message, "TransportError"], ["error", message],
            ["reconnect_attempt", 1],
            ["connect_error", message, "TransportError"], ["error", message],
            ["reconnect_error", message],
            ["reconnect_attempt", 2],
            ["connect_error", message, "TransportError"], ["error", message],
            ["reconnect_failed", None],
            ["reconnect_error", message]],
        "state": [False, True],
    }


def test_what_a_server_can_do(run, python_server, transports):
    assert run("served", python_server, transports) == {
        "answered": ["why!", "bytes:1,2"],
        "refused": ["wrong key", {"hint": "right"}, False],
        "reason": "io server disconnect",
        "stays": [False, False], "back": True,
    }


def test_a_lost_connection_is_made_again(run, python_server):
    reason = "transport close"
    assert run("forgotten", python_server, ["polling"]) == [
        ["open", None], ["disconnect", reason], ["close", reason], ["reconnect_attempt", 1],
        ["open", None], ["reconnect", 1], ["message-back", "again"]]


def test_the_module_is_importable_from_other_origins(chromium, mock, pages):
    chromium.get(f"{pages}/blank.html")
    assert chromium.execute_async_script("""
        const [url, done] = arguments;
        (async () => {
          const all = await import(`${url}/socket.io/socket.io.esm.min.js`);
          const socket = all.io(url, { forceNew: true });
          await new Promise((resolve) => socket.on("connect", resolve));
          socket.disconnect();
          return [all.default === all.io, typeof all.Manager, typeof all.Socket, all.protocol, all.connect === all.io];
        })().then(done, (error) => done(String(error)));
        """, mock.url) == [True, "function", "function", 5, True]


def test_a_page_of_the_mock_s_own_origin_needs_no_address(chromium, mock):
    chromium.get(f"{mock.url}/healthz")
    assert chromium.execute_async_script("""
        const done = arguments[0];
        import("/socket.io/socket.io.esm.js").then(({ io }) => {
          const socket = io();
          socket.on("connection_established", ({ socketId }) => {
            done(socketId === socket.id);
            socket.disconnect();
          });
        });
        """) is True


def test_served_as_the_official_one_is(mock):
    address = urllib.parse.urlsplit(mock.url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=10)

    def get(path, **headers):
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response, response.read()

    response, body = get("/socket.io/socket.io.js", Origin="http://localhost:5173")
    assert response.status == 200 and b"globalThis.io = io" in body
    assert response.getheader("Content-Type") == "application/javascript; charset=utf-8"
    assert response.getheader("Access-Control-Allow-Origin")
    tag = response.getheader("ETag")
    response, body = get("/socket.io/socket.io.js", **{"If-None-Match": tag})
    assert (response.status, body) == (304, b"")
    response, _ = get("/socket.io/socket.io.js.map")
    assert response.status == 404
    connection.close()
