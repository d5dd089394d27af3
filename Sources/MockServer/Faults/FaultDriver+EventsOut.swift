import ElizaDomain
import OrderedCollections
import Scenario
import SocketIOServer

/// Events on their way to clients.
extension FaultDriver {
  /// Sends an event to a room but for one socket, with whatever goes wrong on the way.
  func emit(_ event: ElizaDomain.EncodedEvent, toRoom room: String, except socket: Socket?) {
    emit(
      DepartingEvent(event),
      FaultDestination(room: room, socket: socket, namespace: namespace))
  }

  /// Sends an event to one socket, with whatever goes wrong on the way.
  func emit(_ event: DepartingEvent, to socket: Socket) {
    emit(event, FaultDestination(room: nil, socket: socket, namespace: socket.namespace))
  }

  private func emit(_ event: DepartingEvent, _ destination: FaultDestination) {
    let message = OutgoingMessage(event)
    let origin = FaultOrigin(
      connection: destination.room == nil ? destination.socket?.id : nil,
      channel: channel(ofRoom: message.channelID ?? destination.room))
    guard let emission = emission(of: event.name, message, destination, origin) else { return }
    guard countsByConnection else { return pass(event, message, emission, destination) }
    if emission.leaked == nil { emission.leaked = event.encoded(emission.passage.damages) }
    for socket in destination.sockets.sorted(by: { $0.id < $1.id }) {
      emit(
        event, message, emission, to: socket,
        FaultOrigin(connection: socket.id, channel: origin.channel))
    }
  }

  /// One socket's part of an event, with what goes wrong for it alone.
  private func emit(
    _ event: DepartingEvent, _ message: OutgoingMessage, _ common: FaultEmission, to socket: Socket,
    _ origin: FaultOrigin
  ) {
    let streamKey = message.streamID.map { "\($0) \(socket.id)" }
    if let streamKey, streams.isBroken(streamKey) { return }
    let own = fire(at: occasion(event.name, message), from: origin, scopes: [.connection])
    let emission = FaultEmission(common, for: socket.id, common.passage.adding(own))
    if let streamKey, message.piece != nil, emission.passage.error != nil {
      streams.breakOff(streamKey)
    }
    if !emission.passage.leaks.isEmpty { leakLater(emission) }
    pass(
      event, message, emission,
      FaultDestination(room: nil, socket: socket, namespace: socket.namespace))
  }

  private func pass(
    _ event: DepartingEvent, _ message: OutgoingMessage, _ emission: FaultEmission,
    _ destination: FaultDestination
  ) {
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
    of name: String, _ message: OutgoingMessage, _ destination: FaultDestination,
    _ origin: FaultOrigin
  ) -> FaultEmission? {
    if let last = lastEmission, last.takesIn(name, id: message.id, to: destination) { return last }
    if let id = message.streamID, streams.isBroken(id) { return nil }
    let scopes: Set<Trigger.Scope> =
      countsByConnection ? [.server, .session] : Set(Trigger.Scope.allCases)
    let passage = FaultPassage(fire(at: occasion(name, message), from: origin, scopes: scopes))
    let emission = FaultEmission(name, id: message.id, to: destination, passage)
    lastEmission = emission
    note(message, in: emission)
    if message.isReply, author(of: message) == .agent { releaseHeldAnswers() }
    if !passage.leaks.isEmpty { leakLater(emission) }
    return emission
  }

  private func occasion(_ name: String, _ message: OutgoingMessage) -> FaultOccasion {
    .event(name: name, .out, author: { [self] in author(of: message) })
  }

  private func author(of message: OutgoingMessage) -> EventPattern.Author? {
    message.authorID.map { world.agents[$0] != nil ? .agent : .user }
  }

  private func note(_ message: OutgoingMessage, in emission: FaultEmission) {
    guard let id = message.streamID else { return }
    guard let piece = message.piece else { return streams.finish(id) }
    emission.partialText = streams.text(of: id)
    guard emission.passage.error != nil else { return streams.add(piece, to: id) }
    streams.breakOff(id)
  }

  private func carry(
    _ event: DepartingEvent, _ emission: FaultEmission, _ destination: FaultDestination
  ) {
    let passage = emission.passage
    let encoded = event.encoded(passage.damages)
    if emission.leaked == nil { emission.leaked = encoded }
    let key = "\(emission.lane) \(event.name)"
    let send = { [weak self] in
      destination.send(encoded, awaiting: event.awaited)
      self?.repeatLater(passage) { destination.send(encoded, awaiting: event.awaited) }
      self?.strikeLater(passage, destination)
    }
    if let time = passage.swapsWithin, putAside(key, within: time, emission, send) { return }
    lanes.run(in: emission.lane, after: delay(of: encoded.bytes.count, emission)) { [weak self] in
      send()
      self?.overtaken(key, by: emission)
    }
  }

  /// Does what happens once an event has gone out.
  func strikeLater(_ passage: FaultPassage, _ destination: FaultDestination) {
    guard !passage.strikesAfterwards.isEmpty else { return }
    strikeAfterDelivery(destination.sockets.map(\.session), with: passage.strikesAfterwards)
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
}
