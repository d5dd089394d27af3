public import JSON

/// How long a session lives, as routes show it.
public struct TimeoutConfig: JSONRepresentable {
  /// Minutes without activity after which the session expires; fractions count.
  public var timeoutMinutes: Double
  /// Whether activity prolongs the session; any value, since servers show what they were sent.
  public var autoRenew: JSON
  /// Minutes since creation beyond which no renewal helps.
  public var maxDurationMinutes: Double
  /// Minutes before expiry from which the session counts as near its end.
  public var warningThresholdMinutes: Double

  /// Makes a configuration; the defaults of real servers are 30, true, 720 and 5.
  public init(
    timeoutMinutes: Double, autoRenew: JSON, maxDurationMinutes: Double,
    warningThresholdMinutes: Double
  ) {
    self.timeoutMinutes = timeoutMinutes
    self.autoRenew = autoRenew
    self.maxDurationMinutes = maxDurationMinutes
    self.warningThresholdMinutes = warningThresholdMinutes
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("timeoutMinutes", .number), .needed("autoRenew", .any),
    .needed("maxDurationMinutes", .number), .needed("warningThresholdMinutes", .number))

  /// Reads a configuration; all fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let timeoutMinutes = object["timeoutMinutes"]?.doubleValue,
      let autoRenew = object["autoRenew"],
      let maxDurationMinutes = object["maxDurationMinutes"]?.doubleValue,
      let warningThresholdMinutes = object["warningThresholdMinutes"]?.doubleValue
    else { return nil }
    self.init(
      timeoutMinutes: timeoutMinutes, autoRenew: autoRenew, maxDurationMinutes: maxDurationMinutes,
      warningThresholdMinutes: warningThresholdMinutes)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("timeoutMinutes", timeoutMinutes)
    output.appendJSONMember("autoRenew", autoRenew)
    output.appendJSONMember("maxDurationMinutes", maxDurationMinutes)
    output.appendJSONMember("warningThresholdMinutes", warningThresholdMinutes)
    output.endJSONObject()
  }
}
