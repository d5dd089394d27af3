import ElizaModel
import HTTP1
import JSON

/// A call of the server's HTTP side.
struct SessionCall: Hashable {
  /// What is asked.
  enum Question: Hashable {
    /// Which agents there are.
    case agents
    /// Make a session.
    case create
    /// Which channel is the session's, where the answer to `create` did not tell.
    case channels
    /// What has been said after a moment; everything when nil.
    case messages(after: Timestamp?)
    /// Say this, under the client's own id.
    case post(String)
    /// Let the session go on.
    case renew
    /// End the session.
    case end
  }

  /// The answer, as far as it matters.
  struct Answer {
    var status: Int
    var body: JSON

    var isSuccess: Bool { 200..<300 ~= status }

    /// Whether the session is unknown or has expired.
    var isSessionGone: Bool { status == 404 || status == 410 }

    /// The refusal in the server's words.
    var refusal: String { ErrorBody(json: body)?.message ?? "the server answered \(status)" }
  }

  /// Tells one call from another of the same kind.
  var number: UInt64
  var question: Question
  var method: HTTPMethod
  var target: String
  var body: JSON?
}
