public import EngineIO

/// What passes between a session and its client besides messages; for views of the protocol.
public enum EngineTraffic: Hashable, Sendable {
  /// The client has sent a packet that is no message.
  case received(PacketType, isProbe: Bool = false)
  /// The client was sent a packet that is no message.
  case sent(PacketType, isProbe: Bool = false)
  /// The client polls: it has sent a GET.
  case polled
  /// A poll was answered with a payload of so many bytes.
  case answered(byteCount: Int)
  /// The client has sent a POST with a payload of so many bytes.
  case posted(byteCount: Int)
}

extension EngineServer {
  /// Tells the observer what passes, when it is to be shown.
  func show(_ traffic: @autoclosure () -> EngineTraffic, of session: EngineSession) {
    guard showsTraffic else { return }
    observer?.passed(traffic(), of: session)
  }
}
