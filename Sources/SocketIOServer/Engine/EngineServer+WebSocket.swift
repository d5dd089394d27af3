import Bytes
import EngineIO
public import HTTP1
public import HostInterface

extension EngineServer {
  /// Decides on a request for a WebSocket on the server's path, before the opening handshake.
  ///
  /// A second WebSocket of one session is let in, to be closed at once: so its client sees a close
  /// and not a failed handshake.
  public func admitWebSocket(_ request: HTTPRequest) -> WebSocketAdmission {
    let query = SessionQuery(QueryString(String(request.query ?? "")))
    do throws(Refusal) {
      let session = try admit(request, query, isUpgrade: true)
      return .accepted(WebSocketTicket(purpose: session.map { .probe($0) } ?? .open(request)))
    } catch {
      observer?.requestRefused(request, error)
      var response = responses.refusal(error, origin: request.headers["Origin"])
      response.closesConnection = true
      return .refused(response)
    }
  }

  /// Takes the WebSocket whose request was admitted.
  public func webSocketOpened(_ ticket: WebSocketTicket, stream: any MessageStream) {
    switch ticket.purpose {
    case .open(let request):
      let session = makeSession(for: request, transport: .webSocket)
      session.open(stream)
      begin(session)
    case .probe(let session):
      session.probe(stream)
    }
  }
}
