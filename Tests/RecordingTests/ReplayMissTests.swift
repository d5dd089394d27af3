import ElizaModel
import JSON
import Testing

@testable import Recording

/// What is said of something that nothing recorded fits.
@Suite struct ReplayMissTests {
  private static let recording = """
    {"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-19T10:15:30.000Z"}
    {"k":"req","n":1,"t":0,"x":1,"method":"POST","target":"/api/notes","json":{"title":"milk","tags":["a"],"size":1}}
    {"k":"res","n":2,"t":1,"x":1,"cause":1,"status":201}
    {"k":"req","n":3,"t":10,"x":2,"method":"POST","target":"/api/notes","json":{"title":"milk","tags":["b"],"size":2}}
    {"k":"res","n":4,"t":11,"x":2,"cause":3,"status":201}
    {"k":"req","n":5,"t":20,"x":3,"method":"POST","target":"/api/notes","json":{"title":"eggs","tags":["b"],"size":2}}
    {"k":"res","n":6,"t":21,"x":3,"cause":5,"status":201}
    {"k":"req","n":7,"t":30,"x":4,"method":"GET","target":"/api/notes/latest?limit=5&page=1"}
    {"k":"res","n":8,"t":31,"x":4,"cause":7,"status":200}
    {"k":"req","n":9,"t":40,"x":5,"method":"GET","target":"/api/agents"}
    {"k":"res","n":10,"t":41,"x":5,"cause":9,"status":200}
    {"k":"open","n":11,"t":50,"c":"A","dir":"c2s","transport":"websocket"}
    {"k":"ev","n":12,"t":60,"c":"A","dir":"c2s","event":"message","args":["hi"]}
    {"k":"ev","n":13,"t":61,"c":"A","dir":"c2s","event":"join","args":["room"]}
    {"k":"end","n":14,"t":99}

    """

  private static func replay(ignoring ignored: [String] = []) throws -> Replay {
    Replay(
      try Fixture(parsing: Array(recording.utf8)),
      options: ReplayOptions(
        speed: nil, seed: 7, start: Timestamp(milliseconds: 0), ignored: try IgnoredFields(ignored))
    )
  }

  private static func ask(
    _ replay: inout Replay, _ method: String, _ target: String, _ body: JSON? = nil
  ) -> String? {
    let actions = replay.requested(
      exchange: 1, method: method, target: target, body: body.map { .json($0) } ?? .none,
      at: .zero)
    guard case .miss(let miss)? = actions.first else { return nil }
    return miss.description
  }

  private static func note(_ title: String, _ tag: String, _ size: Int) -> JSON {
    ["title": .string(title), "tags": [.string(tag)], "size": JSON(size)]
  }

  @Test(
    "a field that is ignored may be another, more, less or missing",
    arguments: [
      (["json.size"], ["title": "eggs", "tags": ["b"], "size": 3]),
      (["json.size"], ["title": "eggs", "tags": ["b"]]),
      (["json.kind"], ["title": "eggs", "tags": ["b"], "size": 2, "kind": ["x": 1]]),
      (["json.tags"], ["title": "eggs", "tags": ["c", "d"], "size": 2]),
      (["json.tags[*]"], ["title": "eggs", "tags": ["c"], "size": 2]),
      (["json.tags[0]", "json.size"], ["title": "eggs", "tags": [["deep": 1]], "size": "2"]),
      (["json.*"], ["title": "salt"]), (["json"], ["unlike": "all"]),
    ] as [([String], JSON)])
  func ignoresFields(_ ignored: [String], _ body: JSON) throws {
    var replay = try Self.replay(ignoring: ignored)
    #expect(Self.ask(&replay, "POST", "/api/notes", body) == nil)
    var strict = try Self.replay()
    #expect(Self.ask(&strict, "POST", "/api/notes", body) != nil)
  }

  @Test(
    "what is not ignored still counts",
    arguments: [["json.siz"], ["json.size.deep"], ["json.tags[1]"], ["text"]])
  func ignoresNoMore(_ ignored: [String]) throws {
    var replay = try Self.replay(ignoring: ignored)
    #expect(
      Self.ask(&replay, "POST", "/api/notes", Self.note("eggs", "b", 3))
        == "nothing recorded fits POST /api/notes; the nearest is line 6, which differs at "
        + "json.size: recorded 2, got 3")
  }

  @Test(
    "what no field can be called is refused",
    arguments: ["size", "", "jsn.size", "path", "method", "event", "*", "[0]"])
  func refusesUnknownFields(_ path: String) {
    #expect(throws: IgnoredFields.UnknownField.self) { try IgnoredFields(["json.size", path]) }
  }

  @Test("an item of a query can be ignored")
  func ignoresQueryItems() throws {
    var replay = try Self.replay(ignoring: ["query.page"])
    #expect(Self.ask(&replay, "GET", "/api/notes/latest?limit=5&page=2") == nil)
    #expect(Self.ask(&replay, "GET", "/api/notes/latest?limit=5") == nil)
    #expect(Self.ask(&replay, "GET", "/api/notes/latest?limit=6&page=1") != nil)
  }

  @Test("the nearest is the one with the fewest fields that differ")
  func countsDifferences() throws {
    var replay = try Self.replay()
    #expect(
      Self.ask(&replay, "POST", "/api/notes", Self.note("eggs", "b", 3))
        == "nothing recorded fits POST /api/notes; the nearest is line 6, which differs at "
        + "json.size: recorded 2, got 3")
    #expect(
      Self.ask(&replay, "POST", "/api/notes", Self.note("salt", "a", 4))
        == "nothing recorded fits POST /api/notes; the nearest is line 2, which differs at "
        + #"json.title: recorded "milk", got "salt" (and 1 more)"#)
    let other: JSON = ["title": "salt", "tags": ["a", "b"], "size": 4, "kind": "x"]
    #expect(
      Self.ask(&replay, "POST", "/api/notes", other)
        == "nothing recorded fits POST /api/notes; the nearest is line 2, which differs at "
        + #"json.title: recorded "milk", got "salt" (and 3 more)"#)
  }

  @Test(
    "of lines that differ as much the nearest is one that was not played yet, then one close by")
  func prefersWhatIsToCome() throws {
    var replay = try Self.replay()
    let salt = Self.note("salt", "b", 2)
    #expect(Self.ask(&replay, "POST", "/api/notes", salt)?.contains("line 4,") == true)
    #expect(Self.ask(&replay, "POST", "/api/notes", Self.note("milk", "b", 2)) == nil)
    #expect(Self.ask(&replay, "POST", "/api/notes", salt)?.contains("line 6,") == true)
    #expect(Self.ask(&replay, "POST", "/api/notes", Self.note("eggs", "b", 2)) == nil)
    #expect(Self.ask(&replay, "POST", "/api/notes", salt)?.contains("line 6,") == true)
  }

  @Test("a path that nobody asked for is compared with those that somebody did, segment by segment")
  func comparesPaths() throws {
    var replay = try Self.replay()
    #expect(
      Self.ask(&replay, "GET", "/api/agent")
        == "nothing recorded fits GET /api/agent; the nearest is line 10, which differs at "
        + #"path: recorded "/api/agents", got "/api/agent""#)
    #expect(
      Self.ask(&replay, "POST", "/api/agents", Self.note("milk", "a", 1))
        == "nothing recorded fits POST /api/agents; the nearest is line 2, which differs at "
        + #"path: recorded "/api/notes", got "/api/agents""#)
    #expect(
      Self.ask(&replay, "DELETE", "/api/agents")
        == "nothing recorded fits DELETE /api/agents; the nearest is line 10, which differs at "
        + #"method: recorded "GET", got "DELETE""#)
    #expect(
      Self.ask(&replay, "GET", "/api/notes/latest?limit=6&sort=up")
        == "nothing recorded fits GET /api/notes/latest?limit=6&sort=up; the nearest is line 8, "
        + #"which differs at query.limit: recorded "limit=5", got "limit=6" (and 2 more)"#)
  }

  @Test("an event that nobody sent is compared with those whose names are like it")
  func comparesNames() throws {
    var replay = try Self.replay()
    _ = replay.connected(1, auth: nil, at: .zero)
    let missed = replay.received(1, name: "massage", arguments: ["hi"], at: .zero)
    guard case .miss(let miss)? = missed.first else {
      Issue.record("\(missed)")
      return
    }
    #expect(
      miss.description
        == "nothing recorded fits event 'massage'; the nearest is line 13, which differs at "
        + #"event: recorded "message", got "massage""#)
  }

  @Test("where nothing of the kind is recorded nothing is near")
  func knowsNothing() throws {
    let head = Self.recording.prefix { $0 != "\n" }
    var replay = Replay(
      try Fixture(parsing: Array("\(head)\n".utf8)),
      options: ReplayOptions(seed: 7, start: Timestamp(milliseconds: 0)))
    #expect(Self.ask(&replay, "GET", "/api/agents") == "nothing recorded fits GET /api/agents")
  }
}
