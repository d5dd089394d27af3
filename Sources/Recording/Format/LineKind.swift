/// The kinds of line, as `k` names them.
enum LineKind: String, CaseIterable, Sendable {
  case head, req, res, open, up, ev, ack, room, shut, note, end

  /// The members a line of this kind may have beside `k`, `n`, `t` and `cause`.
  var keys: [String] {
    switch self {
    case .head: ["format", "title", "recordedAt", "source", "profile", "redaction"]
    case .req: ["x", "method", "target", "headers"] + LineKind.bodyKeys
    case .res: ["x", "status", "headers", "more"] + LineKind.bodyKeys
    case .open: ["c", "dir", "ns", "transport", "auth", "id", "error"]
    case .up: ["c", "transport"]
    case .ev: ["c", "dir", "ns", "event", "args", "attachments", "ack"]
    case .ack: ["c", "dir", "ns", "ack", "args", "attachments"]
    case .room: ["c", "room"]
    case .shut: ["c", "dir", "ns", "reason"]
    case .note: ["text"]
    case .end: []
    }
  }

  private static let bodyKeys = ["json", "text", "base64", "omitted"]
}
