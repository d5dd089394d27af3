import ElizaModel
import HTTP1
import JSON
import Testing

@testable import ElizaDomain

/// Section 11.1 of the HTTP contract.
@Suite struct ServerLogTests {
  private let path = "/api/server/logs"

  private func world(_ profile: Profile = .lenient) -> World {
    let world = World.testing(profile)
    for (text, level) in [("one", 30), ("two", 40), ("three", 20), ("four", 50)] as [(String, JSON)]
    {
      world.log.append(LogEntry(time: world.clock.now, level: level, message: text))
      world.clock.advance(by: .seconds(1_000))
    }
    return world
  }

  private func texts(_ answer: MemoryExchange) -> [JSON?] {
    answer.json["logs"]?.arrayValue?.map { $0["msg"] } ?? []
  }

  @Test func `the lines of the last hour come oldest first`() {
    let world = world()
    let answer = RESTAPI.testing(world).call(.get, path)
    #expect(answer.status == 200)
    #expect(texts(answer) == ["two", "three", "four"])
    #expect(
      answer.json["logs"]?[0] == ["time": 1_768_818_730_123, "level": 40, "msg": "two"])
    var rest = answer.json.objectValue ?? [:]
    rest["logs"] = nil
    #expect(
      JSON.object(rest) == [
        "count": 3, "total": 4, "requestedLevel": "all", "agentName": "all", "agentId": "all",
        "levels": [
          "fatal", "error", "warn", "info", "log", "progress", "success", "debug", "trace",
        ],
      ])
  }

  @Test(arguments: [
    ("since=0", ["one", "two", "three", "four"]), ("since=0&limit=2", ["three", "four"]),
    ("since=0&limit=0", ["one", "two", "three", "four"]), ("since=0&limit=-3", ["four"]),
    ("since=0&limit=-1e300", []), ("since=0&limit=1e300", ["one", "two", "three", "four"]),
    ("since=0&limit=1.9", ["four"]), ("since=0&limit=Infinity", ["one", "two", "three", "four"]),
    ("since=-1e300", ["one", "two", "three", "four"]),
    ("since=9999999999999", []), ("since=x", []), ("since=0&level=warn", ["two"]),
    ("since=0&level=debug", ["three"]), ("since=0&level=trace", []),
    ("since=0&level=nonsense", ["one"]), ("since=0&limit=99999", ["one", "two", "three", "four"]),
    ("since=0&agentName=Eliza", ["one", "two", "three", "four"]),
  ])
  func `the query chooses among them`(query: String, expected: [String]) {
    let world = world()
    let api = RESTAPI.testing(world)
    #expect(texts(api.call(.get, "\(path)?\(query)")) == expected.map(JSON.string))
    let posted = api.call(.post, "\(path)?\(query)", ["limit": 1, "level": "fatal"])
    #expect(texts(posted) == expected.map(JSON.string), "a body counts for nothing")
  }

  @Test func `lines about an agent are found by its name or id`() {
    let world = world()
    world.log.append(
      LogEntry(
        time: world.clock.now, level: 30, message: "five",
        extra: ["agentName": "Eliza", "agentId": .string(.eliza)]))
    let api = RESTAPI.testing(world)
    for query in ["agentName=Eliza", "agentId=\(String.eliza)"] {
      let answer = api.call(.get, "\(path)?\(query)")
      #expect(texts(answer) == ["five"])
      #expect(answer.json["logs"]?[0]?["agentName"] == "Eliza")
    }
    #expect(texts(api.call(.get, "\(path)?agentName=Nova")) == [])
  }

  @Test func `later releases cannot tell agents apart`() {
    let world = world(.v1_7_2)
    world.log.append(
      LogEntry(
        time: world.clock.now, level: 30, message: "five", extra: ["agentName": "Eliza"]))
    let api = RESTAPI.testing(world)
    let answer = api.call(.get, "\(path)?agentName=Nova&limit=1")
    #expect(
      answer.json["logs"] == [["time": 1_768_821_730_123, "level": 30, "msg": "five"]])
    #expect(api.call(.get, "\(path)?agentId=all").status == 400)
  }

  @Test func `it can be emptied`() {
    let world = world()
    let api = RESTAPI.testing(world)
    let answer = api.call(.delete, path)
    #expect(answer.status == 200)
    #expect(answer.json == ["status": "success", "message": "Logs cleared successfully"])
    #expect(api.call(.get, path).json["total"] == 0)
  }

  @Test func `it keeps so many lines and so much of each`() {
    for (profile, limit) in [(Profile.lenient, 1_000), (.v1_7_2, 100)] {
      let world = World.testing(profile)
      for number in 0..<1_500 {
        world.log.append(LogEntry(time: world.clock.now, level: 30, message: "\(number)"))
      }
      #expect(world.log.entries.count == limit)
      #expect(world.log.entries.first?.message == "\(1_500 - limit)")
    }
    let log = ServerLog(limit: 1)
    let text = String(repeating: "x", count: 5_000)
    log.append(LogEntry(time: Timestamp(milliseconds: 0), level: 30, message: text))
    #expect(log.entries.first?.message == String(repeating: "x", count: 4_096) + "…")
  }
}
