package import HTTP1
package import JSON

/// What a replay wants done, in this order.
package enum ReplayAction: Hashable, Sendable {
  /// Answer a request with a whole response; `body.sent` are its bytes.
  case respond(exchange: Int, status: Int, headers: HTTPHeaders, body: RecordedBody)
  /// Answer a request with a stream; its first bytes come with `write`.
  case begin(exchange: Int, status: Int, headers: HTTPHeaders)
  /// Send a piece of a stream.
  case write(exchange: Int, [UInt8])
  /// End a stream.
  case finish(exchange: Int)
  /// Close the connection of a request whose answer the recording does not have, or not to its end.
  case hangUp(exchange: Int)
  /// Let a socket into its namespace under an id.
  case accept(connection: Int, namespace: String, socket: String?)
  /// Refuse a socket.
  case refuse(connection: Int, namespace: String, message: String)
  /// Send an event.
  case emit(
    connection: Int, namespace: String, name: String, arguments: [JSON], attachments: [[UInt8]],
    acknowledgement: Int?)
  /// Acknowledge an event of the client.
  case acknowledge(
    connection: Int, namespace: String, number: Int, arguments: [JSON], attachments: [[UInt8]])
  /// Close a connection, or put its socket out of a namespace.
  case close(connection: Int, namespace: String?, reason: String?)
  /// Nothing recorded fits what a client did.
  case miss(ReplayMiss)
  /// Something recorded is due that cannot be read any longer.
  case lost(ReplayMiss)
}

extension ReplayAction {
  /// Whether it begins the answer to a request.
  package func isAnswer(to exchange: Int) -> Bool {
    switch self {
    case .respond(exchange, _, _, _), .begin(exchange, _, _): true
    default: false
    }
  }
}

/// What a client did that nothing recorded fits, and what comes nearest.
package struct ReplayMiss: Hashable, Sendable, CustomStringConvertible {
  /// The request that waits for an answer; nil for events.
  package let exchange: Int?
  /// The connection it came on; nil for requests.
  package let connection: Int?
  /// What the client did, such as `POST /api/messaging/sessions`.
  package let asked: String
  /// The number of the recorded line that comes nearest; nil when nothing is like it.
  package let nearest: Int?
  /// Where the two differ, such as `json.content: recorded "Hi", got "Hello"`.
  package let difference: String?
  /// How many more fields of that line differ.
  package var moreDifferences = 0
  /// What the recording of that line is called, where there are several.
  package var recording: String?
  /// Whether `nearest` is a line that cannot be read any longer, which no other recording makes up for.
  package private(set) var isLoss = false
  /// The file that line was in.
  package private(set) var file: String?

  /// How far what comes nearest is from what the client did: fields of the same kind of line before another kind.
  package var distance: Int {
    guard nearest != nil else { return .max }
    let kinds = ["path: ", "method: ", "event: "]
    let isOther = kinds.contains { difference?.hasPrefix($0) == true }
    return (isOther ? 1 << 20 : 0) + moreDifferences
  }

  /// One sentence for logs and answers.
  package var description: String {
    if isLoss, let nearest {
      return
        "line \(nearest + 1) of \(file ?? "the recording") can no longer be read, since the file was "
        + "cut short or rewritten after the replay had begun; begin the replay anew"
    }
    let start = "nothing recorded fits \(VisibleText.plain(asked, limit: 300))"
    guard let nearest else { return start }
    return "\(start); the nearest is line \(nearest + 1)"
      + (recording.map { " of '\($0)'" } ?? "")
      + (difference.map { ", which differs at \($0)" } ?? "")
      + (moreDifferences > 0 ? " (and \(moreDifferences) more)" : "")
  }
}

extension ReplayMiss {
  /// What is told when something recorded is due, or asked for, that has gone from the file.
  init(losing line: Int, of script: ReplayScript, exchange: Int? = nil, connection: Int? = nil) {
    self.init(
      exchange: exchange, connection: connection, asked: "", nearest: line, difference: nil)
    isLoss = true
    file = script.lines.source.name
  }
}
