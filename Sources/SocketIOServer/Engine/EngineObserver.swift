public import EngineIO
public import HTTP1

/// Who is told what happens to the sessions of a server; for logs and views, not for the data path.
///
/// Everything has a default that does nothing. All members are called on the loop thread, after the
/// fact.
public protocol EngineObserver: AnyObject {
  /// A session was opened.
  func sessionOpened(_ session: EngineSession)

  /// A session that polled uses a WebSocket from now on.
  func sessionUpgraded(_ session: EngineSession)

  /// A session has ended.
  func sessionClosed(_ session: EngineSession, reason: DisconnectReason)

  /// A session is about to be ended for what its client did; called once a session.
  func sessionViolated(_ session: EngineSession, _ violation: Violation)

  /// A request was refused; called for every one.
  func requestRefused(_ request: HTTPRequest, _ refusal: Refusal)

  /// Something other than a message has passed; called while `EngineServer.showsTraffic` is set.
  func passed(_ traffic: EngineTraffic, of session: EngineSession)
}

extension EngineObserver {
  /// Does nothing.
  public func sessionOpened(_ session: EngineSession) {}

  /// Does nothing.
  public func sessionUpgraded(_ session: EngineSession) {}

  /// Does nothing.
  public func sessionClosed(_ session: EngineSession, reason: DisconnectReason) {}

  /// Does nothing.
  public func sessionViolated(_ session: EngineSession, _ violation: Violation) {}

  /// Does nothing.
  public func requestRefused(_ request: HTTPRequest, _ refusal: Refusal) {}

  /// Does nothing.
  public func passed(_ traffic: EngineTraffic, of session: EngineSession) {}
}
