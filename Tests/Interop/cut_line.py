"""A line to a server that can be cut and mended, as a network does it; the server stays up."""

import contextlib
import socket
import threading


class CutLine:
    """Forwards a port of this machine to another; `cut()` resets every connection and refuses new ones."""

    def __init__(self, port):
        self.target = port
        self._pairs = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._isWhole = True
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def cut(self):
        with self._lock:
            self._isWhole = False
            pairs, self._pairs = self._pairs, set()
        for pair in pairs:
            self._end(pair)

    def mend(self):
        with self._lock:
            self._isWhole = True

    def close(self):
        self._listener.close()
        self.cut()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                if not self._isWhole:
                    client.close()
                    continue
                pair = (client, socket.create_connection(("127.0.0.1", self.target)))
                self._pairs.add(pair)
            for source, sink in (pair, pair[::-1]):
                threading.Thread(target=self._pump, args=(source, sink, pair), daemon=True).start()

    def _pump(self, source, sink, pair):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        self._end(pair)

    def _end(self, pair):
        with self._lock:
            self._pairs.discard(pair)
        for end in pair:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
