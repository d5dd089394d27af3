import Bytes
import HTTP1
import HostInterface

extension RelayConnection {
  /// Bytes have come from the server.
  func serverBytes(_ bytes: Span<UInt8>) {
    switch phase {
    case .ended: return
    case .tunnel: tunnel(bytes, from: .server)
    case .http: readResponse(bytes)
    }
    updateReading()
  }

  /// The server sends no more: the end of an answer without a length, or of the connection.
  func serverEnded() {
    guard phase == .http, exchange?.response != nil else {
      return ended(by: .server, isReset: false)
    }
    do throws(HTTPError) {
      if try responses.endOfInput() == .end { return endResponse() }
    } catch {
      // The client sees the answer break off where it did.
    }
    ended(by: .server, isReset: false)
  }

  private func readResponse(_ bytes: Span<UInt8>) {
    var position = 0
    do throws(HTTPError) {
      while phase == .http, let event = try responses.next(in: bytes, at: &position) {
        // What comes without a request is a farewell that no client could read either.
        guard exchange != nil else { return ended(by: .server, isReset: false) }
        take(event, bytes)
      }
    } catch {
      return fail("it does not speak HTTP: \(error)")
    }
    if phase == .tunnel { tunnel(bytes.extracting(position..<bytes.count), from: .server) }
  }

  private func take(_ event: ResponseDecoder.Event, _ bytes: Span<UInt8>) {
    switch event {
    case .head(let head): begin(head)
    case .body(let range): pass(bytes.extracting(range))
    case .end: endResponse()
    }
  }

  private func begin(_ head: ResponseHead) {
    guard var current = exchange else { return }
    let isUpgrade = head.status.code == 101
    if isUpgrade, !current.isUpgrade { return fail("it upgrades a request that did not ask") }
    current.isInterim = head.status.code < 200 && !isUpgrade
    if !current.isInterim { current.response = head }
    current.isChunked = head.body == .chunked && current.head.version == .http11
    exchange = current
    // Clients of HTTP/1.0 know no interim answers.
    guard !current.isInterim || current.head.version == .http11 else { return }
    var output: [UInt8] = []
    relay.rules.append(
      head, isUpgrade: isUpgrade, keepsAlive: current.keepsAlive, isChunked: current.isChunked,
      client: current.client, to: &output)
    client?.send(output.span)
    if !current.isInterim { relay.observer?.responseBegan(head, exchange: current.number) }
  }

  private func pass(_ bytes: Span<UInt8>) {
    guard let exchange else { return }
    if exchange.isChunked {
      var chunk: [UInt8] = []
      ChunkEncoder.append(bytes, to: &chunk)
      client?.send(chunk.span)
    } else {
      client?.send(bytes)
    }
    relay.observer?.responseBody(bytes, exchange: exchange.number)
  }

  private func endResponse() {
    guard let current = exchange, !current.isInterim else { return }
    if current.response?.status.code == 101 { return beginTunnel() }
    if current.isChunked {
      var end: [UInt8] = []
      ChunkEncoder.appendEnd(to: &end)
      client?.send(shared: end)
    }
    exchange?.isResponseOver = true
    finishExchange()
  }
}
