import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import Testing

/// §4.12: the newest messages, or those before a moment, make a title.
@Suite struct ChannelTitleTests {
  private static let tooFew: JSON = [
    "success": true,
    "data": [
      "title": .null, "channelId": .string(.bob),
      "reason": "Not enough messages to generate a title",
    ],
  ]

  /// Six messages, a second apart.
  private func start(_ profile: Profile) -> RESTAPI {
    let world = World.testing(profile)
    let channel = world.makeChannel(ChannelDraft(id: .bob, name: "c", type: "DM"))
    for text in ["one fish", "two fish", "red fish", "blue fish", "old fish", "new fish"] {
      world.say(text, in: channel)
      world.clock.advance(by: .seconds(1))
    }
    return .testing(world)
  }

  private func title(_ query: String, _ profile: Profile = .v1_7_2) -> JSON {
    start(profile).call(
      .post, "/api/messaging/channels/\(String.bob)/generate-title" + query,
      ["agentId": .string(.eliza)]
    ).json
  }

  @Test(arguments: [
    ("", "One Fish"), ("?limit=4", "Red Fish"), ("?limit=5", "Two Fish"),
    ("?limit=100", "One Fish"), ("?limit=x", "One Fish"), ("?limit=-1", "One Fish"),
    ("?before=1768817735123", "One Fish"), ("?limit=4&before=1768817735123", "Two Fish"),
    ("?before=0", "One Fish"), ("?limit=4&before=x", "Red Fish"),
  ])
  func section4_12_theNewestMessagesMakeTheTitle(query: String, title: JSON) {
    #expect(
      self.title(query)
        == ["success": true, "data": ["title": title, "channelId": .string(.bob)]])
  }

  @Test(arguments: [
    "?limit=3", "?limit=0", "?before=1768817733123", "?before=2026-01-19T10:15:35.123Z",
  ])
  func section4_12_fewerThanFourMakeNone(query: String) {
    #expect(title(query) == Self.tooFew)
  }

  @Test func section4_12_aDateIsUnderstoodByTheLenientProfile() {
    let title = title("?limit=4&before=2026-01-19T10:15:35.123Z", .lenient)
    #expect(title.at("data.title") == "Two Fish")
  }
}
