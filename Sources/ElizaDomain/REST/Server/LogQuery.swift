import Bytes
import ElizaModel
import JSON

/// What somebody who asks for the server's log wants to see.
struct LogQuery {
  /// The most lines one answer holds.
  private static let mostLines = 1_000.0
  /// More lines than there can be to leave out.
  private static let leastLines = -1_000_000.0

  private let since: Double?
  private let level: String
  private let agentName: String
  private let agentID: String
  private let limit: Double

  /// Reads a query; what is missing means the last hour, every level and agent, and 100 lines.
  init(_ call: Call, now: Timestamp) {
    let hourAgo = Double(now.milliseconds &- 3_600_000)
    since = call.queryValue("since").map { JavaScript.number(.string($0)) } ?? hourAgo
    level = call.queryValue("level") ?? "all"
    agentName = call.queryValue("agentName") ?? "all"
    agentID = call.queryValue("agentId") ?? "all"
    let asked = call.queryValue("limit").flatMap { JavaScript.number(.string($0)) } ?? 0
    limit = max(min(asked == 0 ? 100 : asked, LogQuery.mostLines), LogQuery.leastLines)
  }

  /// The last of the lines that are wanted; a negative limit leaves out the first, as JavaScript's `slice`.
  ///
  /// With `namesAgents` lines carry what they are about, and agents can be told apart.
  func answer(_ lines: [LogEntry], namesAgents: Bool) -> LogList {
    let wanted = lines.filter(isWanted)
    var found = namesAgents ? aboutAgent(wanted, of: lines) : wanted
    found = limit > 0 ? found.suffix(Int(limit)) : Array(found.dropFirst(Int(max(-limit, 0))))
    if !namesAgents { for index in found.indices { found[index].extra = [:] } }
    return LogList(
      logs: found, count: found.count, total: lines.count, requestedLevel: level,
      agentName: agentName, agentID: agentID, levels: LogLevels.names)
  }

  private func isWanted(_ line: LogEntry) -> Bool {
    guard let since, Double(line.time.milliseconds) >= since else { return false }
    return level == "all" || line.level.intValue == LogLevels.number(of: level)
  }

  /// Real servers take a log in which hardly any line names an agent for one that never does.
  private func aboutAgent(_ wanted: [LogEntry], of lines: [LogEntry]) -> [LogEntry] {
    let named = lines.count { $0.extra["agentName"] != nil }
    guard named * 10 >= lines.count else { return wanted }
    return wanted.filter { line in
      (agentName == "all" || line.extra["agentName"]?.stringValue == agentName)
        && (agentID == "all" || line.extra["agentId"]?.stringValue == agentID)
    }
  }
}
