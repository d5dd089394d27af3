public import JSON

/// The answer to a choice of log entries: the filters that now hold, or why there are none.
public enum LogFiltersUpdated: EventPayload {
  /// These filters hold; what the client sent is merged into what held before, key by key.
  case filters(JSONObject)
  /// There is no subscription to filter.
  case refused(String)

  /// The event it belongs to.
  public static var event: EventName { .logFiltersUpdated }

  /// The refusal of real servers.
  public static let notSubscribed = LogFiltersUpdated.refused("Not subscribed to log stream")

  /// What the JSON looks like.
  public static let schema = Schema.either([
    .object(.needed("success", .constant(true)), .needed("filters", .anyObject)),
    .object(.needed("success", .constant(false)), .needed("error", .text)),
  ])

  /// Reads the payload: `filters` when it succeeded, else `error`.
  public init?(json: JSON) {
    guard let object = json.objectValue, let success = object.flag("success") else { return nil }
    if success, let filters = object["filters"]?.objectValue {
      self = .filters(filters)
    } else if !success, let error = object.text("error") {
      self = .refused(error)
    } else {
      return nil
    }
  }

  /// Appends the payload.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    switch self {
    case .filters(let filters):
      output.appendJSONMember("success", true)
      output.appendJSONMember("filters", .object(filters))
    case .refused(let error):
      output.appendJSONMember("success", false)
      output.appendJSONMember("error", error)
    }
    output.endJSONObject()
  }
}
