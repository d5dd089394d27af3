import Bytes
import FuzzSupport
import HTTP1

/// What holds for every request that a decoder lets through.
enum RequestChecks {
  typealias Trace = MessageTrace<RequestDecoder>

  static func check(_ message: Trace.Message, _ limits: HTTPLimits) {
    let head = message.head
    HeaderChecks.check(head.headers, limits)
    HeaderChecks.checkFraming(head.body, head.version, head.headers)
    checkHost(head)
    checkTarget(head, limits)
    if message.isComplete { checkRoundTrip(message) }
  }

  private static func checkHost(_ head: RequestHead) {
    let hosts = head.headers.values("Host")
    Invariant.holds(hosts.count == 1 || (hosts.isEmpty && head.version == .http10), "one host")
    Invariant.holds(
      hosts.allSatisfy { !$0.utf8.contains { $0 <= 0x20 || $0 == 0x2F } }, "a host is a host")
  }

  private static func checkTarget(_ head: RequestHead, _ limits: HTTPLimits) {
    Invariant.holds(
      head.target.utf8.first == 0x2F || (head.target == "*" && head.method == .options),
      "a target is a path, or the server as a whole")
    Invariant.holds(head.target.utf8.count <= limits.startLine, "a target stays within its limit")
    let request = HTTPRequest(method: head.method, target: head.target)
    let slashes = request.path.utf8.count { $0 == 0x2F }
    Invariant.holds((request.pathSegments ?? []).count <= slashes, "a slash before each segment")
    Invariant.holds(
      request.queryItems.items.count <= head.target.utf8.count, "items are in the target")
  }

  /// A request that is written and read again is the same.
  private static func checkRoundTrip(_ message: Trace.Message) {
    guard canBeWritten(message.head) else { return }
    let request = HTTPRequest(
      method: message.head.method, target: message.head.target, headers: message.head.headers,
      body: message.body)
    var bytes: [UInt8] = []
    RequestEncoder().append(request, to: &bytes)
    let again = Trace(RequestDecoder(bodyLimit: .max), fed: bytes, cut: .none)
    guard again.messages.count == 1, let copy = again.messages.first, copy.isComplete else {
      Invariant.fail("a written request can be read, not \(again)")
    }
    Invariant.equal(copy.head.method, message.head.method, "the method survives")
    Invariant.equal(copy.head.target, message.head.target, "the target survives")
    Invariant.equal(copy.body, message.body, "the body survives")
    let written = ["Content-Length", "Transfer-Encoding"]
    Invariant.equal(
      HeaderChecks.comparable(copy.head.headers, without: written),
      HeaderChecks.comparable(message.head.headers, without: written), "the fields survive")
  }

  /// Requests are written as HTTP/1.1, which demands more of a head than HTTP/1.0.
  private static func canBeWritten(_ head: RequestHead) -> Bool {
    guard head.version == .http10 else { return true }
    return head.headers["Host"] != nil && head.headers["Expect"] == nil
  }
}
