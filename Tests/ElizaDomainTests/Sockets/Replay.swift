import ElizaDomain
import ElizaModel
import JSON

/// Drives the client half of a recording against a world and compares what the sockets receive.
///
/// The ids that a server coins are compared up to a one-to-one renaming, times not at all; everything
/// else, the order of keys and of events included, must be equal.
final class Replay {
  private let realtime: Realtime
  private let recording: Recording
  private var renamed: [String: String] = [:]
  private var expected: [String: [JSON]] = [:]
  private var found: [String: [JSON]] = [:]

  private(set) var compared = 0
  private(set) var differences: [String] = []

  init(_ recording: Recording, _ profile: Profile) {
    self.recording = recording
    let agent = RecordedAgentScript()
    realtime = Realtime(profile, script: TestScript { agent.plan(for: $0) })
  }

  func run() {
    for line in recording.lines {
      moveClock(to: line["t"]?.doubleValue ?? 0)
      switch line["k"]?.stringValue {
      case "bind": bind(line)
      case "conn": connection(line)
      case "sio": event(line)
      case "req": request(line)
      default: break
      }
    }
    realtime.wait(.seconds(5))
    compare()
  }

  private func moveClock(to milliseconds: Double) {
    let ahead = Duration.microseconds(milliseconds * 1_000) - realtime.world.clock.elapsed
    if ahead > .zero { realtime.wait(ahead) }
  }

  /// The ids of the session, its channel and direct channels are given out as they were then.
  private func bind(_ line: JSON) {
    guard let value = line["value"]?.stringValue else { return }
    if line["name"] == "sessionId" { return ours(value, realtime.session().id) }
    let session = realtime.world.sessionsByCreation.last
    ours(value, session?.channelID ?? realtime.channel(.recordedUser, .eliza))
  }

  private func ours(_ recorded: String, _ id: String) { renamed[recorded] = id }

  private func connection(_ line: JSON) {
    guard let client = line["c"]?.stringValue else { return }
    switch line["state"]?.stringValue {
    case "opening": auths[client] = line["auth"] ?? .null
    case "connected":
      if let id = line["id"]?.stringValue { ours(id, client) }
      realtime.connectKeepingGreeting(client, auth: auths[client] ?? .null)
    case "disconnected":
      collect(client)
      realtime.disconnect(client)
    default: break
    }
  }

  private var auths: [String: JSON] = [:]

  private func event(_ line: JSON) {
    guard let client = line["c"]?.stringValue, let name = line["event"] else { return }
    let arguments = line["args"]?.arrayValue ?? []
    if line["dir"] == "in" {
      expected[client, default: []].append(.array([name] + arguments))
    } else {
      realtime.emit(client, name, renaming(arguments.first))
      collect(client)
    }
  }

  private func request(_ line: JSON) {
    guard line["method"] == "POST", let path = line["path"]?.stringValue,
      path.hasPrefix("/api/messaging/sessions/"), path.hasSuffix("/messages"),
      let content = line.at("json.content"),
      let session = realtime.world.sessionsByCreation.last,
      let incoming = try? realtime.world.intake.accept(
        MessageSubmission(
          room: session.channelID, messageServerID: Identifier.defaultMessageServer,
          opening: ChannelOpening(maker: ""),
          draft: MessageDraft(
            authorID: .recordedUser, content: MessageContent(content),
            body: .parts(raw: nil, metadata: nil)),
          session: session, connection: "127.0.0.1"))
    else { return }
    realtime.world.intake.handOver(incoming)
  }

  private func renaming(_ value: JSON?) -> JSON {
    guard let value else { return .null }
    let text = renamed.reduce(value.text) { $0.replacing($1.key, with: $1.value) }
    return (try? JSON(parsing: text)) ?? .null
  }

  private func collect(_ client: String) {
    found[client, default: []] += realtime.received(client)
  }

  private func compare() {
    for client in expected.keys.sorted() {
      collect(client)
      let mine = found[client] ?? []
      let theirs = expected[client] ?? []
      if mine.count != theirs.count {
        differences.append("\(client): \(mine.count) events instead of \(theirs.count)")
      }
      for (mine, theirs) in zip(mine, theirs) { compare(mine, theirs, client) }
    }
  }

  private func compare(_ mine: JSON, _ theirs: JSON, _ path: String) {
    compared += 1
    guard !matches(mine, theirs, "") else { return }
    differences.append("\(path): \(mine.text)\n  instead of \(theirs.text)")
  }

  private func matches(_ mine: JSON, _ theirs: JSON, _ key: String) -> Bool {
    switch (mine, theirs) {
    case (.array(let mine), .array(let theirs)):
      return mine.count == theirs.count && zip(mine, theirs).allSatisfy { matches($0, $1, key) }
    case (.object(let mine), .object(let theirs)):
      return mine.keys == theirs.keys
        && zip(mine, theirs).allSatisfy { matches($0.value, $1.value, $0.key) }
    case (.number, .number) where ["createdAt", "updatedAt", "timestamp"].contains(key): return true
    case (.string(let mine), .string(let theirs)) where ["id", "messageId", "runId"].contains(key):
      if renamed[theirs] == nil { renamed[theirs] = mine }
      return renamed[theirs] == mine
    default: return mine == renaming(theirs)
    }
  }
}

extension String {
  /// The user of the recordings.
  static let recordedUser = "6f1f3c9e-52f4-4a55-9d0b-0d3f5c1b7a01"
}
