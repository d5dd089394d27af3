/// What is to change in a stored message; nil leaves what is there.
public struct MessageChange: Sendable {
  /// Who wrote it.
  public var authorID: String?
  /// What it says.
  public var content: MessageContent?
  /// The raw message.
  public var raw: StoredJSON?
  /// The metadata.
  public var metadata: StoredJSON?
  /// What kind of message it is.
  public var sourceType: String?
  /// The message it answers.
  public var inReplyTo: String?

  /// Makes a change that changes nothing but the time.
  public init() {}
}
