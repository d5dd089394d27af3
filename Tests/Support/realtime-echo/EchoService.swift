import HTTP1
import HTTPServer
import HostInterface
import SocketIOServer

/// Gives each path its server: bare Engine.IO, Socket.IO, and a plain WebSocket for all others.
final class EchoService: HTTPService {
  private let sockets: SocketIOServer
  private let engine: EngineServer
  private let engineEcho = EngineEcho()

  /// The bare Engine.IO server takes the transports and times of `configuration`.
  init(_ configuration: SocketIOConfiguration, scheduler: any Scheduler, random: RandomSource) {
    sockets = SocketIOServer(configuration: configuration, scheduler: scheduler, random: random)
    var bare = configuration.engine
    bare.path = "/engine.io/"
    engine = EngineServer(configuration: bare, scheduler: scheduler, random: random)
    engine.onSession = { [engineEcho] _ in engineEcho }
    let echo = SocketEcho(scheduler: scheduler)
    for name in ["/", "/custom"] { echo.attach(to: sockets.namespace(name)) }
  }

  func respond(to request: HTTPRequest, on exchange: any HTTPExchange) {
    guard let server = server(of: request.target) else {
      return exchange.respond(HTTPResponse(HTTPStatus(404)))
    }
    server.handle(request, on: exchange)
  }

  func upgrade(_ request: HTTPRequest, on exchange: any UpgradeExchange) {
    guard let server = server(of: request.target) else {
      guard let stream = exchange.accept(headers: HTTPHeaders()) else { return }
      stream.handler = PlainEcho(stream)
      return
    }
    switch server.admitWebSocket(request) {
    case .refused(let response): exchange.respond(response)
    case .accepted(let ticket):
      guard let stream = exchange.accept(headers: HTTPHeaders()) else { return }
      server.webSocketOpened(ticket, stream: stream)
    }
  }

  func bodyLimit(for head: RequestHead) -> Int {
    (server(of: head.target) ?? engine).bodyLimit(for: head)
  }

  func refusal(of target: String?, because error: HTTPError) -> HTTPResponse {
    if error.status.code == 413, let target, let server = server(of: target) {
      return server.payloadTooLarge(target: target)
    }
    return HTTPResponse(error.status, body: Array(error.description.utf8))
  }

  private func server(of target: String) -> EngineServer? {
    if engine.owns(target: target) { return engine }
    return sockets.owns(target: target) ? sockets.engine : nil
  }
}
