"""python-socketio's threaded client, with one packet handled after the other.

As it comes, python-engineio starts a thread for each message, and nothing keeps these in order: an attachment can be
decoded before the packet that announces it, which ends in a ValueError and a lost event, and events can be handed on in
another order than they arrived in.
"""

import engineio
import socketio


class _Engine(engineio.Client):
    _latest = None

    def _trigger_event(self, event, *arguments, run_async=False, **options):
        if not run_async or event not in self.handlers:
            return super()._trigger_event(event, *arguments, run_async=run_async, **options)
        self._latest = self.start_background_task(self._handle_after, self._latest, self.handlers[event], arguments)
        return self._latest

    @staticmethod
    def _handle_after(earlier, handler, arguments):
        if earlier:
            earlier.join()
        handler(*arguments)


class OrderedClient(socketio.Client):
    """Hears everything in the order it was said. A handler must not wait for another event."""

    def _engineio_client_class(self):
        return _Engine
