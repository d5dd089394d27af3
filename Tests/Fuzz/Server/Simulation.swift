import ElizaDomain
import ElizaModel
import FuzzSupport
import HTTP1
import HTTPServer
import HostInterface
import Logging
import TestSupport
import WebSocket

@testable import MockServer

/// One whole server on memory streams and the manual clock, with up to four connections.
final class Simulation {
  private let scheduler = ManualScheduler()
  private let cutting: Cutting
  private var site: Site?
  private var peers: [Int: Peer] = [:]
  private var sessionID: [UInt8] = Array("none".utf8)

  /// Starts a server that plays the given release, with the usual bounds of a connection or with
  /// narrow ones.
  init(profile: Profile, isNarrow: Bool, cutting: Cutting) {
    var configuration = MockServerConfiguration()
    configuration.profile = profile
    configuration.seed = 1
    configuration.logLevel = .critical
    self.cutting = cutting
    site = Site(
      configuration, scheduler: scheduler, secure: RandomSource(seed: 2),
      connections: isNarrow ? Simulation.narrow : nil,
      startingAt: Timestamp(milliseconds: 1_700_000_000_000), wallClock: { 1_700_000_000 })
  }

  private static var narrow: ServerConfiguration {
    var bounds = ServerConfiguration()
    bounds.limits = HTTPLimits(startLine: 200, fieldBlock: 400, fieldCount: 12, chunkLine: 12)
    bounds.messageLimit = 256
    bounds.backlogLimit = 64
    bounds.outputHighMark = 1_024
    return bounds
  }

  /// Plays commands, one a line.
  func play(_ script: [UInt8]) {
    for line in script.split(separator: 0x0A).prefix(48) {
      guard let command = Command(line, sessionID: sessionID) else { continue }
      play(command)
      scheduler.advance(by: .zero)
      settle()
    }
  }

  /// Ends every connection and the server, and checks that nothing of either is left.
  func finish() {
    for peer in peers.values { peer.reset() }
    site?.shutDown()
    scheduler.advance(by: .seconds(120))
    weak let lastSite = site
    weak let lastStream = peers.values.first?.stream
    site = nil
    peers = [:]
    Invariant.holds(lastSite == nil, "a server that has shut down is gone")
    Invariant.holds(lastStream == nil, "a connection that has ended is gone")
    scheduler.advance(by: .seconds(7_200))
    Invariant.equal(scheduler.pendingCount, 0, "no timer is left")
  }

  private func play(_ command: Command) {
    switch command {
    case .bytes(let index, let bytes): peer(index).send(bytes)
    case .request(let index, let method, let target, let body):
      peer(index).send(ClientBytes.request(method: method, target: target, body: body))
    case .handshake(let index): peer(index).send(ClientBytes.polling("GET", sessionID: []))
    case .poll(let index): peer(index).send(ClientBytes.polling("GET", sessionID: sessionID))
    case .post(let index, let payload):
      peer(index).send(ClientBytes.polling("POST", sessionID: sessionID, body: payload))
    case .webSocket(let index): peer(index).send(ClientBytes.upgrade(sessionID: []))
    case .upgrade(let index): peer(index).send(ClientBytes.upgrade(sessionID: sessionID))
    case .text(let index, let text): peer(index).send(ClientBytes.frame(.text, text))
    case .binary(let index, let bytes): peer(index).send(ClientBytes.frame(.binary, bytes))
    case .close(let index): peer(index).send(ClientBytes.frame(.close, [0x03, 0xE8]))
    case .endOfStream(let index): peer(index).finish()
    case .reset(let index): peers.removeValue(forKey: index)?.reset()
    case .stall(let index): peer(index).stall()
    case .drain(let index): peer(index).drain()
    case .wait(let span): scheduler.advance(by: span)
    case .shutDown: site?.shutDown()
    }
  }

  /// The peer at a place; a fresh one where there is none, or only one whose connection has ended.
  private func peer(_ index: Int) -> Peer {
    if let known = peers[index], !known.stream.isClosed { return known }
    let fresh = Peer(cutting: cutting)
    peers[index] = fresh
    site?.accept(fresh.stream)
    return fresh
  }

  /// Lets every peer read, in a fixed order.
  private func settle() {
    for (_, peer) in peers.sorted(by: { $0.key < $1.key }) {
      peer.deliver()
      if let found = peer.takeSessionID() { sessionID = found }
    }
  }
}
