import EngineIO
import FuzzSupport

/// One session under any order of events.
struct SessionCheck {
  private var machine: SessionMachine
  private var wasClosed = false
  private var isAwaitingPong = false
  private var isPosting = false
  private var hasAnsweredProbe = false

  /// Plays one event for each byte of `input`; the first chooses the transport.
  static func check(_ input: [UInt8]) {
    var check = SessionCheck(
      machine: SessionMachine(transport: (input.first ?? 0) & 1 == 0 ? .polling : .webSocket))
    for byte in input.dropFirst() { check.play(byte) }
  }

  private init(machine: SessionMachine) {
    self.machine = machine
  }

  private mutating func play(_ byte: UInt8) {
    let before = machine
    switch byte % 9 {
    case 0: poll(hasPackets: byte & 0x80 != 0)
    case 1: Invariant.equal(machine.takePendingPoll(), before.hasPendingPoll, "one pending poll")
    case 2: post()
    case 3: endPost()
    case 4: openWebSocket()
    case 5: probe(PacketType(rawValue: 0x30 + byte >> 5) ?? .noop, isProbe: byte & 0x10 != 0)
    case 6: receive(PacketType(rawValue: 0x30 + byte >> 5) ?? .noop)
    case 7: beat()
    default: byte & 0xF0 == 0 ? close() : machine.probeEnded()
    }
    checkHistory(since: before)
    wasClosed = machine.isClosed
  }

  private func checkHistory(since before: SessionMachine) {
    Invariant.holds(machine.isClosed || !wasClosed, "the end is the end")
    Invariant.holds(
      machine.transport == before.transport || before.isUpgrading, "only an upgrade is a change")
    Invariant.holds(
      before.transport == .polling || machine.transport == .webSocket, "there is no way back")
    Invariant.holds(!machine.isClosed || !machine.isUpgrading, "no upgrade of what is closed")
  }

  private mutating func poll(hasPackets: Bool) {
    let before = machine
    switch machine.pollReceived(hasPackets: hasPackets) {
    case .refuse:
      return Invariant.holds(wasClosed || before.transport == .webSocket, "polls are welcome")
    case .overlap: Invariant.holds(before.hasPendingPoll, "one poll overlaps another")
    case .answer: Invariant.holds(hasPackets && !before.hasPendingPoll, "there is an answer")
    case .answerNoop: Invariant.holds(before.isUpgrading && !hasPackets, "an upgrade goes on")
    case .hold: Invariant.holds(!before.hasPendingPoll && !hasPackets, "a poll waits alone")
    }
    Invariant.holds(!wasClosed && before.transport == .polling, "what is closed is refused")
  }

  private mutating func post() {
    let isWelcome = machine.postBegan()
    guard !wasClosed, machine.transport == .polling else { return }
    Invariant.equal(isWelcome, !isPosting, "one POST at a time")
    isPosting = true
  }

  private mutating func endPost() {
    let isTaken = machine.postReceived()
    Invariant.equal(
      isTaken, !wasClosed && machine.transport == .polling, "a POST is for an open poll")
    isPosting = false
  }

  private mutating func openWebSocket() {
    let before = machine
    let isTaken = machine.webSocketOpened()
    Invariant.equal(
      isTaken, !wasClosed && !before.isUpgrading && before.transport == .polling, "one probe")
    if isTaken { hasAnsweredProbe = false }
  }

  private mutating func probe(_ type: PacketType, isProbe: Bool) {
    switch machine.probePacketReceived(type, isProbe: isProbe) {
    case .answerProbe:
      Invariant.holds(type == .ping && isProbe, "a probe is answered")
      hasAnsweredProbe = true
    case .finish:
      Invariant.holds(hasAnsweredProbe && type == .upgrade, "an upgrade follows its probe")
      Invariant.equal(machine.transport, .webSocket, "an upgrade changes the transport")
    case .drop: hasAnsweredProbe = false
    }
    Invariant.holds(!wasClosed || machine.isClosed, "a probe opens nothing")
  }

  private mutating func receive(_ type: PacketType) {
    let action = machine.packetReceived(type)
    guard !wasClosed else { return Invariant.equal(action, .ignore, "what is closed is silent") }
    Invariant.equal(action == .deliver, type == .message, "messages are handed on")
    Invariant.equal(
      action == .restartHeartbeat, type == .pong && isAwaitingPong, "a pong counts once")
    if type == .pong { isAwaitingPong = false }
  }

  private mutating func beat() {
    let action = machine.heartbeatElapsed()
    guard !wasClosed else { return Invariant.equal(action, .ignore, "what is closed is silent") }
    Invariant.equal(action, isAwaitingPong ? .timeOut : .sendPing, "one ping at a time")
    isAwaitingPong = true
  }

  private mutating func close() {
    Invariant.equal(machine.close(), !wasClosed, "a session ends once")
    hasAnsweredProbe = false
  }
}
