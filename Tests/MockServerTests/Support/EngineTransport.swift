import HTTP1
import JSON
import Testing

/// A client's way to exchange Engine.IO packets: one of the two transports.
protocol EngineTransport: AnyObject {
  /// Sends one packet.
  func send(_ packet: String) throws

  /// Waits for the next packet; throws when the session is over.
  func receive() throws -> String

  /// Leaves without a word.
  func close()
}

extension WebSocketClient {
  /// The packets of an open WebSocket.
  final class Packets: EngineTransport {
    let socket: WebSocketClient

    init(_ socket: WebSocketClient) {
      self.socket = socket
    }

    func send(_ packet: String) { socket.send(packet) }

    func receive() throws -> String {
      let message = try socket.receive()
      guard case .text(let packet) = message else { throw Lost(before: "a packet: \(message)") }
      return packet
    }

    func close() { socket.wire.close() }
  }
}

/// HTTP long-polling: one connection for the polls, one for the posts.
final class PollingTransport: EngineTransport {
  let sid: String
  let polls: HTTPClient
  let posts: HTTPClient
  private var received: [String] = []

  /// Opens a session.
  convenience init(connect: () throws -> any Wire) throws {
    try self.init(polls: connect(), posts: connect())
  }

  /// Opens a session over connections that are open.
  init(polls: any Wire, posts: any Wire) throws {
    self.polls = HTTPClient(over: polls)
    self.posts = HTTPClient(over: posts)
    let response = try self.polls.request(.get, Self.base)
    try #require(response.status == 200)
    let handshake = HTTPClient.Response(
      status: 200, headers: [:], body: Array(response.body.dropFirst()))
    sid = try #require(handshake.json["sid"]?.stringValue)
  }

  static let base = "/socket.io/?EIO=4&transport=polling"

  /// Where the session's requests go.
  var target: String { "\(Self.base)&sid=\(sid)" }

  func send(_ packet: String) throws {
    let response = try posts.request(.post, target, body: Array(packet.utf8))
    guard response.status == 200 else { throw Lost(before: "an ok: \(response.text)") }
  }

  func receive() throws -> String {
    while received.isEmpty {
      let response = try polls.request(.get, target)
      guard response.status == 200 else { throw Lost(before: "packets: \(response.text)") }
      received = response.text.split(separator: "\u{1E}").map(String.init)
    }
    return received.removeFirst()
  }

  func close() {
    polls.wire.close()
    posts.wire.close()
  }
}
