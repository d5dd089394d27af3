import EngineIO
import HTTP1
import HostInterface
import SocketIOServer
import TestSupport

/// An Engine.IO server on a clock that moves by hand, with a handler that echoes, and notes of all it tells.
final class EngineFixture: EngineObserver, EngineSessionHandler {
  let scheduler = ManualScheduler()
  let server: EngineServer
  let client: EngineClient
  var notes: [String] = []
  var sessions: [EngineSession] = []
  var refusals: [Refusal] = []
  /// Whether messages are sent back.
  var echoes = true
  /// What a message does instead of being sent back.
  var onText: ((EngineSession) -> Void)?

  init(_ configure: (inout EngineConfiguration) -> Void = { _ in }) {
    var configuration = EngineConfiguration()
    configuration.pingInterval = .milliseconds(300)
    configuration.pingTimeout = .milliseconds(200)
    configure(&configuration)
    server = EngineServer(
      configuration: configuration, scheduler: scheduler, random: RandomSource(seed: 1))
    client = EngineClient(server: server)
    server.observer = self
    server.onSession = { [unowned self] session in
      sessions.append(session)
      return self
    }
  }

  func textReceived(_ text: Span<UInt8>, from session: EngineSession) {
    if let onText { return onText(session) }
    if echoes { session.send(text: text) }
  }

  func binaryReceived(_ bytes: Span<UInt8>, from session: EngineSession) {
    if echoes { session.send(binary: bytes) }
  }

  func sessionEnded(_ session: EngineSession, reason: DisconnectReason) {
    notes.append("handler: \(reason)")
  }

  func sessionOpened(_ session: EngineSession) { notes.append("opened \(session.transport)") }
  func sessionUpgraded(_ session: EngineSession) { notes.append("upgraded") }
  func sessionViolated(_ session: EngineSession, _ violation: Violation) {
    notes.append("violation: \(violation)")
  }
  func requestRefused(_ request: HTTPRequest, _ refusal: Refusal) { refusals.append(refusal) }
}

extension EngineSession {
  /// Sends text, as a handler would.
  func send(_ text: String) {
    send(text: Array(text.utf8).span)
  }
}
