import ControlAPI
import JSON
import SocketIOServer

extension RealtimeBridge {
  /// The way of a message while recordings are replayed.
  func replayed(_ event: inout Event, from socket: Socket) {
    journal.record(event.arguments.document, receivedFrom: socket.id)
    if let faults {
      return faults.receive(&event, from: socket) { [weak self] in
        self?.deliverToReplay($0, $1, socket)
      }
    }
    deliverToReplay(event.arguments.document, event.takeAcknowledgement(), socket)
  }

  private func deliverToReplay(
    _ document: JSONDocument, _ acknowledgement: Acknowledgement?, _ socket: Socket
  ) {
    guard let replayed = socket.state as? ReplayedSocket else { return }
    replay?.received(document, acknowledgement, from: replayed)
  }
}
