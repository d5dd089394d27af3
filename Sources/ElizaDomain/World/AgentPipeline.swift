/// What lets agents answer; the one way from a stored message to a reply.
public protocol AgentPipeline: AnyObject {
  /// Takes over a user's message that is stored and announced.
  ///
  /// Returns at once. Replies follow in scenario time, never within the call.
  func messageStored(_ message: IncomingMessage)

  /// Something else has happened at which agents may do something; they do so later, in scenario time.
  func occurred(_ occasion: @autoclosure () -> Occasion)
}

extension AgentPipeline {
  /// Nothing comes of it.
  public func occurred(_ occasion: @autoclosure () -> Occasion) {}
}
