"""TLS for a client that reads in one thread and writes in another.

python-socketio's threaded client does so, OpenSSL forbids it, and CPython keeps the two apart since late 2024 only
(gh-124984). Before, a read that finds nothing while the other thread writes is now and then taken for the end of the
connection: a healthy server is said to have hung up. So each call gets its turn here, whatever Python runs.
"""

import select
import ssl
import threading


class GuardedSocket(ssl.SSLSocket):
    """A socket whose `recv` and `send` wait for their turn outside OpenSSL, never inside it."""

    def recv(self, *arguments):
        receive = super().recv
        return self._in_turn(lambda: receive(*arguments))

    def send(self, *arguments):
        send = super().send
        return self._in_turn(lambda: send(*arguments))

    def _in_turn(self, operation):
        guard = self.__dict__.setdefault("_guard", threading.Lock())
        while True:
            with guard:
                limit = self.gettimeout()
                self.setblocking(False)
                try:
                    return operation()
                except ssl.SSLWantReadError:
                    reading, writing = [self], []
                except ssl.SSLWantWriteError:
                    reading, writing = [], [self]
                finally:
                    if self.fileno() >= 0:
                        self.settimeout(limit)
            if not any(select.select(reading, writing, [], limit)):
                raise TimeoutError("timed out")


def guarded_context(certificate=None):
    """A client's context with guarded sockets, which trusts one certificate, or any where none is given."""
    context = ssl.create_default_context(cafile=certificate)
    if certificate is None:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.sslsocket_class = GuardedSocket
    return context
