import SocketIOServer

/// Remembers an object without keeping it.
struct Weak {
  private(set) weak var object: AnyObject?
  let name: String

  init(_ object: AnyObject?) {
    self.object = object
    name = object.map { "\($0)" } ?? "nothing"
  }
}

/// Remembers every engine session there was.
final class SessionWatch: EngineObserver {
  private(set) var sessions: [Weak] = []
  private let trace: Trace
  private let ledger: Ledger
  private let next: (any EngineObserver)?

  /// Passes everything on to `next`.
  init(_ trace: Trace, _ ledger: Ledger, next: (any EngineObserver)?) {
    self.trace = trace
    self.ledger = ledger
    self.next = next
  }

  func sessionOpened(_ session: EngineSession) {
    sessions.append(Weak(session))
    next?.sessionOpened(session)
  }

  func sessionUpgraded(_ session: EngineSession) { next?.sessionUpgraded(session) }

  func sessionClosed(_ session: EngineSession, reason: DisconnectReason) {
    trace.note("server: session \(session.id) closed: \(reason)")
    ledger.count("session \(reason)")
    next?.sessionClosed(session, reason: reason)
  }

  func sessionViolated(_ session: EngineSession, _ violation: Violation) {
    trace.note("server: session \(session.id) violated: \(violation)")
    ledger.count("violation: \(violation)")
    next?.sessionViolated(session, violation)
  }
}
