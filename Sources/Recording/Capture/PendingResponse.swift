import Bytes
import HTTP1

/// An answer that is on its way.
struct PendingResponse {
  let exchange: Int
  let cause: Int
  /// What the path of the request is about.
  let subject: String
  var status = 0
  var headers = HTTPHeaders()
  var body: [UInt8] = []
  var omitted = 0
  var isBegun = false

  /// Whether the answer is a stream of events, kept piece by piece.
  var isStream: Bool {
    headers["Content-Type"]?.lowercased().hasPrefix("text/event-stream") == true
  }

  var isJSON: Bool { headers["Content-Type"]?.lowercased().contains("json") == true }

  mutating func take(_ bytes: [UInt8]) {
    guard omitted == 0, body.count + bytes.count <= RecordedBody.longest else {
      omitted += body.count + bytes.count
      body = []
      return
    }
    body += bytes
  }

  /// The events that are complete, taken out of the body; empty when none is.
  mutating func takeEvents() -> [UInt8] {
    let end = body.indices.dropFirst().last { index in
      body[index] == ASCII.lineFeed && body[index - 1] == ASCII.lineFeed
    }
    guard let end else { return [] }
    defer { body.removeFirst(end + 1) }
    return Array(body[...end])
  }

  /// The whole body, or what is left of a stream.
  var recorded: RecordedBody {
    omitted > 0 ? .omitted(omitted) : RecordedBody(body, isJSON: isJSON)
  }
}
