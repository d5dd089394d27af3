extension HTTPError: CustomStringConvertible {
  /// The status the peer is told.
  public var status: HTTPStatus {
    switch self {
    case .startLineTooLong: HTTPStatus(414)
    case .fieldBlockTooLong, .tooManyFields: HTTPStatus(431)
    case .bodyTooLarge: HTTPStatus(413)
    case .unknownExpectation: HTTPStatus(417)
    case .unsupportedVersion: HTTPStatus(505)
    case .unsupportedTransferEncoding, .tunnelRequested: HTTPStatus(501)
    case .headTimedOut, .bodyTimedOut: HTTPStatus(408)
    default: HTTPStatus(400)
    }
  }

  /// The reason in a sentence, fit to be shown to whoever sent the message.
  public var description: String {
    limitDescription ?? syntaxDescription ?? framingDescription
  }

  private var limitDescription: String? {
    switch self {
    case .startLineTooLong(let limit): "The first line is longer than \(limit) bytes."
    case .fieldBlockTooLong(let limit): "The header fields are longer than \(limit) bytes."
    case .tooManyFields(let limit): "There are more than \(limit) header fields."
    case .bodyTooLarge(let limit): "The body is longer than \(limit) bytes."
    case .chunkLineTooLong(let limit): "A chunk size line is longer than \(limit) bytes."
    case .headTimedOut: "The header did not arrive in time."
    case .bodyTimedOut: "The body stopped arriving."
    default: nil
    }
  }

  private var syntaxDescription: String? {
    switch self {
    case .invalidFirstByte(0x16): "This port speaks plain HTTP, but a TLS handshake arrived."
    case .invalidFirstByte(let byte): "A request cannot begin with byte \(byte)."
    case .malformedRequestLine: "The request line is not method, target and version."
    case .malformedStatusLine: "The status line is not version, status and reason."
    case .invalidMethod(let byte): "The method holds byte \(byte)."
    case .tunnelRequested: "This server makes no tunnels."
    case .invalidTarget(let byte): "The request target holds byte \(byte), unencoded."
    case .malformedTarget: "The request target is neither a path nor a URL."
    case .unsupportedVersion: "Only HTTP/1.0 and HTTP/1.1 are spoken here."
    case .bareLineEnding: "A line does not end in CR LF."
    case .obsoleteFolding: "A header field is folded over several lines."
    case .malformedField: "A header line has no name or no colon."
    case .invalidFieldName(let byte): "A header name holds byte \(byte)."
    case .invalidFieldValue(let byte): "A header value holds byte \(byte)."
    default: nil
    }
  }

  private var framingDescription: String {
    switch self {
    case .missingHost: "HTTP/1.1 needs a Host header."
    case .repeatedHost: "There is more than one Host header."
    case .invalidHost: "The Host header is not a host and a port."
    case .invalidContentLength: "Content-Length is not a decimal number."
    case .repeatedContentLength: "There is more than one Content-Length."
    case .lengthWithTransferEncoding: "Content-Length and Transfer-Encoding exclude each other."
    case .invalidTransferEncoding: "Transfer-Encoding is malformed or out of place."
    case .unsupportedTransferEncoding: "The only transfer coding understood is chunked."
    case .unknownExpectation: "The only expectation understood is 100-continue."
    case .invalidChunkSize: "A chunk size is not a hexadecimal number."
    case .missingChunkEnd: "A chunk is longer than it says."
    default: "The connection ended within a message."
    }
  }
}
