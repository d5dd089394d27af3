import HTTP1
import HTTPServer
import SocketIOServer

/// Hands every request to a Socket.IO server.
final class SocketService: HTTPService {
  /// Whether those who ask for a WebSocket get a 403.
  var refusesWebSockets = false

  private let server: SocketIOServer

  init(_ server: SocketIOServer) {
    self.server = server
  }

  func respond(to request: HTTPRequest, on exchange: any HTTPExchange) {
    server.handle(request, on: exchange)
  }

  func upgrade(_ request: HTTPRequest, on exchange: any UpgradeExchange) {
    guard !refusesWebSockets else {
      return exchange.respond(HTTPResponse(HTTPStatus(403), body: Array("no".utf8)))
    }
    switch server.admitWebSocket(request) {
    case .refused(let response): exchange.respond(response)
    case .accepted(let ticket):
      guard let stream = exchange.accept(headers: HTTPHeaders()) else { return }
      server.webSocketOpened(ticket, stream: stream)
    }
  }
}
