"""A python-socketio server that keeps the contract of `realtime-echo`, and does what only a server can do."""

import asyncio
import contextlib
import ssl
import threading

import engineio.payload
import socketio
from aiohttp import web

# A page that sends without a pause puts many packets into one request, which is its right.
engineio.payload.Payload.max_decode_packets = 1000


class WholeBody:
    """The body of a POST. python-engineio asks aiohttp for it once, which answers with what has come by then."""

    def __init__(self, content):
        self._content = content

    async def read(self, count):
        try:
            return await self._content.readexactly(count)
        except asyncio.IncompleteReadError as error:
            return error.partial


def reads_whole_bodies(engine):
    translate = engine._async["translate_request"]

    def translated(request):
        environ = translate(request)
        return environ | {"wsgi.input": WholeBody(environ["wsgi.input"])}

    engine._async = engine._async | {"translate_request": translated}


def make_server(**options):
    # A python client that polls and leaves has its last poll, which this server does not answer, time out five seconds
    # after the longer of both.
    options = {"ping_interval": 5, "ping_timeout": 5} | options
    server = socketio.AsyncServer(
        async_mode="aiohttp", cors_allowed_origins="*", namespaces=["/", "/custom", "/locked"], **options)
    reads_whole_bodies(server.eio)

    async def connect(sid, _, auth=None, namespace="/"):
        await server.emit("auth", auth or {}, to=sid, namespace=namespace)

    for name in ("/", "/custom"):
        def attach(name=name):
            @server.on("connect", namespace=name)
            async def _(sid, environ, auth=None):
                await connect(sid, environ, auth, name)

            @server.on("message", namespace=name)
            async def _(sid, *arguments):
                await server.emit("message-back", arguments, to=sid, namespace=name)

            @server.on("message-with-ack", namespace=name)
            async def _(_, *arguments):
                return arguments

            @server.on("ask-me", namespace=name)
            async def _(sid):
                async def answered(*answer):
                    await server.emit("answered", answer, to=sid, namespace=name)
                await server.emit("question", ("why", b"\x01\x02"), to=sid, namespace=name, callback=answered)

            @server.on("kick-me", namespace=name)
            async def _(sid):
                await server.disconnect(sid, namespace=name)
        attach()

    @server.on("connect", namespace="/locked")
    async def _(sid, environ, auth=None):
        if (auth or {}).get("key") != "right":
            raise socketio.exceptions.ConnectionRefusedError("wrong key", {"hint": "right"})

    @server.on("drop-me")
    async def _(sid):
        session = server.manager.eio_sid_from_sid(sid, "/")
        # A poll that comes after the end is answered with 400 and no close packet: another reason in the client.
        while not server.eio.sockets[session].queue._getters:
            await asyncio.sleep(0.005)
        await server.eio.disconnect(session)

    return server


@contextlib.contextmanager
def echo_server(host="127.0.0.1", port=0, certificate=None, **options):
    """Runs one in a thread of its own, behind TLS with a certificate and its key; yields its address."""
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
    loop, started, ports = asyncio.new_event_loop(), threading.Event(), []

    async def serve():
        app = web.Application()
        make_server(**options).attach(app)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, host, port, ssl_context=context)
        await site.start()
        ports.append(site._server.sockets[0].getsockname()[1])
        started.set()
        return runner

    def work():
        asyncio.set_event_loop(loop)
        runner = loop.run_until_complete(serve())
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        remaining = asyncio.all_tasks(loop)
        for task in remaining:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*remaining, return_exceptions=True))
        loop.close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    assert started.wait(20)
    try:
        yield f"http{'s' if certificate else ''}://{host}:{ports[0]}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(20)
