public import HTTP1

/// What a server says to a request for a WebSocket.
public enum WebSocketAdmission {
  /// Answer this in place of the 101.
  case refused(HTTPResponse)
  /// Do the handshake, then call `webSocketOpened` with the ticket in the same turn of the loop.
  case accepted(WebSocketTicket)
}

/// What a WebSocket was admitted for.
public struct WebSocketTicket {
  enum Purpose {
    /// A session of its own.
    case open(HTTPRequest)
    /// The upgrade of a session that polls.
    case probe(EngineSession)
  }

  let purpose: Purpose
}
