/// How the packets of a session travel; the raw value is the name in the query.
public enum Transport: String, Hashable, Sendable {
  /// HTTP long-polling.
  case polling
  /// WebSocket.
  case webSocket = "websocket"
}
