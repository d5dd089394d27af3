import HTTP1

/// An exchange whose caller looks at nothing but the status.
final class SilentExchange: HTTPExchange {
  var onPeerLeft: (() -> Void)?
  private(set) var status = 0
  private(set) var byteCount = 0

  func respond(_ response: HTTPResponse) {
    status = response.status.code
    byteCount = response.body.count
  }

  func beginStream(_ head: HTTPResponse) { status = head.status.code }

  func write(_ bytes: [UInt8]) { byteCount += bytes.count }

  func finish() {}

  func abort() {}

  func hangUp() {}
}
