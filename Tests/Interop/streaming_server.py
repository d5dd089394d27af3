"""A plain HTTP/1.1 server whose bodies are large, streamed and framed in every way there is."""

import contextlib
import gzip
import hashlib
import http.server
import random
import threading

SIZE = 24 << 20
"""Bytes of the large bodies: more than a recorder keeps, and than sockets buffer."""


def blob(size=SIZE, seed=7):
    return random.Random(seed).randbytes(size)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def parse_request(self):
        read = super().parse_request()
        if read:
            self.server.heads.append((self.command, self.path, dict(self.headers.items())))
        return read

    def body(self):
        if self.headers.get("Transfer-Encoding", "") == "chunked":
            parts = []
            while size := int(self.rfile.readline().split(b";")[0], 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def answer(self, body, **fields):
        self.send_response(200)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_POST(self):
        body = self.body()
        self.answer(hashlib.sha256(body).hexdigest().encode(), Content_Type="text/plain")

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        name = "get_" + self.path.split("?")[0].strip("/").replace("-", "_")
        getattr(self, name, self.get_other)()

    def get_other(self):
        self.answer(b"{}", Content_Type="application/json")

    def get_length(self):
        self.answer(blob(), Content_Type="application/octet-stream")

    def get_chunked(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        data = blob()
        for start in range(0, len(data), 77_777):
            piece = data[start:start + 77_777]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def get_trailers(self):
        self.send_response(200)
        self.send_header("Trailer", "X-Sum, X-Other")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"4\r\nbody\r\n0\r\nX-Sum: 1\r\nX-Other: 2\r\n\r\n")

    def get_until_close(self):
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(blob(300_000))
        self.close_connection = True

    def get_compressed(self):
        self.answer(
            gzip.compress(b'{"text":"hello from behind a coding"}'), Content_Type="application/json",
            Content_Encoding="gzip", Access_Control_Allow_Origin="http://page.test")

    def get_redirect(self):
        self.send_response(302)
        self.send_header("Location", f"http://{self.headers['Host']}/elsewhere?x=1")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def get_events(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for number in range(3):
            piece = b'event: chunk\ndata: {"index":%d}\n\n' % number
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.flush()
            # Not before the client has the piece: nobody on the way may hold it back.
            assert self.server.go_on.wait(30)
            self.server.go_on.clear()
        self.wfile.write(b"0\r\n\r\n")

    def get_echoed_header(self):
        self.answer(b"{}", X_Name_Back=self.headers["X-Name"])

    def get_break_off(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"only this")
        self.close_connection = True


@contextlib.contextmanager
def streaming_server():
    """Runs one; yields it, with `url`, the heads it got, and `go_on` that lets its event stream go on."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.heads, server.go_on = [], threading.Event()
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join(timeout=20)
        server.server_close()
