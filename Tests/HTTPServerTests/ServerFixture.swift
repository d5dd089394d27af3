import HTTP1
import HTTPServer
import HostInterface
import TestSupport

/// A connection over memory with a clock that moves by hand.
struct ServerFixture {
  let scheduler = ManualScheduler()
  let service = ScriptedService()
  let stream: MemoryStream
  let context: ServerContext

  /// Sunday, 6 November 1994, 08:49:37.
  static let date: Int64 = 784_111_777

  init(isSecure: Bool = false, configure: (inout ServerConfiguration) -> Void = { _ in }) {
    var configuration = ServerConfiguration()
    configure(&configuration)
    stream = MemoryStream(isSecure: isSecure)
    context = ServerContext(
      service: service, scheduler: scheduler, configuration: configuration,
      wallClock: { ServerFixture.date })
    HTTPConnection(stream: stream, context: context)
  }

  /// Answers one of the exchanges kept.
  func answer(_ index: Int, _ body: String) {
    service.exchanges[index].respond(HTTPResponse(HTTPStatus(200), body: Array(body.utf8)))
  }

  /// Answers every request with its target as the body.
  func echoTargets() {
    service.answer = { request, exchange in
      exchange.respond(HTTPResponse(HTTPStatus(200), body: Array(request.target.utf8)))
    }
  }

  /// The response that `echoTargets` gives.
  static func echo(_ target: String, connection: String = "keep-alive") -> String {
    "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nConnection: \(connection)\r\n"
      + "Content-Length: \(target.utf8.count)\r\n\r\n\(target)"
  }
}
