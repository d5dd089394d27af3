import ElizaModel
import JSON

/// What one socket wants to see of the log.
struct LogSubscription {
  /// The filters as the client set them; keys nobody knows are kept and told back.
  private(set) var filters: JSONObject = [:]

  /// What a client is told whose filters would be too many or too long.
  static let refusal = "Too many or too long log filters"

  /// Far more than any page sets: each change is answered with all filters, so that without a bound a client
  /// that adds to them would be sent ever more.
  private static let countLimit = 16
  private static let byteLimit = 4_096

  /// Sets the filters that are given and keeps the others; false, and nothing changes, when all together would
  /// be too many or too long.
  mutating func merge(_ given: JSONObject) -> Bool {
    guard given.count <= Self.countLimit else { return false }
    var merged = filters
    for member in given { merged[member.key] = member.value }
    guard merged.count <= Self.countLimit,
      JSON.object(merged).serialized().count <= Self.byteLimit
    else { return false }
    filters = merged
    return true
  }

  /// Whether an entry passes the filters.
  func wants(_ entry: LogEntry) -> Bool {
    if let name = filters["agentName"]?.stringValue, !name.isEmpty, name != "all",
      entry.extra["agentName"]?.stringValue != name
    {
      return false
    }
    guard let least else { return true }
    return (entry.level.doubleValue ?? 0) >= least
  }

  /// The number of the least grave level that is wanted, or nil for all.
  ///
  /// A name that is no level stands above them all.
  private var least: Double? {
    switch filters["level"] {
    case .string("all"), .string(""): nil
    case .string(let name): Self.levels[name] ?? 70
    case .number(let number): number.doubleValue
    default: nil
    }
  }

  private static let levels: [String: Double] = [
    "fatal": 60, "error": 50, "warn": 40, "info": 30, "log": 29, "progress": 28, "success": 27,
    "debug": 20, "trace": 10,
  ]
}
