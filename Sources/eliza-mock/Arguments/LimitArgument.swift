import ArgumentParser
import MockServer

/// A bound on what the server keeps, as typed: `NAME=COUNT`.
struct LimitArgument: ExplainedArgument {
  /// What can be bounded from the command line; the library has the rest.
  enum Name: String, CaseIterable {
    case connections
    case sessions
    case channels
    case messages
    case channelMessages = "channel-messages"
    case agents
    case turns
    case files
    case runs
    case journal

    /// What may be bounded to nothing.
    var leastCount: Int { self == .journal ? 0 : 1 }
  }

  let name: Name
  let count: Int

  static var expectation: String {
    "NAME=COUNT with a count above 0, or 0 for no journal, and one of the names "
      + Name.allCases.map(\.rawValue).joined(separator: ", ")
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let name = Name(rawValue: String(parts[0])),
      parts[1].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let count = Int(parts[1]),
      count >= name.leastCount
    else { return nil }
    self.name = name
    self.count = count
  }

  /// Every name with its default, for the help.
  static var summary: String {
    let defaults = MockServerConfiguration.Limits()
    return Name.allCases.map { "\($0.rawValue)=\(defaults[keyPath: $0.path])" }
      .joined(separator: ", ")
  }

  /// Sets the bound.
  func apply(to limits: inout MockServerConfiguration.Limits) {
    limits[keyPath: name.path] = count
  }
}

extension LimitArgument.Name {
  /// Where the limits keep it.
  fileprivate var path: WritableKeyPath<MockServerConfiguration.Limits, Int> {
    switch self {
    case .connections: \.connections
    case .sessions: \.world.sessions
    case .channels: \.world.channels
    case .messages: \.world.messages
    case .channelMessages: \.world.messagesPerChannel
    case .agents: \.world.agents
    case .turns: \.world.turns
    case .files: \.world.mediaFiles
    case .runs: \.world.runs
    case .journal: \.world.journal
    }
  }
}
