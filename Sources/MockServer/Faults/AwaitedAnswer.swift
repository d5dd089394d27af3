import JSON
import SocketIOServer

/// Who waits for what a client acknowledges an event with, however many copies of the event reach it.
///
/// All copies go out under one number, so the first acknowledgement is the one that counts.
final class AwaitedAnswer {
  private let completion: ([JSON]) -> Void
  private var number: UInt64?

  init(_ completion: @escaping ([JSON]) -> Void) { self.completion = completion }

  /// Sends the event, or one more copy of it.
  func send(_ event: SocketEvent, to socket: Socket) {
    if let number { return socket.emit(event, again: number) }
    // The recorded client may have owed any number of answers, and the live one is to get as far.
    number = socket.emit(event, timeout: nil, forgettingOldest: true) { [completion] outcome in
      guard case .answered(let values) = outcome else { return }
      completion((0..<max(values.count, 0)).map { values[$0] })
    }
  }
}
