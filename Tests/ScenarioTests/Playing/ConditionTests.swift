import JSON
import Testing

@testable import Scenario

@Suite struct ConditionTests {
  private let message: MessageContext = {
    var message = MessageContext(
      text: "  Please   do\nRESEARCH  ", senderID: "u-1", senderName: "Ann", channelID: "c-1",
      turn: 3)
    message.channelName = "Help desk"
    message.payload = [
      "metadata": [
        "zone": "Europe/Berlin", "count": 2.0, "tags": ["a", ["b": true]], "none": nil,
        "object": ["x": 1, "y": "z"],
      ],
      "attachments": [["contentType": "image/png"], ["contentType": "audio"]],
    ]
    return message
  }()

  private func holds(_ condition: Condition) -> Bool {
    var captures = Captures()
    return condition.holds(in: MatchScope(message, state: ["step": "2"]), &captures)
  }

  private func path(_ path: String, _ value: Condition.ValueCondition) -> Condition {
    .path(.init(path: path, value: value))
  }

  @Test func `texts`() throws {
    #expect(holds(.text(.equals("Please do RESEARCH"))))
    #expect(holds(.text(.equals(" Please\tdo  RESEARCH"))))
    #expect(!holds(.text(.equals("please do research"))))
    #expect(holds(.text(.contains("DO   research"))))
    #expect(!holds(.text(.contains("dor"))))
    #expect(holds(.text(.any([.equals("x"), .contains("please")]))))
    #expect(!holds(.text(.any([]))))
    #expect(holds(.text(.regex(try Pattern("^Please\\s+do\n(?i)research$")))))
    #expect(!holds(.text(.regex(try Pattern("research")))))
  }

  @Test func `places in the message`() {
    #expect(holds(path("metadata.zone", .exists(true))))
    #expect(holds(path("metadata.none", .exists(true))))
    #expect(!holds(path("metadata.zone.x", .exists(true))))
    #expect(holds(path("metadata.nowhere", .exists(false))))
    #expect(holds(path("metadata.count", .equals(2))))
    #expect(holds(path("metadata.tags.1.b", .equals(true))))
    #expect(holds(path("metadata.tags[0]", .text(.equals("a")))))
    #expect(!holds(path("metadata.tags.7", .exists(true))))
    #expect(holds(path("metadata.object", .equals(["y": "z", "x": 1.0]))))
    #expect(!holds(path("metadata.object", .equals(["y": "z"]))))
    #expect(!holds(path("metadata.object", .text(.contains("x")))))
    #expect(holds(path("metadata.none", .equals(nil))))
  }

  @Test func `sender, room, turn and state`() {
    #expect(holds(.sender(.equals("u-1"))) && holds(.sender(.equals("Ann"))))
    #expect(!holds(.sender(.equals("Bob"))))
    #expect(holds(.room(.equals("c-1"))) && holds(.room(.contains("help"))))
    #expect(holds(.turn(.init(equals: 3))) && !holds(.turn(.init(atLeast: 4))))
    #expect(holds(.turn(.init(atLeast: 2, atMost: 3))) && !holds(.turn(.init(atMost: 2))))
    #expect(holds(.state(.init(name: "step", value: .equals(2)))))
    #expect(holds(.state(.init(name: "step", value: .text(.equals("2"))))))
    #expect(holds(.state(.init(name: "other", value: .exists(false)))))
  }

  @Test func `attachments by type and family`() {
    #expect(holds(.attachment(.init())))
    #expect(!holds(.attachment(.init(isPresent: false))))
    #expect(holds(.attachment(.init(type: "image/png"))))
    #expect(holds(.attachment(.init(type: "image/*"))) && holds(.attachment(.init(type: "Image"))))
    #expect(holds(.attachment(.init(type: "audio/*"))))
    #expect(!holds(.attachment(.init(type: "image/gif"))))
    #expect(holds(.attachment(.init(isPresent: false, type: "video"))))
  }

  @Test func `all, any and not`() {
    let yes = Condition.always
    let no = Condition.not(.always)
    #expect(holds(.all([yes, yes])) && !holds(.all([yes, no])) && holds(.all([])))
    #expect(holds(.any([no, yes])) && !holds(.any([no])) && !holds(.any([])))
    #expect(holds(.not(no)))
  }

  @Test func `captures come from what held, the first of a name counts`() throws {
    let first = Condition.text(.regex(try Pattern("(?<word>Please)")))
    let second = Condition.text(.regex(try Pattern("(do)\\s(?<word>\\w+)")))
    var captures = Captures()
    #expect(
      Condition.all([first, .not(.text(.regex(try Pattern("(never)")))), second])
        .holds(in: MatchScope(message, state: [:]), &captures))
    #expect(
      captures["1"] == "Please" && captures["word"] == "Please" && captures["2"] == "RESEARCH")
  }
}
