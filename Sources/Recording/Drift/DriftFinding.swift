/// One way in which a server answers otherwise than the recorded one, with the lines where it does.
package struct DriftFinding: Hashable, Sendable {
  /// How much it matters.
  package enum Weight: String, Hashable, Sendable {
    /// The server has moved.
    case difference
    /// It may be as it always was: the recording itself has both, or nothing is known about the value.
    case note
  }

  /// What differs.
  package enum Kind: String, Hashable, Sendable {
    /// A member that was recorded is not there.
    case missing
    /// A member is there that was not recorded.
    case new
    /// A value is of another type.
    case type
    /// A value is null that was not, or is not null that was.
    case null
    /// The status of an answer.
    case status
    /// A header field is not there, or its media type is another.
    case header
    /// The body is of another kind.
    case body
    /// An event, acknowledgement or closing did not come.
    case absent
    /// An event, acknowledgement or closing came that was not recorded.
    case additional
    /// An event came before one that it followed, or after one that it preceded.
    case order
    /// A connection did not go on to a WebSocket.
    case upgrade
    /// A request was not answered.
    case unanswered
    /// A socket was refused that was let in, or the other way around.
    case admission
    /// Something could not be sent.
    case untried
  }

  /// What differs.
  package let kind: Kind
  /// How much it matters.
  package let weight: Weight
  /// What it was about, such as `POST /api/messaging/sessions` or `event messageBroadcast`; empty when it is
  /// about several.
  package internal(set) var subject: String
  /// Where in it, such as `json.data.messages[].createdAt`; empty when it is about the whole.
  package let place: String
  /// The difference in words.
  package let text: String
  /// The lines of the file, from 1: those of the recorded server; for what came additionally, those after
  /// which it came.
  package internal(set) var lines: [Int]

  /// One line for people.
  package var description: String {
    let after = kind == .additional ? "after " : ""
    return after + LineList.text(lines) + (subject.isEmpty ? "" : " \(subject)") + ": \(text)"
  }
}

/// Numbers of lines in words.
enum LineList {
  private static let limit = 8

  static func text(_ lines: [Int]) -> String {
    guard lines.count > 1 else { return "line \(lines.first ?? 0)" }
    let rest = lines.count - limit
    let shown = rest > 1 ? Array(lines.prefix(limit)) : lines
    let last = rest > 1 ? "\(rest) more" : "\(shown.last ?? 0)"
    let first = (rest > 1 ? shown[...] : shown.dropLast()).map(String.init)
    return "lines \(first.joined(separator: ", ")) and \(last)"
  }
}
