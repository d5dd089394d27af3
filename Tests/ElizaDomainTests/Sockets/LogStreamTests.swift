import ElizaDomain
import ElizaModel
import JSON
import Testing

@Suite struct LogStreamTests {
  private func entry(_ level: Int, _ agent: String? = nil) -> LogEntry {
    LogEntry(
      time: Timestamp(milliseconds: 5), level: JSON(level), message: "line",
      extra: agent.map { ["agentName": .string($0)] } ?? [:])
  }

  private func subscribed(_ profile: Profile = .lenient) -> Realtime {
    let realtime = Realtime(profile)
    realtime.connect("A")
    realtime.connect("B")
    realtime.emit("A", "subscribe_logs")
    _ = realtime.received("A")
    return realtime
  }

  @Test(arguments: Profile.all)
  func `subscribing is confirmed in every release`(profile: Profile) {
    let realtime = Realtime(profile)
    realtime.connect("A")
    realtime.emit("A", "update_log_filters", ["level": "error"])
    realtime.emit("A", "unsubscribe_logs")
    realtime.emit("A", "subscribe_logs")
    realtime.emit("A", "update_log_filters", ["level": "error"])
    realtime.emit("A", "update_log_filters", ["agentName": "Eliza", "x": 1])
    realtime.emit("A", "update_log_filters", [:])
    realtime.emit("A", "update_log_filters")
    realtime.emit("A", "subscribe_logs")
    realtime.emit("A", "update_log_filters", "text")
    let filters = #"{"level":"error","agentName":"Eliza","x":1}"#
    let yes =
      #"["log_subscription_confirmed",{"subscribed":true,"message":"Successfully subscribed to log stream"}]"#
    #expect(
      realtime.received("A").map(\.text) == [
        #"["log_filters_updated",{"success":false,"error":"Not subscribed to log stream"}]"#,
        #"["log_subscription_confirmed",{"subscribed":false,"message":"Successfully unsubscribed from log stream"}]"#,
        yes, #"["log_filters_updated",{"success":true,"filters":{"level":"error"}}]"#,
        #"["log_filters_updated",{"success":true,"filters":\#(filters)}]"#,
        #"["log_filters_updated",{"success":true,"filters":\#(filters)}]"#,
        #"["log_filters_updated",{"success":true,"filters":\#(filters)}]"#, yes,
        #"["log_filters_updated",{"success":true,"filters":{}}]"#,
      ])
  }

  @Test func `filters are bounded in number`() {
    let realtime = subscribed()
    for index in 0..<40 { realtime.emit("A", "update_log_filters", ["x\(index)": JSON(index)]) }
    let answers = realtime.received("A")
    #expect(answers.map { $0.at("[1].success") == true } == (0..<40).map { $0 < 16 })
    #expect(answers.last?.text == LogStreamTests.refusal)
    realtime.emit("A", "update_log_filters", ["x3": "changed"])
    let filters = realtime.received("A").first?.at("[1].filters")
    #expect(filters?.objectValue?.count == 16)
    #expect(filters?["x3"] == "changed")
    let many = JSON.object(JSONObject((0..<17).map { ("y\($0)", JSON(1)) }))
    realtime.emit("A", "subscribe_logs")
    realtime.emit("A", "update_log_filters", many)
    #expect(realtime.received("A").last?.text == LogStreamTests.refusal)
  }

  @Test func `filters are bounded in length, and those before them go on`() {
    let realtime = subscribed()
    let long = JSON.string(String(repeating: "x", count: 1_500))
    let changes: [JSON] = [
      ["level": "error", "a": long], ["level": "error", "b": long], ["level": "trace", "c": long],
    ]
    let answers = changes.map { change in
      realtime.emit("A", "update_log_filters", change, withCallback: true)
    }
    #expect(answers.map { $0?.at("[0].success") == true } == [true, true, false])
    #expect(realtime.received("A").last?.text == LogStreamTests.refusal)
    for level in [10, 50] { realtime.events.log(entry(level)) }
    #expect(realtime.received("A").map { $0.at("[1].payload.level") == 50 } == [true])
  }

  private static let refusal =
    #"["log_filters_updated",{"success":false,"error":"Too many or too long log filters"}]"#

  @Test func `entries reach subscribers only, until they leave`() {
    let realtime = subscribed()
    realtime.events.log(entry(30))
    #expect(realtime.received("B") == [])
    #expect(
      realtime.received("A").map(\.text) == [
        #"["log_stream",{"type":"log_entry","payload":{"time":5,"level":30,"msg":"line"}}]"#
      ])
    realtime.emit("A", "unsubscribe_logs")
    _ = realtime.received("A")
    realtime.events.log(entry(30))
    #expect(realtime.received("A") == [])
    realtime.emit("A", "subscribe_logs")
    realtime.disconnect("A")
    _ = realtime.received("A")
    realtime.events.log(entry(30))
    #expect(realtime.received("A") == [])
  }

  @Test func `entries go to their subscribers in the same order in every run`() {
    let realtime = Realtime()
    let ids = (10..<40).map { "socket \($0)" }
    for id in ids.reversed() {
      realtime.connect(id)
      realtime.emit(id, "subscribe_logs")
    }
    realtime.events.log(entry(30))
    #expect(realtime.outlet.addressees.suffix(30) == ids[...])
  }

  @Test(arguments: [
    (#""all""#, [10, 30, 60]), (#""""#, [10, 30, 60]), (#""info""#, [30, 60]), (#""fatal""#, [60]),
    (#""unheard-of""#, []), ("30", [30, 60]), ("null", [10, 30, 60]),
  ])
  func `levels are filtered`(text: String, expected: [Int]) throws {
    let level = try JSON(parsing: text)
    let realtime = subscribed()
    realtime.emit("A", "update_log_filters", ["level": level])
    _ = realtime.received("A")
    for level in [10, 30, 60] { realtime.events.log(entry(level)) }
    #expect(
      realtime.received("A").compactMap { $0.at("[1].payload.level")?.intValue }
        == expected.map(Int64.init))
  }

  @Test(arguments: [
    (Profile.lenient, ["Eliza"]), (.v1_4_2, ["Eliza"]), (.v1_6_4, []), (.v1_6_5, []), (.v1_7_2, []),
  ])
  func `agents can be told apart where entries name them`(profile: Profile, expected: [String]) {
    let realtime = subscribed(profile)
    realtime.emit("A", "update_log_filters", ["agentName": "Eliza"])
    _ = realtime.received("A")
    for name in ["Eliza", "Nova", nil] { realtime.events.log(entry(30, name)) }
    #expect(
      realtime.received("A").compactMap { $0.at("[1].payload.agentName")?.stringValue } == expected)
  }

  @Test(arguments: [
    (Profile.lenient, 1), (.v1_4_2, 1), (.v1_6_4, 0), (.v1_6_5, 0), (.v1_7_2, 1),
  ])
  func `some releases confirm and deliver nothing`(profile: Profile, expected: Int) {
    let realtime = subscribed(profile)
    realtime.emit("A", "update_log_filters", ["agentName": "all"])
    _ = realtime.received("A")
    realtime.events.log(entry(30, "Eliza"))
    #expect(realtime.received("A").count == expected)
  }
}
