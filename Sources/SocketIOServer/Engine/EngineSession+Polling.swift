import EngineIO
import HTTP1

extension EngineSession {
  /// Answers a polling request that names this session, now or later.
  func handle(_ request: HTTPRequest, on exchange: any HTTPExchange) {
    if let silence { return silence.keep(request, on: exchange) }
    switch request.method {
    case .get: pollReceived(PendingPoll(exchange: exchange, origin: request.headers["Origin"]))
    case .post: postReceived(request, on: exchange)
    default: refuse(request.headers["Origin"], on: exchange)
    }
  }

  /// The body of a POST is on its way.
  func postBegan() {
    if silence == nil, !machine.postBegan() { violate(.overlappingPosts) }
  }

  /// Answers the pending poll with what is queued, unless more may be about to be queued.
  func flushPoll() {
    guard silence == nil, !isReadingPost, !queue.isEmpty, machine.takePendingPoll() else { return }
    answerPoll(takePayload())
  }

  /// Lets the pending poll end without saying anything.
  func releasePoll() {
    guard silence == nil, machine.takePendingPoll() else { return }
    answerPoll(Packet(.noop).bytes)
  }

  /// Answers the poll that was pending.
  func answerPoll(_ body: [UInt8]) {
    guard let poll else { return }
    self.poll = nil
    if let silence { return silence.abandon(poll.exchange) }
    answer(poll, body)
  }

  private func answer(_ poll: PendingPoll, _ body: [UInt8]) {
    poll.exchange.onPeerLeft = nil
    server.show(.answered(byteCount: body.count), of: self)
    poll.exchange.respond(server.responses.payload(body, origin: poll.origin))
    endDeliveries()
  }

  private func pollReceived(_ poll: PendingPoll) {
    server.show(.polled, of: self)
    switch machine.pollReceived(hasPackets: !queue.isEmpty) {
    case .hold:
      self.poll = poll
      poll.exchange.onPeerLeft = { self.pollLost() }
    case .answer: answer(poll, takePayload())
    case .answerNoop: answer(poll, Packet(.noop).bytes)
    case .refuse: refuse(poll.origin, on: poll.exchange)
    case .overlap:
      violate(.overlappingPolls)
      refuse(poll.origin, on: poll.exchange)
    }
  }

  private func takePayload() -> [UInt8] {
    PayloadEncoder.encode(queue.take(server.configuration.pollPacketLimit))
  }

  private func pollLost() {
    guard machine.takePendingPoll() else { return }
    poll = nil
    end(.transportError)
  }

  private func postReceived(_ request: HTTPRequest, on exchange: any HTTPExchange) {
    let origin = request.headers["Origin"]
    server.show(.posted(byteCount: request.body.count), of: self)
    guard machine.postReceived() else { return refuse(origin, on: exchange) }
    let limit = server.configuration.maxPayload
    guard request.body.count <= limit else {
      violate(.payloadTooLarge(limit: limit))
      return exchange.respond(
        server.responses.refusal(.badRequest, status: 413, origin: origin))
    }
    if read(request.body) {
      exchange.respond(server.responses.ok(origin: origin))
    } else {
      refuse(origin, on: exchange)
    }
    flushPoll()
  }

  /// Takes the packets of a payload up to the first that ends the session; false when the client
  /// is to blame for that.
  private func read(_ body: [UInt8]) -> Bool {
    isReadingPost = true
    defer { isReadingPost = false }
    var decoder = PayloadDecoder()
    let body = body.span
    do throws(PacketError) {
      while !isClosed, let element = try decoder.next(in: body) {
        switch element {
        case .text(let type, let range): receive(type, body.extracting(range))
        case .binary(let bytes): receive(binary: bytes.span)
        }
      }
    } catch {
      violate(.enginePacket(error))
    }
    return !hasViolated
  }

  private func refuse(_ origin: String?, on exchange: any HTTPExchange) {
    exchange.respond(server.responses.refusal(.badRequest, origin: origin))
  }
}
