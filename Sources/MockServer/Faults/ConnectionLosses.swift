import ElizaDomain
import SocketIOServer

/// Loses connections of clients on purpose, for overlays and the control API.
///
/// How long a silence lasts is scenario time; heartbeats and TCP go by real time.
final class ConnectionLosses {
  private let server: SocketIOServer
  private let clock: WorldClock
  /// The silences that have an end, and when that is.
  private var silences: [Int: (silence: ClientSilence, end: WorldClock.Token)] = [:]
  private var count = 0

  init(of server: SocketIOServer, clock: WorldClock) {
    self.server = server
    self.clock = clock
  }

  /// Loses the connection of a socket or an Engine.IO session by its id; false when there is none.
  ///
  /// `duration` bounds a silence and means nothing otherwise; nil lets it last.
  @discardableResult
  func lose(_ id: String, _ loss: Loss, for duration: Duration? = nil) -> Bool {
    guard let session = server.session(of: id) else { return false }
    if loss == .kick, let socket = server.namespace("/").socket(id) {
      socket.disconnect()
    } else {
      lose(session, loss, for: duration)
    }
    return true
  }

  /// Loses the connection of a session.
  func lose(_ session: EngineSession, _ loss: Loss, for duration: Duration? = nil) {
    guard let silence = session.lose(loss), let duration else { return }
    count &+= 1
    let number = count
    let end = clock.schedule(after: duration) { [weak self] in
      self?.silences.removeValue(forKey: number)?.silence.end()
    }
    silences[number] = (silence, end)
  }

  /// Ends every silence that has an end.
  func endSilences() {
    let ended = silences.sorted { $0.key < $1.key }.map(\.value)
    silences = [:]
    for (silence, end) in ended {
      clock.cancel(end)
      silence.end()
    }
  }

  /// Forgets all silences, as when the server ends.
  func shutDown() {
    for (_, end) in silences.values { clock.cancel(end) }
    silences = [:]
  }

  /// Forgets the session of a socket's or a session's id; false when there is none.
  @discardableResult
  func forget(_ id: String) -> Bool {
    guard let session = server.session(of: id) else { return false }
    session.forget()
    return true
  }
}
