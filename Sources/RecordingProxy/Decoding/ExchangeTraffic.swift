import Bytes
import EngineIO
import HTTP1

/// One exchange as it passes: what of it has been heard, and what it is for.
struct ExchangeTraffic {
  /// What an exchange is for.
  enum Purpose {
    /// A request of its own.
    case plain
    /// A poll or a post of an Engine.IO session; none has begun when there is no id.
    case polling(sid: String?)
    /// A WebSocket of Engine.IO.
    case webSocket(sid: String?)
  }

  let head: RequestHead
  let purpose: Purpose
  var requestBody = CollectedBody()
  var isRequestTold = false
  var response: ResponseHead?
  var responseBody = CollectedBody()
  var fromClient = FrameReader(from: .client)
  var fromServer = FrameReader(from: .server)
  /// Who closed a WebSocket, and not merely answered that.
  var closer: RelaySide?
  /// The session of a WebSocket, once it is known.
  var session: SocketTraffic?

  init(_ head: RequestHead) {
    self.head = head
    purpose = ExchangeTraffic.purpose(of: head)
  }

  /// The request, as far as it has come.
  var request: HTTPRequest {
    HTTPRequest(
      method: head.method, target: head.target, headers: head.headers, body: requestBody.bytes)
  }

  /// Whether the answer is a stream of events, told piece by piece.
  var isEventStream: Bool {
    guard case .plain = purpose, let type = response?.headers["Content-Type"] else { return false }
    return type.lowercased().hasPrefix("text/event-stream")
      && response?.headers["Content-Encoding"] == nil
  }

  private static func purpose(of head: RequestHead) -> Purpose {
    let request = HTTPRequest(method: head.method, target: head.target)
    guard request.path == "/socket.io/" || request.path == "/socket.io", head.method != .options
    else { return .plain }
    let query = SessionQuery(request.queryItems)
    return switch query.transport {
    case .polling: .polling(sid: query.sid)
    case .webSocket: .webSocket(sid: query.sid)
    case nil: .plain
    }
  }
}
