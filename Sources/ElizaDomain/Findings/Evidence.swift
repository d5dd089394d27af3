public import ElizaModel
public import JSON

/// What was seen that a finding rests on.
public struct Evidence: Hashable, Sendable {
  /// What was seen, in words; empty where the rule says it all.
  public var observation: String
  /// The connection on which it was seen: a socket id or, for HTTP, a connection's name.
  public var connection: String
  /// When it was seen, in scenario time.
  public var time: Timestamp
  /// The ids it is about, by their names in ElizaOS.
  public var ids: JSONObject

  /// Notes what was seen.
  public init(_ observation: String, connection: String, at time: Timestamp, ids: JSONObject = [:])
  {
    self.observation = observation
    self.connection = connection
    self.time = time
    self.ids = ids
  }
}
