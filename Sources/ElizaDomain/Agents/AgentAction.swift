public import JSON

/// How far an agent is with an action that it carries out.
///
/// The first report of a name begins an action, further ones change it, and one of success or failure
/// ends it.
public struct AgentAction: Hashable, Sendable {
  /// How the action stands.
  public enum Status: String, Hashable, Sendable {
    /// It is under way.
    case executing
    /// It succeeded.
    case completed
    /// It failed.
    case failed
  }

  /// The action's name, such as `GET_WEATHER`.
  public var name: String
  /// How it stands.
  public var status: Status
  /// What people read; nil for the words of a real server.
  public var text: String?
  /// The reasoning shown beside it.
  public var thought: String?
  /// What came of it: `{"success":…,"text":…,"values":…,"data":…}`; nil for what follows from the rest.
  public var result: JSON?

  /// Describes how far an action is.
  public init(
    _ name: String, _ status: Status = .executing, text: String? = nil, thought: String? = nil,
    result: JSON? = nil
  ) {
    self.name = name
    self.status = status
    self.text = text
    self.thought = thought
    self.result = result
  }

  /// The result that is told about.
  var shownResult: JSON {
    if let result { return result }
    var made: JSONObject = ["success": .bool(status == .completed)]
    made["text"] = text.map(JSON.string)
    made["values"] = [:]
    made["data"] = ["actionName": .string(name)]
    return .object(made)
  }
}
