public import JSON

/// One agent's work on one message, as the list of runs shows it.
public struct RunBody: JSONRepresentable {
  /// How often things happened in a run.
  public struct Counts: Hashable, Sendable {
    /// Actions that ended.
    public var actions = 0
    /// Answers of a model.
    public var modelCalls = 0
    /// Failures.
    public var errors = 0
    /// Evaluators that ran.
    public var evaluators = 0

    /// Nothing happened.
    public init() {}
  }

  /// The id.
  public var id: String
  /// `started`, `completed`, `timeout` or `error`.
  public var status: String
  /// When the agent began; nil for a run nobody knows.
  public var startedAt: Timestamp?
  /// When it ended.
  public var endedAt: Timestamp?
  /// How long it took; nil where servers do not tell.
  public var durationMilliseconds: Int?
  /// The message on the agent's side.
  public var messageID: String?
  /// The room on the agent's side.
  public var roomID: String?
  /// The author of the message.
  public var entityID: String?
  /// What happened.
  public var counts: Counts

  /// Makes a run.
  public init(id: String, status: String, counts: Counts = Counts()) {
    self.id = id
    self.status = status
    self.counts = counts
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("runId", .text),
    .needed("status", .words(["started", "completed", "timeout", "error"])),
    .needed("startedAt", .nullable(.milliseconds)), .needed("endedAt", .nullable(.milliseconds)),
    .needed("durationMs", .nullable(.integer)), .needed("messageId", .nullable(.text)),
    .needed("roomId", .nullable(.text)), .needed("entityId", .nullable(.text)),
    .needed("metadata", .anyObject),
    .needed(
      "counts",
      .object(
        .needed("actions", .integer), .needed("modelCalls", .integer), .needed("errors", .integer),
        .needed("evaluators", .integer))))

  /// Reads a run; id and status are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let id = object.text("runId"),
      let status = object.text("status")
    else { return nil }
    self.init(id: id, status: status)
    startedAt = object.moment("startedAt")
    endedAt = object.moment("endedAt")
    durationMilliseconds = object.integer("durationMs")
    messageID = object.text("messageId")
    roomID = object.text("roomId")
    entityID = object.text("entityId")
    let sent = object["counts"]?.objectValue
    counts.actions = sent?.integer("actions") ?? 0
    counts.modelCalls = sent?.integer("modelCalls") ?? 0
    counts.errors = sent?.integer("errors") ?? 0
    counts.evaluators = sent?.integer("evaluators") ?? 0
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("runId", id)
    output.appendJSONMember("status", status)
    output.appendJSONMember("startedAt", RunBody.number(startedAt))
    output.appendJSONMember("endedAt", RunBody.number(endedAt))
    output.appendJSONMember("durationMs", durationMilliseconds.map { JSON($0) } ?? .null)
    output.appendJSONMember("messageId", messageID.map(JSON.string) ?? .null)
    output.appendJSONMember("roomId", roomID.map(JSON.string) ?? .null)
    output.appendJSONMember("entityId", entityID.map(JSON.string) ?? .null)
    output.appendJSONMember("metadata", JSON.object([:]))
    output.appendJSONKey("counts")
    output.beginJSONObject()
    output.appendJSONMember("actions", counts.actions)
    output.appendJSONMember("modelCalls", counts.modelCalls)
    output.appendJSONMember("errors", counts.errors)
    output.appendJSONMember("evaluators", counts.evaluators)
    output.endJSONObject()
    output.endJSONObject()
  }

  private static func number(_ moment: Timestamp?) -> JSON {
    moment.map { JSON($0.milliseconds) } ?? .null
  }
}
