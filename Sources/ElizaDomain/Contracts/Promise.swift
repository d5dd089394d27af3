public import ElizaModel

/// An answer a route may give: its status and what its body looks like.
public struct Promise: Sendable {
  /// What kind of body an answer has.
  public enum Body: Sendable {
    /// JSON.
    case json(Schema)
    /// Text or bytes of this content type.
    case content(type: String)
    /// An event stream, whose events carry data of these kinds, by the name of the event.
    case events([Field])
    /// None.
    case empty
  }

  /// The status code.
  public let status: Int
  /// The body.
  public let body: Body
  /// The shape of errors it has; nil for success.
  public private(set) var family: ErrorBody.Family?

  /// Makes a promise of success.
  public init(status: Int, body: Body) {
    self.status = status
    self.body = body
  }

  /// Status 200 and a type of the protocol.
  static func ok(_ type: any JSONRepresentable.Type, adding extras: [Field] = []) -> Promise {
    .json(200, Schema.part(type).adding(extras))
  }

  /// Status 201 and a type of the protocol.
  static func created(_ type: any JSONRepresentable.Type, adding extras: [Field] = []) -> Promise {
    .json(201, Schema.part(type).adding(extras))
  }

  /// Status 200 and JSON.
  static func ok(_ schema: Schema) -> Promise { .json(200, schema) }

  /// Status 201 and JSON.
  static func created(_ schema: Schema) -> Promise { .json(201, schema) }

  /// Any status and JSON.
  static func json(_ status: Int, _ schema: Schema) -> Promise {
    Promise(status: status, body: .json(schema))
  }

  /// Any status and an error of a family.
  static func json(_ status: Int, _ schema: Schema, of family: ErrorBody.Family) -> Promise {
    var promise = Promise.json(status, schema)
    promise.family = family
    return promise
  }

  /// Status 200 and text or bytes.
  static func content(_ type: String) -> Promise {
    Promise(status: 200, body: .content(type: type))
  }

  /// Status 200 and the reply as an event stream, where servers have that.
  static func replyEvents(_ profile: Profile) -> Promise? {
    guard profile.hasReplyTransports else { return nil }
    return Promise(status: 200, body: .events(ReplyEvents.all(profile)))
  }

  /// Status 204.
  static let noContent = Promise(status: 204, body: .empty)
}
