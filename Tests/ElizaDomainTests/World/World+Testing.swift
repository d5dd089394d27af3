import ElizaDomain
import ElizaModel
import HostInterface

extension World {
  /// A world at 2026-01-19T10:15:30.123Z with the agent every test knows.
  static func testing(
    _ profile: Profile = .lenient, retention: Retention = Retention(), agents: [Agent]? = nil
  ) -> World {
    let clock = WorldClock(start: Timestamp(milliseconds: 1_768_817_730_123))
    let world = World(
      profile: profile, clock: clock, random: RandomSource(seed: 1), retention: retention)
    let eliza = Agent(id: .eliza, name: "Eliza", createdAt: clock.now)
    for agent in agents ?? [eliza] { world.add(agent) }
    return world
  }

  /// Stores a text as the user would.
  @discardableResult
  func say(_ text: String, in channel: Channel) -> StoredMessage {
    store(
      MessageDraft(
        authorID: .ann, content: .text(text), body: .parts(raw: nil, metadata: nil)),
      in: channel)
  }
}

extension String {
  /// The agent every test knows.
  static let eliza = "b850bc30-45f8-0041-a00a-83df46d8555d"
  /// A user.
  static let ann = "5f0c2b1e-7a44-4d7c-9f0e-1c2d3e4f5a6b"
  /// Another user.
  static let bob = "0b6de1fa-8f5d-4ac3-8a52-7be0c2f4d202"
}
