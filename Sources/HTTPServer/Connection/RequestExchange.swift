import Bytes
import HTTP1
import HostInterface
import TLS
import WebSocket

/// One request of an `HTTPConnection`, from its head to the end of its answer.
///
/// It forgets the connection once the answer is complete or the peer is gone, and does nothing then.
final class RequestExchange: UpgradeExchange {
  var onPeerLeft: (() -> Void)?

  /// The fields of the request.
  let headers: HTTPHeaders
  /// How the pieces of a streamed body are written.
  let version: HTTPVersion
  /// Whether the client lets the connection live on.
  let keepsAlive: Bool
  /// Whether the request asks for a WebSocket.
  let asksForWebSocket: Bool
  /// Whether the answer has a head only.
  let isHead: Bool
  /// Whether the connection lives on after a streamed body.
  var streamKeepsAlive = false
  /// Whether the pieces of a streamed body are not sent.
  var dropsBody = false

  /// What has come of the request; afterwards its service's, and here only while it may become a WebSocket.
  private var request: HTTPRequest?
  private var connection: HTTPConnection?
  private var state = State.reading

  /// Room made for a body on the word of its sender, in bytes; beyond it the buffer grows as data
  /// arrives.
  private static let trustedLength = 16_384

  private enum State {
    case reading
    case waiting
    case streaming
    case done
  }

  /// Begins with a head that has arrived.
  init(_ head: consuming RequestHead, peerAddress: String, isSecure: Bool, connection: UInt64) {
    asksForWebSocket = head.asksForUpgrade && head.headers.contains("websocket", in: "Upgrade")
    keepsAlive = head.keepsAlive && !asksForWebSocket
    isHead = head.method == .head
    version = head.version
    headers = head.headers
    var request = HTTPRequest(
      method: head.method, target: head.target, headers: head.headers,
      peerAddress: peerAddress, isSecure: isSecure)
    request.connectionNumber = connection
    request.hasBody = head.body != .none
    if case .length(let length) = head.body {
      request.body.reserveCapacity(min(length, RequestExchange.trustedLength))
    }
    self.request = request
  }

  /// Takes a piece of the body.
  func read(_ piece: Span<UInt8>) {
    request?.body.append(contentsOf: piece)
  }

  /// Gives the request away, which is complete: from now on it can be answered on `connection`.
  ///
  /// Whoever answers later holds the body itself if it is still needed.
  func begin(on connection: HTTPConnection) -> HTTPRequest? {
    guard state == .reading else { return nil }
    state = .waiting
    self.connection = connection
    guard asksForWebSocket else { return request.take() }
    let whole = request
    request?.body = []
    return whole
  }

  func respond(_ response: HTTPResponse) {
    guard state == .waiting, let connection = detach() else { return }
    connection.send(response, answering: self)
  }

  func beginStream(_ head: HTTPResponse) {
    guard state == .waiting, let connection else { return }
    state = .streaming
    connection.sendStreamHead(head, answering: self)
  }

  func write(_ bytes: [UInt8]) {
    guard state == .streaming, let connection else { return }
    connection.sendPiece(bytes, answering: self)
  }

  func finish() {
    guard state == .streaming, let connection = detach() else { return }
    connection.sendStreamEnd(answering: self)
  }

  func abort() {
    detach()?.abort()
  }

  func hangUp() {
    detach()?.end()
  }

  func accept(headers: HTTPHeaders) -> (any MessageStream)? {
    guard state == .waiting, let connection, let request else { return nil }
    do throws(HandshakeError) {
      let response = try ServerHandshake.accept(
        request, headers: headers, sha1: Digest.sha1)
      _ = detach()
      return connection.becomeWebSocket(response)
    } catch {
      respond(RequestExchange.refusal(error))
      return nil
    }
  }

  /// Tells the owner that the peer has gone, unless the answer is complete.
  func peerLeft() {
    guard detach() != nil else { return }
    let tell = onPeerLeft
    onPeerLeft = nil
    tell?()
  }

  private func detach() -> HTTPConnection? {
    state = .done
    let last = connection
    connection = nil
    return last
  }

  private static func refusal(_ error: HandshakeError) -> HTTPResponse {
    var response = HTTPResponse(
      error.status, headers: error.headers, body: Array(error.description.utf8))
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    return response
  }
}
