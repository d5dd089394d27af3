/// Who gets the messages of a session; one object may serve many.
///
/// All members are called on the loop thread.
public protocol EngineSessionHandler: AnyObject {
  /// A text message has arrived, checked to be UTF-8; the span is valid during the call only.
  func textReceived(_ text: Span<UInt8>, from session: EngineSession)

  /// A binary message has arrived; the span is valid during the call only.
  func binaryReceived(_ bytes: Span<UInt8>, from session: EngineSession)

  /// The client is to be put out, told so in the handler's own protocol; closes the session by default.
  func putOut(_ session: EngineSession)

  /// The session has ended; the last call about it.
  func sessionEnded(_ session: EngineSession, reason: DisconnectReason)
}

extension EngineSessionHandler {
  /// Closes the session.
  public func putOut(_ session: EngineSession) { session.close() }
}
