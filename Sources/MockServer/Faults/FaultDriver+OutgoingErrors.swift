import ElizaDomain
import ElizaModel
import SocketIOServer

/// Errors in place of events to clients.
extension FaultDriver {
  /// Says that something broke off, in the words of a server that would.
  func send(
    _ error: String, inPlaceOf message: OutgoingMessage, _ emission: FaultEmission,
    _ destination: FaultDestination
  ) {
    guard let id = message.streamID, message.piece != nil else {
      let event = ElizaDomain.EncodedEvent(MessageError(error: error))
      return carryError(event, emission, destination)
    }
    let event = ElizaDomain.EncodedEvent(
      StreamError(
        messageID: id, channelID: message.channelID ?? emission.lane,
        agentID: message.authorID ?? "", error: error, partialText: emission.partialText))
    carryError(event, emission, destination)
  }

  private func carryError(
    _ event: ElizaDomain.EncodedEvent, _ emission: FaultEmission, _ destination: FaultDestination
  ) {
    let encoded = SocketEvent(encoded: event.bytes)
    lanes.run(in: emission.lane, after: emission.passage.delay) { [weak self] in
      destination.send(encoded)
      self?.strikeLater(emission.passage, destination)
    }
  }
}
