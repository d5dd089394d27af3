import ElizaModel
import JSON

/// How a request's `timeoutConfig` becomes a session's timeout.
extension SessionTimeout {
  /// Lays a request over the defaults; what makes no sense becomes the default or the nearest limit.
  init(request: JSON?, limits: SessionLimits) {
    self = limits.defaults
    guard let request = request?.objectValue else { return }
    if let value = request["timeoutMinutes"] {
      timeoutMinutes =
        JavaScript.number(value)
        .map { min(max($0, limits.minimumTimeout), limits.maximumTimeout) }
        ?? limits.defaultTimeout
    }
    if let value = request["autoRenew"] { setRenewal(value) }
    if let value = request["maxDurationMinutes"] {
      maxDurationMinutes =
        JavaScript.number(value).map { max(timeoutMinutes, min(2 * limits.maximumTimeout, $0)) }
        ?? limits.defaultMaxDuration
    }
    if let value = request["warningThresholdMinutes"] {
      warningThresholdMinutes =
        JavaScript.number(value).map { max($0, 1) } ?? limits.warningThreshold
    }
  }

  /// Why a change of the timeout is refused, or nil when it is not.
  static func objection(to request: JSON?, limits: SessionLimits) -> String? {
    let malformed = "Invalid timeout configuration format"
    switch request {
    case .array: return nil
    case .object(let object):
      guard hasAcceptableKinds(object) else { return malformed }
      let minutes = object["timeoutMinutes"].flatMap(JavaScript.number)
      return minutes.flatMap { objection(to: $0, limits: limits) }
    default: return malformed
    }
  }

  /// The timeout as answers show it.
  var publicBody: TimeoutConfig {
    TimeoutConfig(
      timeoutMinutes: timeoutMinutes,
      autoRenew: renewalFlagAsSent?.value ?? .bool(renewsItself),
      maxDurationMinutes: maxDurationMinutes, warningThresholdMinutes: warningThresholdMinutes)
  }

  private mutating func setRenewal(_ value: JSON) {
    renewsItself = value.isTruthy
    renewalFlagAsSent = value.boolValue == nil ? StoredJSON(value) : nil
  }

  private static func objection(to minutes: Double, limits: SessionLimits) -> String? {
    guard minutes < limits.minimumTimeout || minutes > limits.maximumTimeout else { return nil }
    let bounds = [limits.minimumTimeout, limits.maximumTimeout].map { JSON($0).text }
    return "Timeout must be between \(bounds[0]) and \(bounds[1]) minutes"
  }

  private static func hasAcceptableKinds(_ object: JSONObject) -> Bool {
    if let flag = object["autoRenew"], flag.boolValue == nil { return false }
    let numbers = ["timeoutMinutes", "maxDurationMinutes", "warningThresholdMinutes"]
    return numbers.allSatisfy { name in
      switch object[name] {
      case nil, .number, .string: true
      default: false
      }
    }
  }
}
