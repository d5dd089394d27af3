public import JSON

/// The answer to a message posted to a channel.
///
/// Servers up to 1.6.5 call the message `data`, newer ones `userMessage`; both may be given, so that readers of
/// either age are served.
public struct ChannelMessageAnswer: JSONRepresentable {
  /// The message under its newer name.
  public var userMessage: BusMessage?
  /// The message under its older name.
  public var data: BusMessage?
  /// What the agent answered, when the answer was asked for at once; `null` when it stayed silent.
  public var agentResponse: JSON?

  /// Makes an answer.
  public init(userMessage: BusMessage? = nil, data: BusMessage? = nil, agentResponse: JSON? = nil) {
    self.userMessage = userMessage
    self.data = data
    self.agentResponse = agentResponse
  }

  /// What the JSON looks like.
  public static let schema = Schema.either([
    .object(
      .needed("success", .constant(true)), .needed("userMessage", .part(BusMessage.self)),
      .optional("data", .part(BusMessage.self)), .optional("agentResponse", .any)),
    .object(
      .needed("success", .constant(true)), .needed("data", .part(BusMessage.self)),
      .optional("agentResponse", .any)),
  ])

  /// Reads an answer; `success` must be true, and the message is needed under one of its names.
  public init?(json: JSON) {
    guard let object = json.objectValue, object.flag("success") == true else { return nil }
    userMessage = object.part("userMessage")
    data = object.part("data")
    agentResponse = object["agentResponse"]
    guard userMessage != nil || data != nil else { return nil }
  }

  /// Appends the answer.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("success", true)
    output.appendJSONMember("userMessage", part: userMessage)
    output.appendJSONMember("data", part: data)
    output.appendJSONMember("agentResponse", agentResponse)
    output.endJSONObject()
  }
}
