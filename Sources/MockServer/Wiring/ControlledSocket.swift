import Bytes
import ControlAPI
import ElizaDomain
import EngineIO
import HTTP1
import HostInterface
import JSON
import SocketIO
import SocketIOServer

/// A socket of a namespace as the control API sees and uses it.
final class ControlledSocket: ControlledConnection {
  let userID: String?

  private let socket: Socket
  private let journal: Journal
  private let losses: ConnectionLosses

  init(_ socket: Socket, userID: String?, journal: Journal, losses: ConnectionLosses) {
    self.losses = losses
    self.socket = socket
    self.userID = userID
    self.journal = journal
  }

  var id: String { socket.id }

  var engineID: String { socket.session.id }

  var transport: String { socket.session.transport.rawValue }

  var peerAddress: String { socket.request.peerAddress }

  var rooms: [String] { Array(socket.rooms.dropFirst()) }

  var pendingByteCount: Int { socket.session.pendingByteCount }

  func header(_ name: String) -> String? { socket.request.headers[name] }

  func emit(_ event: String, _ arguments: [JSON]) {
    let encoded = OutgoingEvent(event, Arguments(contentsOf: arguments))
    socket.emit(encoded)
    journal.record(encoded.bytes, sentTo: id)
  }

  func emit(
    _ event: String, _ arguments: [JSON], acknowledgedWithin timeout: Duration,
    completion: @escaping (EmitOutcome) -> Void
  ) {
    let encoded = Arguments(contentsOf: arguments)
    let bytes = encoded.bytes
    socket.emit(event, bytes.span, attachments: encoded.attachments, timeout: timeout) { outcome in
      switch outcome {
      case .answered(let values):
        completion(.answered((0..<max(values.count, 0)).map { values[$0] }))
      case .timedOut: completion(.timedOut)
      case .disconnected: completion(.disconnected)
      }
    }
    journal.record(
      .sentToSocket(id, OutgoingEvent(event, encoded: bytes.span).bytes))
  }

  func lose(_ how: ConnectionLoss, for duration: Duration?) {
    losses.lose(id, Loss(how), for: duration)
  }
}
