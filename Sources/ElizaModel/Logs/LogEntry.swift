public import JSON

/// One line of the server's log.
public struct LogEntry: JSONRepresentable {
  /// When it was written.
  public var time: Timestamp
  /// How grave it is: a number such as 30, or in some old entries a name.
  public var level: JSON
  /// The text.
  public var message: String
  /// Fields that the logger added, such as `agentName`.
  public var extra: JSONObject

  /// Makes an entry of `level`: 60 fatal, 50 error, 40 warn, 30 info, 20 debug, 10 trace.
  public init(time: Timestamp, level: JSON, message: String, extra: JSONObject = [:]) {
    self.time = time
    self.level = level
    self.message = message
    self.extra = extra
  }

  /// What the JSON looks like.
  public static let schema = Schema.openObject(
    .needed("time", .milliseconds), .needed("level", .any), .needed("msg", .text))

  /// Reads an entry; time, level and text are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let time = object.moment("time"),
      let level = object["level"], let message = object.text("msg")
    else { return nil }
    var extra = object
    for key in ["time", "level", "msg"] { extra[key] = nil }
    self.init(time: time, level: level, message: message, extra: extra)
  }

  /// Appends the entry.
  public func append(to output: inout [UInt8]) {
    output.append(contentsOf: fields.serialized())
  }

  private var fields: JSON {
    var fields: JSONObject = ["time": JSON(time.milliseconds), "level": level]
    for member in extra { fields[member.key] = member.value }
    fields["msg"] = .string(message)
    return .object(fields)
  }
}
