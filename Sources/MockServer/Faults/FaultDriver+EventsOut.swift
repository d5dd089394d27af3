import ElizaDomain
import ElizaModel
import OrderedCollections
import Scenario
import SocketIOServer

/// Events on their way to clients.
extension FaultDriver {
  typealias Outgoing = ElizaDomain.EncodedEvent

  /// Sends an event to a room but for one socket, with whatever goes wrong on the way.
  func emit(_ event: Outgoing, toRoom room: String, except socket: Socket?) {
    emit(event, FaultDestination(room: room, socket: socket, namespace: namespace))
  }

  /// Sends an event to one socket, with whatever goes wrong on the way.
  func emit(_ event: Outgoing, to socket: Socket) {
    emit(event, FaultDestination(room: nil, socket: socket, namespace: namespace))
  }

  private func emit(_ event: Outgoing, _ destination: FaultDestination) {
    let message = OutgoingMessage(event)
    guard let emission = emission(of: event.name, message, destination) else { return }
    let passage = emission.passage
    if !passage.strikesBefore.isEmpty {
      strike(destination.sockets.map(\.session), with: passage.strikesBefore)
    }
    if let error = passage.error {
      send(error, inPlaceOf: message, emission, destination)
    } else if passage.isLost {
      strikeLater(passage, destination)
    } else {
      carry(event, emission, destination)
    }
  }

  /// What becomes of an event: something new, or what becomes of the message it is one more copy of;
  /// nil for the rest of a stream that has broken off.
  private func emission(
    of name: String, _ message: OutgoingMessage, _ destination: FaultDestination
  ) -> FaultEmission? {
    if let last = lastEmission, last.takesIn(name, id: message.id, to: destination) { return last }
    if let id = message.streamID, streams.isBroken(id) { return nil }
    let author = { [world] () -> EventPattern.Author? in
      message.authorID.map { world.agents[$0] != nil ? .agent : .user }
    }
    let passage = FaultPassage(fire(at: .event(name: name, .out, author: author)))
    let emission = FaultEmission(name, id: message.id, to: destination, passage)
    lastEmission = emission
    note(message, in: emission)
    if message.isReply, author() == .agent { releaseHeldAnswers() }
    if !passage.leaks.isEmpty { leakLater(emission) }
    return emission
  }

  private func note(_ message: OutgoingMessage, in emission: FaultEmission) {
    guard let id = message.streamID else { return }
    guard let piece = message.piece else { return streams.finish(id) }
    guard emission.passage.error != nil else { return streams.add(piece, to: id) }
    emission.partialText = streams.text(of: id)
    streams.breakOff(id)
  }

  private func carry(
    _ event: Outgoing, _ emission: FaultEmission, _ destination: FaultDestination
  ) {
    let passage = emission.passage
    let bytes = passage.damages.reduce(event.bytes) { $1.apply(to: $0) }
    let encoded = SocketEvent(encoded: bytes)
    if emission.leaked == nil { emission.leaked = encoded }
    let key = "\(emission.lane) \(event.name)"
    let send = { [weak self] in
      destination.send(encoded)
      self?.repeatLater(passage) { destination.send(encoded) }
      self?.strikeLater(passage, destination)
    }
    if let time = passage.swapsWithin, putAside(key, within: time, emission, send) { return }
    lanes.run(in: emission.lane, after: delay(of: bytes.count, emission)) { [weak self] in
      send()
      self?.overtaken(key, by: emission)
    }
  }

  /// Does what happens once an event has gone out.
  private func strikeLater(_ passage: FaultPassage, _ destination: FaultDestination) {
    guard !passage.strikesAfterwards.isEmpty else { return }
    let sessions = destination.sockets.map(\.session)
    afterThisTurn { [weak self] in self?.strike(sessions, with: passage.strikesAfterwards) }
  }

  private func delay(of count: Int, _ emission: FaultEmission) -> Duration {
    let delay = emission.passage.delay
    guard let rate = emission.passage.bytesPerSecond else { return delay }
    return max(delay, lanes.wait(in: emission.lane, taking: .seconds(count) / rate))
  }

  /// Does again what is to be done several times.
  func repeatLater(_ passage: FaultPassage, _ action: @escaping () -> Void) {
    guard passage.copies > 1 else { return }
    for number in 1..<passage.copies {
      guard passage.gap > .zero else {
        action()
        continue
      }
      timers.schedule(after: passage.gap * number, action)
    }
  }

  /// Says that something broke off, in the words of a server that would.
  private func send(
    _ error: String, inPlaceOf message: OutgoingMessage, _ emission: FaultEmission,
    _ destination: FaultDestination
  ) {
    guard let id = message.streamID, message.piece != nil else {
      let event = Outgoing(MessageError(error: error))
      return carryError(event, emission, destination)
    }
    let event = Outgoing(
      StreamError(
        messageID: id, channelID: message.channelID ?? emission.lane,
        agentID: message.authorID ?? "", error: error, partialText: emission.partialText))
    carryError(event, emission, destination)
  }

  private func carryError(
    _ event: Outgoing, _ emission: FaultEmission, _ destination: FaultDestination
  ) {
    let encoded = SocketEvent(encoded: event.bytes)
    lanes.run(in: emission.lane, after: emission.passage.delay) { [weak self] in
      destination.send(encoded)
      self?.strikeLater(emission.passage, destination)
    }
  }
}
