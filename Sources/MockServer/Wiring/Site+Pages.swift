import ControlAPI
import HTTP1
import Pages
import SocketIOServer

extension Site {
  /// Answers with one of the program's own files, and takes note of it where it is part of a frontend.
  ///
  /// The inspector shows what frontends do, so it leaves itself out. Where a fault has a hand in the answer, note is
  /// taken by the exchange already.
  func send(
    _ file: HTTPResponse, for request: HTTPRequest, on exchange: any HTTPExchange, isWatched: Bool
  ) {
    var file = file
    realtime.server.engine.configuration.crossOrigin.apply(
      to: &file.headers, origin: request.headers["Origin"])
    exchange.respond(file)
    guard !isWatched, !Pages.isInspector(request.path) else { return }
    log.pageServed(request, status: file.status.code)
    guard journal.isKept else { return }
    clock.synchronize()
    let asked = JournalRequest(request, exchange: journal.nextExchange())
    journal.record(asked)
    // What the program carries anyway is not to count among what the journal keeps alive.
    journal.record(file.status, [], to: asked)
  }
}
