import JSON
import Scenario
import SocketIOServer

/// Events on their way from clients.
extension FaultDriver {
  /// Hands an event of a client on, with whatever goes wrong on the way.
  ///
  /// `deliver` takes the acknowledgement, nil where the client wants none or will get none.
  func receive(
    _ event: inout Event, from socket: Socket,
    deliver: @escaping (JSONDocument, Acknowledgement?) -> Void
  ) {
    let document = event.arguments.document
    let name = event.name
    let origin = FaultOrigin(
      connection: socket.id, channel: channel(ofRoom: FaultDriver.room(event.arguments)))
    var firings = fire(at: .event(name: name, .in, author: { .user }), from: origin)
    if FaultDriver.isJoin(document) {
      firings += fire(at: .lifecycle(.join), from: origin)
    }
    let passage = FaultPassage(firings)
    let acknowledgement = event.takeAcknowledgement()
    strike(passage.strikesBefore.isEmpty ? [] : [socket.session], with: passage.strikesBefore)
    let isGone = !socket.isConnected || socket.session.silence != nil
    guard !passage.isLost, !isGone else { return }
    carry(passage, name, from: socket) {
      deliver(document, passage.dropsAcknowledgement ? nil : acknowledgement)
    } again: {
      deliver(document, nil)
    }
    guard !passage.strikesAfterwards.isEmpty else { return }
    strikeAfterDelivery([socket.session], with: passage.strikesAfterwards)
  }

  private func carry(
    _ passage: FaultPassage, _ name: String, from socket: Socket, _ deliver: @escaping () -> Void,
    again: @escaping () -> Void
  ) {
    let lane = "from \(socket.id)"
    let shelf = "\(lane) \(name)"
    let send = { [weak self] in
      deliver()
      self?.repeatLater(passage, again)
    }
    if let time = passage.swapsWithin, putAside(shelf, within: time, nil, send) { return }
    lanes.run(in: lane, after: passage.delay) { [weak self] in
      send()
      self?.overtaken(shelf, by: nil)
    }
  }

  /// The room that an event names, within an envelope or by itself.
  private static func room(_ arguments: ReceivedArguments) -> String? {
    let document = arguments.document
    guard let argument = arguments.node(0) else { return nil }
    let payload = document.member("payload", of: argument) ?? argument
    return (document.member("channelId", of: payload) ?? document.member("roomId", of: payload))
      .flatMap(document.string)
  }

  /// Whether an event asks for a room, in any of the ways there are.
  static func isJoin(_ document: JSONDocument) -> Bool {
    guard let name = document.element(0, of: document.root) else { return false }
    switch document.string(of: name) ?? document.integer(of: name).map({ "\($0)" }) {
    case "1", "join": return true
    case "message":
      guard let payload = document.element(1, of: document.root),
        let type = document.member("type", of: payload)
      else { return false }
      return document.integer(of: type) == 1
    default: return false
    }
  }
}
