import TestSupport

/// Somebody whose connections are of no use to anybody: nonsense, requests that never end, silence.
final class Vandal {
  private static let beginnings = [
    "", "GET", "GET / HTTP/1.1\r\nHost: x\r\n", "POST /api/messaging/sessions HTTP/1.1\r\n",
    "POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\nContent-Length: 90\r\n\r\n4",
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n"
      + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
    "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /socket.io/?EIO=4&transport=polling&sid=AAAAAAAAAAAAAAAAAAAA HTTP/1.1\r\nHost: x\r\n\r\n",
    "\u{16}\u{3}\u{1}", "\r\n\r\n\r\n",
  ]

  private let network: Network
  private let device: Device
  private let chance: Chance
  private var ends: [ClientEnd] = []

  init(network: Network, chance: Chance) {
    self.network = network
    self.chance = chance
    device = Device(
      address: "10.0.1.1", weather: Weather(chance.branch("weather")),
      chance: chance.branch("links"))
  }

  func start(within duration: Duration) {
    for _ in 0..<chance.int(1...12) {
      network.clock.after(chance.duration(.zero...duration)) { self.connect() }
    }
  }

  /// Drops what is still open.
  func go() {
    for end in ends { chance.happens(0.5) ? end.reset() : end.vanish() }
  }

  private func connect() {
    let end = network.dial(from: device)
    ends.append(end)
    var bytes = Array(chance.pick(Self.beginnings).utf8)
    if chance.happens(0.5) {
      bytes += (0..<chance.int(0...40)).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
    }
    end.send(bytes)
    end.onEnd = { [unowned end] in end.close() }
  }
}
