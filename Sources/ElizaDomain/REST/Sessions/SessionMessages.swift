import Bytes
import ElizaModel
import HTTP1
import JSON

/// `/api/messaging/sessions/:sessionId/messages`: sending to the agent and reading what was said.
struct SessionMessages {
  /// The most UTF-16 code units a message may have.
  static let contentLimit = 4000

  let world: World
  let sessions: SessionResource

  /// Adds the routes.
  func add(to router: inout Router, _ path: String) {
    router.add(.post, path, SessionContracts.send(world.profile), send)
    router.add(.get, path, SessionContracts.messages, list)
  }

  private func send(_ call: Call) throws(Refusal) -> Answer {
    let body = call.body.value
    let transport = try transport(of: body)
    guard let content = content(of: body) else {
      throw sessions.failure(.invalidContent("Invalid message request format"))
    }
    let session = try sessions.session(of: call)
    try requireLength(content)
    try sessions.requireSmall(body?["metadata"])
    guard let channel = world.channels[session.channelID] else {
      throw sessions.failure(.sendFailed(session.id))
    }
    let wasRenewed = session.touch(at: world.clock.now)
    session.warn(at: world.clock.now)
    let post = SessionPost(
      session: session, channel: channel, content: content, body: body ?? [:])
    let message = world.store(post.draft, in: channel)
    return deliver(message, of: post, wasRenewed: wasRenewed, transport, call)
  }

  private func deliver(
    _ message: StoredMessage, of post: SessionPost, wasRenewed: Bool,
    _ transport: ReplyTransport, _ call: Call
  ) -> Answer {
    let answer = SessionPostAnswer(
      message: message, channel: post.channel,
      status: post.session.status(wasRenewed: wasRenewed, at: world.clock.now),
      profile: world.profile)
    func handOver(_ delivery: IncomingMessage.Delivery) {
      world.intake.handOver(
        IncomingMessage(
          channel: post.channel, message: message, targetAgentID: nil, session: post.session,
          delivery: delivery, connection: call.connection, postedID: post.body.sentMessageID))
    }
    switch transport {
    case .websocket:
      handOver(.channel)
      return .body(answer.body(reply: nil), .created)
    case .http:
      handOver(.caller(AnsweringReceiver(call) { answer.body(reply: $0) }))
    case .sse:
      handOver(
        .caller(
          EventStreamReceiver(
            call, userMessage: answer.userMessage, messageID: message.id,
            namesTypes: world.profile.answersInEveryShape)))
    }
    return .later
  }

  private func list(_ call: Call) throws(Refusal) -> Answer {
    let session = try sessions.session(of: call)
    if call.queryValue("before") == nil {
      world.findings.polled(call.request, session.channelID, by: session.userID)
    }
    let page = MessagePage(
      limit: min(max(call.query["limit"].flatMap(JavaScript.parseInt) ?? 50, 1), 100),
      before: try cursor("before", of: call), after: try cursor("after", of: call))
    guard let channel = world.channels[session.channelID] else {
      return .body(SessionMessagePage(messages: [], hasMore: false))
    }
    return .body(page.body(of: channel, world.profile))
  }

  private func transport(of body: JSON?) throws(Refusal) -> ReplyTransport {
    guard world.profile.hasReplyTransports else { return .websocket }
    guard let body else {
      throw sessions.failure(.unexpected).forWantOfABody
    }
    do throws(ReplyTransport.Complaint) {
      return try ReplyTransport.requested(by: body)
    } catch {
      throw sessions.failure(.invalidContent(error.text))
    }
  }

  /// Some clients send the agent's content object in place of a text.
  private func content(of body: JSON?) -> String? {
    if let text = body?["content"]?.stringValue { return text }
    return world.profile.isLenient ? body?["content"]?["text"]?.stringValue : nil
  }

  private func requireLength(_ content: String) throws(Refusal) {
    guard !content.isEmpty else {
      throw sessions.failure(.invalidContent("Content cannot be empty"))
    }
    guard content.utf16.count <= SessionMessages.contentLimit else {
      throw sessions.failure(
        .invalidContent("Content exceeds maximum length of 4000 characters"))
    }
  }

  /// Real servers read the leading number of the text, so of a date its year.
  private func cursor(_ name: String, of call: Call) throws(Refusal) -> Timestamp? {
    guard let text = call.queryValue(name) else { return nil }
    if world.profile.isLenient, let date = Timestamp(isoText: text) { return date }
    guard let number = JavaScript.parseInt(text) else {
      throw sessions.failure(.invalidPagination(name, reason: "Must be a valid timestamp"))
    }
    guard let moment = Timestamp(representing: number) else {
      throw sessions.failure(.invalidPagination(name, reason: "Invalid date from timestamp"))
    }
    return moment
  }
}

extension Timestamp {
  /// The moment a number of milliseconds stands for, or nil when JavaScript has no date for it.
  init?(representing milliseconds: Double) {
    guard abs(milliseconds) <= 8.64e15, let whole = Int64(exactly: milliseconds) else { return nil }
    self.init(milliseconds: whole)
  }
}
