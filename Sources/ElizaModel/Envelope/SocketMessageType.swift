public import JSON

/// What an envelope on the event `message` is about; the numbers are those of ElizaOS 1.x.
public enum SocketMessageType: Int, CaseIterable, Sendable {
  /// A client joins a room.
  case roomJoining = 1
  /// A client sends a message.
  case sendMessage = 2
  /// A message, to those in its room.
  case message = 3
  /// A message was received or seen.
  case acknowledgement = 4
  /// Somebody is thinking or typing.
  case thinking = 5
  /// An instruction to the page.
  case control = 6

  /// Reads a number, or a text that is one; real servers take the number only.
  public init?(json: JSON) {
    guard let number = json.intValue ?? json.stringValue.flatMap({ Int64($0) }) else { return nil }
    self.init(rawValue: Int(truncatingIfNeeded: number))
  }

  /// Reads a number, or a text that is one, in place.
  public init?(_ document: JSONDocument, _ node: JSONDocument.Node) {
    if let number = document.integer(of: node) {
      self.init(rawValue: Int(truncatingIfNeeded: number))
    } else {
      guard let text = document.string(of: node) else { return nil }
      self.init(json: .string(text))
    }
  }
}
