import HTTP1
import SocketIOServer
import Testing

/// Plays the clients of an Engine.IO server, request by request.
struct EngineClient {
  let server: EngineServer
  var path = "/engine.io/"

  /// Sends a polling request.
  @discardableResult
  func send(
    _ method: HTTPMethod, _ query: String, body: String = "", headers: HTTPHeaders = HTTPHeaders()
  ) -> RecordingExchange {
    let exchange = RecordingExchange()
    server.handle(request(method, query, body: body, headers: headers), on: exchange)
    return exchange
  }

  /// Opens a session by polling and returns its id.
  func open() throws -> String {
    let text = try #require(send(.get, "EIO=4&transport=polling").text)
    let id = text.split(separator: "\"")[3]
    return String(id)
  }

  /// Polls.
  func poll(_ sid: String) -> RecordingExchange {
    send(.get, "EIO=4&transport=polling&sid=\(sid)")
  }

  /// Posts a payload.
  @discardableResult
  func post(_ sid: String, _ body: String) -> RecordingExchange {
    send(.post, "EIO=4&transport=polling&sid=\(sid)", body: body)
  }

  /// Opens a WebSocket, for a session of its own or for the upgrade of `sid`.
  func openWebSocket(sid: String? = nil) throws -> RecordingStream {
    let query = "EIO=4&transport=websocket" + (sid.map { "&sid=\($0)" } ?? "")
    let stream = RecordingStream()
    guard case .accepted(let ticket) = server.admitWebSocket(request(.get, query)) else {
      throw Refused()
    }
    server.webSocketOpened(ticket, stream: stream)
    return stream
  }

  /// The answer in place of the 101; nil when the WebSocket was let in.
  func refusedWebSocket(_ query: String) -> HTTPResponse? {
    guard case .refused(let response) = server.admitWebSocket(request(.get, query)) else {
      return nil
    }
    return response
  }

  struct Refused: Error {}

  private func request(
    _ method: HTTPMethod, _ query: String, body: String = "", headers: HTTPHeaders = HTTPHeaders()
  ) -> HTTPRequest {
    HTTPRequest(
      method: method, target: query.isEmpty ? path : path + "?" + query, headers: headers,
      body: Array(body.utf8))
  }
}
