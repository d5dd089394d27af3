/// An answer that a fault gives in place of the server's.
public struct CannedAnswer: Hashable, Sendable {
  /// The status, from 200 to 599.
  public var status: Int
  /// The body; nil is what ElizaOS says at that status.
  public var body: Body?
  /// The `Retry-After` field; nil for none.
  public var retryAfter: Duration?
  /// Further fields, in order.
  public var headers: [Field]

  /// A body as a file gives it.
  public enum Body: Hashable, Sendable {
    /// Text, sent as it is.
    case text(String)
    /// JSON in compact form.
    case json(String)
  }

  /// A field of the answer.
  public struct Field: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: String

    /// Makes a field.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Describes an answer.
  public init(
    status: Int, body: Body? = nil, retryAfter: Duration? = nil, headers: [Field] = []
  ) {
    self.status = status
    self.body = body
    self.retryAfter = retryAfter
    self.headers = headers
  }
}
