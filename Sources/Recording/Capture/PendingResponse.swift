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
  /// How much of the body is known to hold no end of an event.
  var scanned = 0

  /// Whether the answer is a stream of events, kept piece by piece.
  var isStream: Bool {
    headers["Content-Type"]?.lowercased().hasPrefix("text/event-stream") == true
  }

  var isJSON: Bool { headers["Content-Type"]?.lowercased().contains("json") == true }

  mutating func take(_ bytes: [UInt8]) {
    guard omitted == 0, body.count + bytes.count <= RecordedBody.longest else {
      omitted = omitted.addingClamped(body.count + bytes.count)
      body = []
      return
    }
    body += bytes
  }

  /// The events that are complete, taken out of the body; empty when none is.
  mutating func takeEvents() -> [UInt8] {
    let end = body.indices.dropFirst(max(scanned, 1)).last { index in
      guard body[index] == ASCII.lineFeed else { return false }
      return body[index - 1] == ASCII.lineFeed
        || index > 1 && body[index - 1] == ASCII.carriageReturn && body[index - 2] == ASCII.lineFeed
    }
    scanned = body.count
    guard let end else { return [] }
    defer {
      body.removeFirst(end + 1)
      scanned = body.count
    }
    return Array(body[...end])
  }

  /// The whole body, or what is left of a stream.
  var recorded: RecordedBody {
    omitted > 0 ? .omitted(omitted) : RecordedBody(body, isJSON: isJSON)
  }
}
