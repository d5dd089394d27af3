import Bytes
package import JSON

/// The body of a recorded request or response.
package enum RecordedBody: Hashable, Sendable {
  /// No byte.
  case none
  /// JSON, written compactly when it is sent again (`json`).
  case json(JSON)
  /// Other text (`text`).
  case text(String)
  /// Bytes that are no text (`base64`).
  case bytes([UInt8])
  /// Too long to keep; only its number of bytes is known (`omitted`).
  case omitted(Int)

  /// The longest body that is kept, in bytes.
  package static let longest = 1 << 20

  /// Takes a body as it came.
  package init(_ bytes: [UInt8], isJSON: Bool) {
    if bytes.isEmpty {
      self = .none
    } else if bytes.count > RecordedBody.longest {
      self = .omitted(bytes.count)
    } else if isJSON, let json = try? JSON(parsing: bytes) {
      self = .json(json)
    } else if UTF8Validator.isValid(bytes.span) {
      self = .text(String(decoding: bytes, as: UTF8.self))
    } else {
      self = .bytes(bytes)
    }
  }

  /// The bytes to send; as many spaces as were left out for an omitted body.
  package var sent: [UInt8] {
    switch self {
    case .none: []
    case .json(let json): json.serialized()
    case .text(let text): Array(text.utf8)
    case .bytes(let bytes): bytes
    case .omitted(let count):
      [UInt8](repeating: ASCII.space, count: min(max(count, 0), RecordedBody.longest))
    }
  }
}
