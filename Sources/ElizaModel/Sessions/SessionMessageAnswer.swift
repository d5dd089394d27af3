public import JSON

/// The answer to a message sent to a session.
///
/// Servers up to 1.6.5 show the message itself; since 1.7.1 it stands under `userMessage` in the form of the
/// message bus. Both may be given, so that readers of either age are served.
public struct SessionMessageAnswer: JSONRepresentable {
  /// The message in the newer form; `success` goes with it.
  public var userMessage: BusMessage?
  /// The message in the older form, its members beside the others.
  public var message: SentSessionMessage?
  /// What the agent answered, when the answer was asked for at once; `null` when it stayed silent.
  public var agentResponse: JSON?
  /// What became of the session (since 1.5).
  public var sessionStatus: SessionStatus?

  /// Makes an answer.
  public init(
    userMessage: BusMessage? = nil, message: SentSessionMessage? = nil, agentResponse: JSON? = nil,
    sessionStatus: SessionStatus? = nil
  ) {
    self.userMessage = userMessage
    self.message = message
    self.agentResponse = agentResponse
    self.sessionStatus = sessionStatus
  }

  /// What the JSON looks like.
  public static let schema = Schema.either([
    Schema.object(
      .needed("success", .constant(true)), .needed("userMessage", .part(BusMessage.self))
    )
    .adding(outcome),
    Schema.object(
      .needed("success", .constant(true)), .needed("userMessage", .part(BusMessage.self))
    )
    .adding(SentSessionMessage.schema.fields + outcome),
    SentSessionMessage.schema.adding(outcome),
  ])

  private static var outcome: [Field] {
    [.optional("agentResponse", .any), .optional("sessionStatus", .part(SessionStatus.self))]
  }

  /// Reads an answer; the message is needed in one of its forms.
  public init?(json: JSON) {
    guard let object = json.objectValue else { return nil }
    if object.flag("success") == true { userMessage = object.part("userMessage") }
    message = SentSessionMessage(json: json)
    agentResponse = object["agentResponse"]
    sessionStatus = object.part("sessionStatus")
    guard userMessage != nil || message != nil else { return nil }
  }

  /// Appends the answer.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    if let userMessage {
      output.appendJSONMember("success", true)
      output.appendJSONMember("userMessage", part: userMessage)
    }
    output.appendJSONMember("agentResponse", agentResponse)
    message?.appendMembers(to: &output)
    output.appendJSONMember("sessionStatus", part: sessionStatus)
    output.endJSONObject()
  }
}
