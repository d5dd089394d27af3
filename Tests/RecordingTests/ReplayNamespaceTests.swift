import ElizaModel
import JSON
import Testing

@testable import Recording

/// Several namespaces on one connection.
@Suite struct ReplayNamespaceTests {
  /// As JavaScript's and Python's clients do it: both namespaces are asked for before either answer comes.
  private static let seen: [(Observation, Int)] = [
    (.opening(connection: 1, namespace: "/", transport: "websocket", auth: nil), 0),
    (.opening(connection: 1, namespace: "/logs", transport: "websocket", auth: nil), 0),
    (.accepted(connection: 1, namespace: "/", socket: "AAAAAAAAAAAAAAAAAAAA"), 5),
    (.accepted(connection: 1, namespace: "/logs", socket: "BBBBBBBBBBBBBBBBBBBB"), 6),
    (asks(.toClient, in: "/"), 10), (asks(.toClient, in: "/logs"), 20),
    (answers(.toServer, in: "/", "main"), 30), (answers(.toServer, in: "/logs", "logs"), 40),
    (asks(.toServer, in: "/logs"), 50), (asks(.toServer, in: "/"), 60),
    (answers(.toClient, in: "/logs", "of logs"), 70), (answers(.toClient, in: "/", "of main"), 80),
  ]

  private static func asks(_ direction: Direction, in namespace: String) -> Observation {
    .event(
      connection: 1, direction: direction, namespace: namespace, name: "ask", arguments: [],
      attachments: [], acknowledgement: 0)
  }

  private static func answers(
    _ direction: Direction, in namespace: String, _ text: String
  ) -> Observation {
    .acknowledgement(
      connection: 1, direction: direction, namespace: namespace, number: 0,
      arguments: [.string(text)], attachments: [])
  }

  private static func fixture() throws -> Fixture {
    var recorder = FixtureRecorder(FixtureHead(recordedAt: Timestamp(milliseconds: 0)))
    var lines = [try recorder.begin()]
    for (observation, time) in seen {
      lines += try recorder.record(observation, at: .milliseconds(time))
    }
    lines.append(try recorder.end(at: .milliseconds(100)))
    return try Fixture(lines)
  }

  /// A replay of the lines of a file, its head left out.
  private static func replay(_ lines: String) throws -> Replay {
    Replay(
      try DriftTests.fixture(lines),
      options: ReplayOptions(seed: 7, start: Timestamp(milliseconds: 0)))
  }

  @Test("what is said in a namespace comes of what was done there")
  func findsCauses() throws {
    let causes = try Self.fixture().lines.map(\.cause)
    #expect(causes == [nil, nil, nil, 1, 2, 1, 2, nil, nil, nil, nil, 9, 10, nil])
  }

  @Test("the recording is the same once it is replayed")
  func replaysAgainstItself() throws {
    #expect(RoundTrip.difference(in: try Self.fixture()) == nil)
  }

  @Test("a live socket of each namespace is who was recorded there")
  func bindsSockets() throws {
    let fixture = try Self.fixture()
    var replay = Replay(
      fixture, options: ReplayOptions(seed: 7, start: Timestamp(milliseconds: 0)))
    #expect(replay.namespaces == ["/", "/logs"])
    for namespace in ["/", "/logs"] {
      let isKnown = replay.asked(1, namespace: namespace, auth: nil, at: .zero)
      let refusal = replay.refusal(of: 1, namespace: namespace, at: .zero)
      #expect(isKnown && refusal == nil)
      replay.opened(1, namespace: namespace, socket: "live \(namespace)", at: .zero)
    }
    let isOtherKnown = replay.asked(1, namespace: "/other", auth: nil, at: .zero)
    #expect(!isOtherKnown)
    #expect(replay.value(of: "{socket:1}", for: 0) == "live /")
    #expect(replay.value(of: "{socket:2}", for: 0) == "live /logs")
    let said = replay.advance(to: .milliseconds(20))
    #expect(said.count == 2)
    let misses = ["/": "main", "/logs": "logs"].flatMap { namespace, text in
      replay.acknowledged(
        1, namespace: namespace, number: 0, arguments: [.string(text)], at: .milliseconds(40))
    }
    #expect(misses == [])
    // The opening and the acknowledgement of each.
    #expect(replay.playedCount == 4)
  }

  @Test("a socket is put out of one namespace, and asks in vain for nothing when it leaves it")
  func leavesOneOfSeveral() throws {
    let text = """
      {"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"websocket"}
      {"k":"open","n":2,"t":0,"c":"A","dir":"c2s","ns":"/x","transport":"websocket"}
      {"k":"open","n":3,"t":1,"c":"A","dir":"s2c","cause":1,"id":"{socket:1}"}
      {"k":"open","n":4,"t":1,"c":"A","dir":"s2c","ns":"/x","cause":2,"id":"{socket:2}"}
      {"k":"ev","n":5,"t":10,"c":"A","dir":"c2s","ns":"/x","event":"kick","args":[]}
      {"k":"ev","n":6,"t":15,"c":"A","dir":"s2c","ns":"/x","cause":5,"event":"why","args":[],"ack":1}
      {"k":"shut","n":7,"t":20,"c":"A","dir":"s2c","cause":5,"ns":"/x","reason":"io server disconnect"}
      {"k":"open","n":8,"t":30,"c":"A","dir":"c2s","ns":"/x","transport":"websocket"}
      {"k":"open","n":9,"t":31,"c":"A","dir":"s2c","ns":"/x","cause":8,"id":"{socket:3}"}
      {"k":"ack","n":10,"t":32,"c":"A","dir":"c2s","ns":"/x","ack":1,"args":[]}
      {"k":"shut","n":11,"t":40,"c":"A","dir":"c2s","ns":"/","reason":"io client disconnect"}
      {"k":"ev","n":12,"t":50,"c":"A","dir":"c2s","ns":"/x","event":"hi","args":[]}
      {"k":"ev","n":13,"t":60,"c":"A","dir":"s2c","ns":"/x","cause":12,"event":"back","args":[]}
      """
    let fixture = try DriftTests.fixture(text)
    let again = try Fixture(parsing: fixture.serialized)
    #expect(again.lines == fixture.lines)
    var replay = Replay(
      fixture, options: ReplayOptions(seed: 7, start: Timestamp(milliseconds: 0)))
    for namespace in ["/", "/x"] {
      _ = replay.connected(7, namespace: namespace, auth: nil, at: .zero)
    }
    _ = replay.received(7, namespace: "/x", name: "kick", arguments: [], at: .zero)
    let out = replay.advance(to: .milliseconds(10))
    #expect(
      out.last == .close(connection: 7, namespace: "/x", reason: "io server disconnect"))
    #expect(replay.awaited[7]?.isEmpty == true)
    let back = replay.connected(7, namespace: "/x", auth: nil, at: .milliseconds(20))
    let later = replay.advance(to: .milliseconds(21))
    guard case .accept(7, "/x", _)? = (back + later).first else {
      Issue.record("it is not let in again: \(back + later)")
      return
    }
    replay.disconnected(7, namespace: "/")
    _ = replay.received(7, namespace: "/x", name: "hi", arguments: [], at: .milliseconds(30))
    let heard = replay.advance(to: .milliseconds(40))
    guard case .emit(7, "/x", "back", _, _, _)? = heard.first else {
      Issue.record("it hears nothing: \(heard)")
      return
    }
  }

  @Test("what was on its way to a socket that left is not for the one that comes back")
  func forgetsWhatWaited() throws {
    let text = """
      {"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"websocket"}
      {"k":"open","n":2,"t":0,"c":"A","dir":"c2s","ns":"/x","transport":"websocket"}
      {"k":"ev","n":3,"t":10,"c":"A","dir":"c2s","ns":"/x","event":"slow","args":[],"ack":0}
      {"k":"ev","n":4,"t":20,"c":"A","dir":"c2s","ns":"/x","event":"other","args":[],"ack":1}
      {"k":"ack","n":5,"t":30,"c":"A","dir":"s2c","ns":"/x","cause":4,"ack":1,"args":["other"]}
      {"k":"ack","n":6,"t":1500,"c":"A","dir":"s2c","ns":"/x","cause":3,"ack":0,"args":["slow"]}
      {"k":"ev","n":7,"t":1600,"c":"A","dir":"s2c","ns":"/x","cause":3,"event":"news","args":[]}
      """
    for leaves in [false, true] {
      var replay = try Self.replay(text)
      func come() { _ = replay.connected(1, namespace: "/x", auth: nil, at: .zero) }
      _ = replay.connected(1, namespace: "/", auth: nil, at: .zero)
      come()
      _ = replay.received(
        1, namespace: "/x", name: "slow", arguments: [], acknowledgement: 1, at: .zero)
      if leaves {
        replay.disconnected(1, namespace: "/x")
        come()
      }
      _ = replay.received(
        1, namespace: "/x", name: "other", arguments: [], acknowledgement: 1, at: .zero)
      let said = replay.advance(to: .seconds(5)).map { action in
        switch action {
        case .acknowledge(_, _, let number, let arguments, _): "\(number) \(arguments[0].text)"
        case .emit(_, _, let name, _, _, _): name
        default: "\(action)"
        }
      }
      #expect(said == (leaves ? [#"1 "other""#] : [#"1 "other""#, #"1 "slow""#, "news"]))
    }
  }

  @Test("who stays in a namespace hears the answer to one who has left it")
  func othersHearOn() throws {
    var replay = try Self.replay(
      """
      {"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"websocket"}
      {"k":"open","n":2,"t":0,"c":"A","dir":"c2s","ns":"/x","transport":"websocket"}
      {"k":"open","n":3,"t":0,"c":"B","dir":"c2s","ns":"/x","transport":"websocket","auth":{"b":1}}
      {"k":"ev","n":4,"t":10,"c":"A","dir":"c2s","ns":"/x","event":"hi","args":[]}
      {"k":"ev","n":5,"t":20,"c":"A","dir":"s2c","ns":"/x","cause":4,"event":"to A","args":[]}
      {"k":"ev","n":6,"t":30,"c":"B","dir":"s2c","ns":"/x","cause":4,"event":"to B","args":[]}
      """)
    _ = replay.connected(1, namespace: "/", auth: nil, at: .zero)
    _ = replay.connected(1, namespace: "/x", auth: nil, at: .zero)
    _ = replay.connected(2, namespace: "/x", auth: ["b": 1], at: .zero)
    _ = replay.received(1, namespace: "/x", name: "hi", arguments: [], at: .zero)
    replay.disconnected(1, namespace: "/x")
    let said = replay.advance(to: .seconds(1))
    guard said.count == 1, case .emit(2, "/x", "to B", _, _, _)? = said.first else {
      Issue.record("the other hears \(said)")
      return
    }
  }

  @Test("a connection that plays two recorded ones is put out of the namespace of one")
  func isPutOutOfOne() throws {
    let text = """
      {"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"websocket"}
      {"k":"open","n":2,"t":0,"c":"B","dir":"c2s","ns":"/x","transport":"websocket"}
      {"k":"ev","n":3,"t":10,"c":"B","dir":"c2s","ns":"/x","event":"kick","args":[]}
      {"k":"shut","n":4,"t":20,"c":"B","dir":"s2c","cause":3,"reason":"io server disconnect"}
      """
    for namespaces in [["/", "/x"], ["/x"]] {
      var replay = try Self.replay(text)
      for namespace in namespaces {
        _ = replay.connected(1, namespace: namespace, auth: nil, at: .zero)
      }
      _ = replay.received(1, namespace: "/x", name: "kick", arguments: [], at: .zero)
      let said = replay.advance(to: .seconds(1))
      #expect(
        said == [
          .close(
            connection: 1, namespace: namespaces.count == 2 ? "/x" : nil,
            reason: "io server disconnect")
        ])
    }
  }

  @Test("a connection that is over plays nothing any more, whatever it played")
  func forgetsConnections() throws {
    let text = """
      {"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"websocket"}
      {"k":"open","n":2,"t":0,"c":"B","dir":"c2s","ns":"/logs","transport":"websocket"}
      """
    var replay = try Self.replay(text)
    for namespace in ["/", "/logs"] {
      _ = replay.connected(1, namespace: namespace, auth: nil, at: .zero)
    }
    #expect(replay.connections == [0: ["A": [1], "B": [1]]])
    replay.disconnected(1)
    #expect(replay.connections.isEmpty)
    #expect(replay.parts.isEmpty)
  }
}
