/// What lets agents answer; the one way from a stored message to a reply.
public protocol AgentPipeline: AnyObject {
  /// Takes over a user's message that is stored and announced.
  ///
  /// Returns at once. Replies follow in scenario time, never within the call.
  func messageStored(_ message: IncomingMessage)
}
