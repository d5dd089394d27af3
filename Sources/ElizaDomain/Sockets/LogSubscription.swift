import JSON

/// What one socket wants to see of the log.
struct LogSubscription {
  /// The filters as the client set them; keys nobody knows are kept and told back.
  private(set) var filters: JSONObject = [:]

  /// Sets the filters that are given and keeps the others.
  mutating func merge(_ given: JSONObject) {
    for member in given { filters[member.key] = member.value }
  }

  /// Whether an entry passes the filters.
  ///
  /// Where entries do not carry the name of their agent, a filter for one hides everything.
  func wants(_ entry: LogEntry, namesAgents: Bool) -> Bool {
    if let name = filters["agentName"]?.stringValue, !name.isEmpty, name != "all",
      !namesAgents || entry.agentName != name
    {
      return false
    }
    switch filters["level"] {
    case .string("all"), .string(""), .null, nil: return true
    case .string(let name): return entry.level >= LogEntry.level(named: name)
    case .number(let number): return Double(entry.level) >= number.doubleValue
    default: return true
    }
  }
}
