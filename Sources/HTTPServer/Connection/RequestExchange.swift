import HTTP1
import HostInterface
import TLS
import WebSocket

/// One request of an `HTTPConnection` while it is being answered.
///
/// It forgets the connection once the answer is complete or the peer is gone, and does nothing then.
final class RequestExchange: UpgradeExchange {
  var onPeerLeft: (() -> Void)?

  /// The request, with the version it came in.
  private let incoming: IncomingRequest
  /// Whether the client lets the connection live on.
  let keepsAlive: Bool
  /// Whether the connection lives on after a streamed body.
  var streamKeepsAlive = false
  /// Whether the pieces of a streamed body are not sent.
  var dropsBody = false
  private var connection: HTTPConnection?
  private var state = State.waiting

  private enum State {
    case waiting
    case streaming
    case done
  }

  init(_ incoming: IncomingRequest, on connection: HTTPConnection) {
    self.incoming = incoming
    keepsAlive = incoming.keepsAlive && !incoming.asksForWebSocket
    self.connection = connection
  }

  /// How the pieces of a streamed body are written.
  var version: HTTPVersion { incoming.version }

  /// The fields of the request.
  var headers: HTTPHeaders { incoming.request.headers }

  /// Whether the answer has a head only.
  var isHead: Bool { incoming.isHead }

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
    guard state == .waiting, let connection else { return nil }
    do throws(HandshakeError) {
      let response = try ServerHandshake.accept(
        incoming.request, headers: headers, sha1: connection.context.hasher.hash)
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
