import HTTP1
import HostInterface

/// One connection of an HTTP client: a request at a time, kept for the next one.
final class HTTPLine {
  /// Whether it can carry the next request.
  var isIdle: Bool { fetch == nil && !isGone }

  private weak var fetcher: HTTPFetcher?
  private var stream: (any ByteStream)?
  private var dial: Dial?
  private var fetch: Fetch?
  private var decoder: ResponseDecoder
  private var head: ResponseHead?
  private var body: [UInt8] = []
  private var isGone = false

  init(for fetcher: HTTPFetcher, bodyLimit: Int) {
    self.fetcher = fetcher
    decoder = ResponseDecoder(bodyLimit: bodyLimit)
  }

  /// Opens the connection.
  func open(_ address: ServerAddress, through dialer: any Dialer) {
    dial = dialer.dial(address) { [self] result in
      dial = nil
      switch result {
      case .success(let stream): opened(stream)
      case .failure(let error): end(error)
      }
    }
  }

  /// Sends a request, at once or when the connection stands.
  func carry(_ fetch: Fetch) {
    self.fetch = fetch
    fetch.isCarried(by: self)
    sendRequest()
  }

  /// Closes the connection in order; a request under way is lost.
  func close() {
    stream?.close()
    end(.lost("closed here"))
  }

  /// Closes the connection at once; a request under way is lost.
  func cut() {
    stream?.abort()
    end(.lost("cut off here"))
  }

  private func opened(_ stream: any ByteStream) {
    guard !isGone else { return stream.abort() }
    self.stream = stream
    stream.handler = self
    sendRequest()
  }

  private func sendRequest() {
    guard let stream, let fetch else { return }
    decoder.expectResponse(to: fetch.request.method)
    var bytes: [UInt8] = []
    RequestEncoder().append(fetch.request, to: &bytes)
    stream.send(bytes.span)
  }

  /// Is of no use any more; a request under way fails for `reason`.
  private func end(_ reason: TransportError) {
    guard !isGone else { return }
    isGone = true
    dial?.cancel()
    dial = nil
    stream = nil
    let lost = fetch
    fetch = nil
    fetcher?.lineEnded(self)
    lost?.complete(.failure(reason))
  }
}

extension HTTPLine: ByteStreamHandler {
  func bytesReceived(_ bytes: Span<UInt8>) {
    // What comes without a request, such as a farewell of the server, makes the connection useless.
    guard !isGone, fetch != nil else { return close() }
    var position = 0
    do throws(HTTPError) {
      while !isGone, let event = try decoder.next(in: bytes, at: &position) {
        take(event, bytes)
      }
    } catch {
      fail(error)
    }
  }

  func endOfStream() {
    guard !isGone else { return }
    do throws(HTTPError) {
      if let event = try decoder.endOfInput() { take(event, [UInt8]().span) }
      close()
    } catch {
      fail(error)
    }
  }

  func outboxDrained() {}

  func streamClosed(_ reason: StreamCloseReason) {
    end(.lost(reason.words))
  }

  private func take(_ event: ResponseDecoder.Event, _ bytes: Span<UInt8>) {
    switch event {
    case .head(let head):
      self.head = head
      if head.status.code >= 200 { fetch?.part?(.head(head.status, head.headers)) }
    case .body(let range):
      let part = bytes.extracting(range)
      for index in part.indices { body.append(part[index]) }
      if let tell = fetch?.part {
        let piece = body
        body = []
        tell(.body(piece))
      }
    case .end: finish()
    }
  }

  private func finish() {
    // Interim answers come before the one that counts.
    guard let head, let fetch, head.status.code >= 200 else { return }
    let reply = Fetch.Reply(status: head.status, headers: head.headers, body: body)
    self.head = nil
    body = []
    self.fetch = nil
    if head.keepsAlive { fetcher?.lineIsIdle(self) } else { close() }
    fetch.complete(.success(reply))
  }

  private func fail(_ error: HTTPError) {
    stream?.abort()
    end(.malformed("\(error)"))
  }
}
