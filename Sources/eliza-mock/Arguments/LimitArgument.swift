import ArgumentParser
import MockServer
import Scenario

/// A bound on what the server keeps, takes or waits for, as typed: `NAME=COUNT`, or `NAME=TIME`.
///
/// Bodies and files have options of their own, named and written as real servers have them.
struct LimitArgument: ExplainedArgument {
  /// What can be bounded.
  enum Name: String, CaseIterable {
    case connections
    case sessions
    case channels
    case messages
    case channelMessages = "channel-messages"
    case messageBytes = "message-bytes"
    case metadataBytes = "metadata-bytes"
    case agents
    case messageServers = "message-servers"
    case participants
    case turns
    case files
    case jobs
    case jobBytes = "job-bytes"
    case runs
    case runBytes = "run-bytes"
    case journal
    case lineBytes = "line-bytes"
    case headers
    case headerBytes = "header-bytes"
    case payloadBytes = "payload-bytes"
    case engineSessions = "engine-sessions"
    case namespaces
    case rooms
    case acknowledgements
    case attachments
    case queuedPackets = "queued-packets"
    case queuedBytes = "queued-bytes"
    case handshakeTime = "handshake-time"
    case idleTime = "idle-time"
    case headTime = "head-time"
    case bodyPause = "body-pause"
    case bodyTime = "body-time"
    case connectTime = "connect-time"
    case attachmentTime = "attachment-time"
    case pingInterval = "ping-interval"
    case pingTimeout = "ping-timeout"
    case upgradeTime = "upgrade-time"
    case fetchTime = "fetch-time"
    case closeTime = "close-time"

    /// No journal may be kept; what is queued has to hold the head of an answer at least.
    var leastCount: Int {
      switch self {
      case .journal: 0
      case .queuedBytes: 65_536
      default: 1
      }
    }
  }

  /// The highest count, so that sums of counts never overflow.
  private static let highestCount = 1_000_000_000

  private let change: (inout MockServerConfiguration.Limits) -> Void

  static var expectation: String {
    "NAME=COUNT with a count from 1 to \(highestCount) (queued-bytes from 65536, journal from 0), or "
      + "NAME=TIME from 1ms to 1000h such as ping-interval=5s, and one of the names "
      + Name.allCases.map(\.rawValue).joined(separator: ", ")
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let name = Name(rawValue: String(parts[0])) else { return nil }
    switch name.place {
    case .count(let place):
      guard let count = Self.count(parts[1], of: name) else { return nil }
      change = { $0[keyPath: place] = count }
    case .profileCount(let place):
      guard let count = Self.count(parts[1], of: name) else { return nil }
      change = { $0[keyPath: place] = count }
    case .time(let place):
      guard let time = Self.time(parts[1]) else { return nil }
      change = { $0[keyPath: place] = time }
    case .profileTime(let place):
      guard let time = Self.time(parts[1]) else { return nil }
      change = { $0[keyPath: place] = time }
    }
  }

  private static func time(_ text: Substring) -> Duration? {
    guard let time = try? DurationText.parse(text), time >= .milliseconds(1) else { return nil }
    return time
  }

  private static func count(_ text: Substring, of name: Name) -> Int? {
    guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let count = Int(text),
      count >= name.leastCount, count <= highestCount
    else { return nil }
    return count
  }

  /// Every name with its default, for the help.
  static var summary: String {
    let defaults = MockServerConfiguration.Limits()
    return Name.allCases.map { "\($0.rawValue)=\($0.place.text(in: defaults))" }
      .joined(separator: ", ")
  }

  /// Sets the bound.
  func apply(to limits: inout MockServerConfiguration.Limits) {
    change(&limits)
  }
}

extension LimitArgument.Name {
  /// Where the limits keep it.
  fileprivate enum Place {
    case count(WritableKeyPath<MockServerConfiguration.Limits, Int>)
    /// What the profile says unless it is set.
    case profileCount(WritableKeyPath<MockServerConfiguration.Limits, Int?>)
    case time(WritableKeyPath<MockServerConfiguration.Limits, Duration>)
    case profileTime(WritableKeyPath<MockServerConfiguration.Limits, Duration?>)

    func text(in limits: MockServerConfiguration.Limits) -> String {
      switch self {
      case .count(let place): "\(limits[keyPath: place])"
      case .profileCount, .profileTime: "as the profile"
      case .time(let place): "\(limits[keyPath: place].components.seconds)s"
      }
    }
  }

  fileprivate var place: Place {
    switch self {
    case .connections: .count(\.connections)
    case .sessions: .count(\.world.sessions)
    case .channels: .count(\.world.channels)
    case .messages: .count(\.world.messages)
    case .channelMessages: .count(\.world.messagesPerChannel)
    case .messageBytes: .count(\.world.messageBytes)
    case .metadataBytes: .count(\.world.metadataBytes)
    case .agents: .count(\.world.agents)
    case .messageServers: .count(\.world.messageServers)
    case .participants: .count(\.world.participants)
    case .turns: .count(\.world.turns)
    case .files: .count(\.world.mediaFiles)
    case .jobs: .count(\.world.jobs)
    case .jobBytes: .count(\.world.jobBytes)
    case .runs: .count(\.world.runs)
    case .runBytes: .count(\.world.runBytes)
    case .journal: .count(\.world.journal)
    case .lineBytes: .count(\.requests.lineBytes)
    case .headers: .count(\.requests.headerCount)
    case .headerBytes: .count(\.requests.headerBytes)
    case .payloadBytes: .profileCount(\.realtime.payloadBytes)
    case .engineSessions: .count(\.realtime.sessions)
    case .namespaces: .count(\.realtime.namespaces)
    case .rooms: .count(\.realtime.rooms)
    case .acknowledgements: .count(\.realtime.acknowledgements)
    case .attachments: .count(\.realtime.attachments)
    case .queuedPackets: .count(\.realtime.queuedPackets)
    case .queuedBytes: .count(\.realtime.queuedBytes)
    case .handshakeTime: .time(\.times.handshake)
    case .idleTime: .time(\.times.idle)
    case .headTime: .time(\.times.head)
    case .bodyPause: .time(\.times.bodyPause)
    case .bodyTime: .time(\.times.body)
    case .connectTime: .profileTime(\.times.connect)
    case .attachmentTime: .time(\.times.attachment)
    case .pingInterval: .time(\.times.pingInterval)
    case .pingTimeout: .time(\.times.pong)
    case .upgradeTime: .time(\.times.upgrade)
    case .fetchTime: .time(\.times.fetch)
    case .closeTime: .time(\.times.close)
    }
  }
}
