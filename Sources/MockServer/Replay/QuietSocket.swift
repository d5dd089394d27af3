import ElizaDomain

/// A socket in the scripted world that hears nothing while a recording speaks.
final class QuietSocket: RealtimeSocket {
  private let socket: ConnectedSocket
  /// Whether the world is heard.
  var isHeard = false

  init(_ socket: ConnectedSocket) { self.socket = socket }

  var id: String { socket.id }

  func emit(_ event: EncodedEvent) {
    if isHeard { socket.emit(event) }
  }

  func join(_ room: String) { socket.join(room) }

  func leave(_ room: String) { socket.leave(room) }
}
