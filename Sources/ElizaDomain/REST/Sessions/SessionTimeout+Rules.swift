import ElizaModel
import JSON

/// How a request's `timeoutConfig` becomes a session's timeout.
extension SessionTimeout {
  /// Minutes without activity that may be asked for.
  static let allowedMinutes = 5.0...1440

  /// The longest duration that may be asked for, in minutes.
  static let longestDuration = 2880.0

  /// Lays a request over the defaults; what makes no sense becomes the default or the nearest limit.
  init(request: JSON?) {
    self.init()
    guard let request = request?.objectValue else { return }
    if let value = request["timeoutMinutes"] {
      let allowed = SessionTimeout.allowedMinutes
      timeoutMinutes =
        JavaScript.number(value).map { min(max($0, allowed.lowerBound), allowed.upperBound) } ?? 30
    }
    if let value = request["autoRenew"] { setRenewal(value) }
    if let value = request["maxDurationMinutes"] {
      maxDurationMinutes =
        JavaScript.number(value)
        .map { max(timeoutMinutes, min(SessionTimeout.longestDuration, $0)) } ?? 720
    }
    if let value = request["warningThresholdMinutes"] {
      warningThresholdMinutes = JavaScript.number(value).map { max($0, 1) } ?? 5
    }
  }

  /// Why a change of the timeout is refused, or nil when it is not.
  static func objection(to request: JSON?) -> String? {
    let malformed = "Invalid timeout configuration format"
    switch request {
    case .array: return nil
    case .object(let object):
      guard hasAcceptableKinds(object) else { return malformed }
      guard let value = object["timeoutMinutes"], let minutes = JavaScript.number(value),
        !allowedMinutes.contains(minutes)
      else { return nil }
      return "Timeout must be between 5 and 1440 minutes"
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
