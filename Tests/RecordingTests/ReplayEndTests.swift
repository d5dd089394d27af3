import ElizaModel
import HTTP1
import JSON
import Testing

@testable import Recording

/// Recordings that break off, and clients that leave.
@Suite struct ReplayEndTests {
  private static func replay(
    _ lines: String..., mode: ReplayOptions.Mode = .causal
  ) throws -> Replay {
    let head =
      #"{"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-19T10:15:30.000Z"}"#
    let fixture = try Fixture(
      parsing: Array(([head] + lines).map { $0 + "\n" }.joined().utf8))
    #expect(RoundTrip.difference(in: fixture) == nil)
    return Replay(
      fixture, options: ReplayOptions(mode: mode, seed: 7, start: Timestamp(milliseconds: 0)))
  }

  private static func ask(_ replay: inout Replay) -> [ReplayAction] {
    let asked = replay.requested(
      exchange: 5, method: "GET", target: "/state", body: .none, at: .zero)
    return asked + replay.advance(to: .seconds(1))
  }

  @Test("a request that the recording does not answer is not kept waiting for ever")
  func hangsUpWithoutAnAnswer() throws {
    var replay = try Self.replay(
      #"{"k":"req","n":1,"t":0,"x":1,"method":"GET","target":"/state"}"#)
    #expect(Self.ask(&replay) == [.hangUp(exchange: 5)])
  }

  @Test("a stream that the recording does not have to its end is cut where that breaks off")
  func hangsUpWithinAnAnswer() throws {
    var replay = try Self.replay(
      #"{"k":"req","n":1,"t":0,"x":1,"method":"GET","target":"/state"}"#,
      #"{"k":"res","n":2,"t":10,"x":1,"cause":1,"status":200,"more":true,"headers":{"Content-Type":"text/event-stream"}}"#,
      #"{"k":"res","n":3,"t":20,"x":1,"cause":1,"more":true,"text":"data: one\n\n"}"#)
    #expect(
      Self.ask(&replay) == [
        .begin(exchange: 5, status: 200, headers: ["Content-Type": "text/event-stream"]),
        .write(exchange: 5, Array("data: one\n\n".utf8)),
        .hangUp(exchange: 5),
      ])
  }

  @Test("of two who play the same each hears what follows his own doing")
  func tellsTwinsApart() throws {
    var replay = try Self.replay(
      #"{"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"websocket"}"#,
      #"{"k":"ev","n":2,"t":10,"c":"A","dir":"s2c","cause":1,"event":"hello","args":[]}"#,
      #"{"k":"ev","n":3,"t":20,"c":"A","dir":"c2s","event":"ask","args":[],"ack":0}"#,
      #"{"k":"ack","n":4,"t":30,"c":"A","dir":"s2c","cause":3,"ack":0,"args":[]}"#)
    for connection in 1...2 { _ = replay.connected(connection, auth: nil, at: .zero) }
    var heard = replay.advance(to: .milliseconds(10))
    #expect(heard.map(\.listener) == [1, 2])
    for connection in 1...2 {
      _ = replay.received(
        connection, name: "ask", arguments: [], acknowledgement: 7, at: .milliseconds(20))
    }
    replay.disconnected(2)
    heard = replay.advance(to: .milliseconds(30))
    #expect(heard.map(\.listener) == [1])
  }

  @Test("a step is what somebody hears: what was meant for those who left is none")
  func stepsOverThoseWhoLeft() throws {
    var replay = try Self.replay(
      #"{"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"websocket"}"#,
      #"{"k":"ev","n":2,"t":0,"c":"A","dir":"s2c","cause":1,"event":"hello","args":[]}"#,
      mode: .stepped)
    for connection in 1...3 {
      _ = replay.connected(connection, auth: nil, at: .zero)
      if connection < 3 { replay.disconnected(connection) }
    }
    var heard = replay.step(at: .zero)
    #expect(
      heard == [
        .emit(
          connection: 3, namespace: "/", name: "hello", arguments: [], attachments: [],
          acknowledgement: nil)
      ])
    for connection in 3...4 { replay.disconnected(connection) }
    heard = replay.step(at: .zero)
    #expect(heard == [])
  }
}

extension ReplayAction {
  /// The connection that hears an event or an acknowledgement.
  fileprivate var listener: Int? {
    switch self {
    case .emit(let connection, _, _, _, _, _), .acknowledge(let connection, _, _, _, _): connection
    default: nil
    }
  }
}
