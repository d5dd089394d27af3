import Bytes
import HTTP1
import JSON

/// What has come of an answer.
struct LiveAnswer {
  var status: Int?
  var headers = HTTPHeaders()
  private(set) var bytes: [UInt8] = []
  private(set) var omitted = 0
  /// Whether nothing more is to come.
  var isOver = false

  /// The longest body that is looked at.
  private static let limit = 16 << 20

  mutating func take(_ piece: [UInt8]) {
    guard omitted == 0, bytes.count + piece.count <= LiveAnswer.limit else {
      omitted += bytes.count + piece.count
      bytes = []
      return
    }
    bytes += piece
  }

  var body: RecordedBody {
    if omitted > 0 { return .omitted(omitted) }
    let isJSON = headers["Content-Type"]?.lowercased().contains("json") == true
    if bytes.count > RecordedBody.longest {
      if isJSON, let json = try? JSON(parsing: bytes) { return .json(json) }
      return .omitted(bytes.count)
    }
    return RecordedBody(bytes, isJSON: isJSON)
  }
}

/// A recorded answer with all its pieces.
struct WholeAnswer {
  let status: Int?
  let headers: [HTTPHeaders.Field]
  let body: RecordedBody

  init(_ pieces: [RecordedResponse]) {
    status = pieces.first?.status
    headers = pieces.first?.headers ?? []
    let bodies = pieces.map(\.body).filter { $0 != .none }
    guard bodies.count != 1, let first = bodies.first else {
      body = bodies.first ?? .none
      return
    }
    let count = bodies.reduce(0) { $0.addingClamped($1.omittedCount) }
    if count > 0 {
      body = .omitted(count)
    } else if case .text = first {
      body = .text(String(decoding: bodies.flatMap(\.sent), as: UTF8.self))
    } else {
      body = .bytes(bodies.flatMap(\.sent))
    }
  }

  /// Whether the body is a stream of server-sent events.
  var isEventStream: Bool {
    headers.contains {
      $0.name.lowercased() == "content-type" && $0.value.lowercased().hasPrefix("text/event-stream")
    }
  }
}

extension RecordedBody {
  fileprivate var omittedCount: Int {
    if case .omitted(let count) = self { count } else { 0 }
  }
}
