/// What the header fields say about the length of the body and the life of the connection.
struct FramingFields: Hashable, Sendable {
  private(set) var hostCount = 0
  private(set) var contentLength: Int?
  private(set) var transferCodingSeen = false
  private(set) var isChunked = false
  private(set) var hasUnknownCoding = false
  private(set) var saysClose = false
  private(set) var saysKeepAlive = false
  private(set) var saysUpgrade = false
  private(set) var expectsContinue = false
  private(set) var hasUnknownExpectation = false

  /// Takes note of one field.
  mutating func take(name: Span<UInt8>, value: Span<UInt8>) throws(HTTPError) {
    switch FieldName(name) {
    case .host: try takeHost(value)
    case .contentLength: try takeLength(value)
    case .transferEncoding: try takeCodings(value)
    case .connection: takeConnection(value)
    case .expect: takeExpectation(value)
    case .date, .keepAlive, .other: break
    }
  }

  private mutating func takeHost(_ value: Span<UInt8>) throws(HTTPError) {
    guard hostCount == 0 else { throw .repeatedHost }
    hostCount = 1
    for index in value.indices where !value[index].isHostCharacter { throw .invalidHost }
  }

  private mutating func takeLength(_ value: Span<UInt8>) throws(HTTPError) {
    guard contentLength == nil else { throw .repeatedContentLength }
    guard !value.isEmpty else { throw .invalidContentLength }
    var length = 0
    for index in value.indices {
      guard let digit = value[index].decimalDigit else { throw .invalidContentLength }
      let (scaled, overflow) = length.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(digit)
      guard !overflow, !carry else { throw .invalidContentLength }
      length = sum
    }
    contentLength = length
  }

  private mutating func takeCodings(_ value: Span<UInt8>) throws(HTTPError) {
    transferCodingSeen = true
    var list = ListElements()
    while let range = list.next(in: value) {
      guard !isChunked else { throw .invalidTransferEncoding }
      if value.extracting(range).matches(lowercase: "chunked") {
        isChunked = true
      } else {
        hasUnknownCoding = true
      }
    }
  }

  private mutating func takeConnection(_ value: Span<UInt8>) {
    var list = ListElements()
    while let range = list.next(in: value) {
      let option = value.extracting(range)
      if option.matches(lowercase: "close") { saysClose = true }
      if option.matches(lowercase: "keep-alive") { saysKeepAlive = true }
      if option.matches(lowercase: "upgrade") { saysUpgrade = true }
    }
  }

  private mutating func takeExpectation(_ value: Span<UInt8>) {
    if value.matches(lowercase: "100-continue") {
      expectsContinue = true
    } else {
      hasUnknownExpectation = true
    }
  }
}

extension FramingFields {
  /// How the body is delimited in a request (RFC 9112 §6.3).
  func requestBody(version: HTTPVersion) throws(HTTPError) -> BodyFraming {
    try checkCodings(version: version)
    if isChunked { return .chunked }
    return contentLength.map { $0 > 0 ? .length($0) : .none } ?? .none
  }

  /// How the body is delimited in a response that can have one.
  func responseBody(version: HTTPVersion) throws(HTTPError) -> BodyFraming {
    try checkCodings(version: version)
    if isChunked { return .chunked }
    return contentLength.map { $0 > 0 ? .length($0) : .none } ?? .untilClose
  }

  /// Whether the sender lets the connection live on (RFC 9112 §9.3).
  func keepsAlive(version: HTTPVersion) -> Bool {
    guard !saysClose else { return false }
    return version == .http11 || saysKeepAlive
  }

  private func checkCodings(version: HTTPVersion) throws(HTTPError) {
    guard transferCodingSeen else { return }
    if contentLength != nil { throw .lengthWithTransferEncoding }
    if version == .http10 { throw .invalidTransferEncoding }
    if hasUnknownCoding { throw .unsupportedTransferEncoding }
    if !isChunked { throw .invalidTransferEncoding }
  }
}
