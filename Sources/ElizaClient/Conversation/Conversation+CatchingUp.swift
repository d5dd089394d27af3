import ElizaModel
import JSON

/// What was missed, fetched through the Sessions API.
extension Conversation {
  /// A message may have been under way for so long when the connection was lost.
  private static let overlap: Duration = .seconds(10)

  /// How often a message that may have been lost is looked for.
  private static let looks = 2

  /// The pause between two looks: what was sent last may arrive after the connection has ended.
  private static let pause: Duration = .seconds(2)

  /// From where on the history is asked: a little before the newest that is known.
  private var horizon: Timestamp? {
    ([gap?.start, newest].compactMap { $0 } + horizons.values).min().map {
      let start = $0.advanced(by: .zero - Self.overlap)
      // Nothing can have been said before the session was there.
      return max(start, session.details?.createdAt.advanced(by: .milliseconds(-1)) ?? start)
    }
  }

  /// From now on something may be missed.
  mutating func openGap() {
    guard let newest else { return }
    gap = Gap(start: min(gap?.start ?? newest, newest))
  }

  /// Looks whether something was missed, without holding anything back meanwhile.
  mutating func look() {
    guard session.details != nil, chosenRoom == nil, isOpen else { return }
    if gap == nil, let newest { gap = Gap(start: newest, isHarmless: true) }
    fetch()
  }

  /// Asks for the history; an answer that is still under way is not waited for.
  mutating func fetch() {
    guard session.details != nil else { return }
    calls = calls.filter {
      if case .messages = $0.value.question { false } else { true }
    }
    act(.cancel(.catchUp))
    act(.cancel(.poll))
    call(.messages(after: horizon))
  }

  mutating func fetched(_ answer: SessionCall.Answer, after: Timestamp?) {
    if answer.isSessionGone { return sessionGone(answer.refusal) }
    guard answer.isSuccess, let list = answer.body["messages"]?.arrayValue else {
      return fetchFailed(answer.refusal)
    }
    // The newest comes first.
    let page = list.reversed().compactMap { SessionMessage(json: $0) }
    for message in page { take(message) }
    timeline.settle(page.map(\.id))
    // A server that shows the same page again would be asked for ever.
    guard answer.body["hasMore"] == true, let last = page.last?.createdAt,
      after.map({ last > $0 }) ?? true
    else { return caughtUp() }
    // Others may be of the same millisecond, unless the whole page is.
    let next = last.advanced(by: .milliseconds(-1))
    call(.messages(after: after.map { next > $0 } ?? true ? next : last))
  }

  mutating func fetchFailed(_ reason: String) {
    problem = reason
    guard options.transport == .socket else {
      return act(.set(.poll, after: options.pollInterval))
    }
    guard var gap else { return }
    gap.failures += 1
    // A server whose history is broken can be talked to all the same.
    if gap.failures >= 3 { gap.isHarmless = true }
    self.gap = gap
    act(.set(.catchUp, after: Conversation.delay(after: gap.failures)))
    if gap.isHarmless { flush() }
  }

  /// Nothing is missing any more.
  private mutating func caughtUp() {
    gap = nil
    sessionFailures = 0
    judge()
    flush()
    if options.transport == .polling {
      problem = nil
      act(.set(.poll, after: options.pollInterval))
    }
  }

  /// What is not in the history has not been stored.
  private mutating func judge() {
    for (id, doubt) in uncertain.sorted(by: { $0.key < $1.key }) {
      uncertain[id]?.looks = doubt.looks + 1
      if doubt.looks + 1 >= Self.looks { fail(id, "lost on the way to the server") }
    }
    if !uncertain.isEmpty { act(.set(.verdict, after: Self.pause)) }
  }

  private mutating func take(_ message: SessionMessage) {
    newest = max(newest ?? message.createdAt, message.createdAt)
    let clientID = message.metadata?["clientMessageId"]?.stringValue
    if let own = ownMessage(
      clientID, author: message.authorID, text: message.content.words, serverID: message.id)
    {
      return confirm(own, as: message.id, date: message.createdAt, by: .api)
    }
    if timeline[message.id] != nil { return complete(message) }
    log(.api, "Caught up with a message:", ["text": message.content, "id": .string(message.id)])
    let isAgent = message.isAgent || message.authorID == agentID
    let name = message.metadata?["agentName"]?.stringValue
    var new = ChatMessage(
      id: message.id, serverID: message.id,
      author: isAgent ? .agent : message.authorID == userID ? .user : .other,
      authorID: message.authorID,
      authorName: name ?? message.metadata?["user_display_name"]?.stringValue ?? "",
      text: message.content.words, createdAt: message.createdAt, isDated: true,
      delivery: message.authorID == userID ? .sent : .received, route: .api)
    new.describe(message)
    timeline.insert(new)
    if isAgent { agentHasSpoken(new, name: name) }
  }

  /// The history has the whole of a message that is known.
  private mutating func complete(_ message: SessionMessage) {
    let wasWhole = timeline[message.id]?.delivery == .received
    streams[message.id] = nil
    timeline.update(message.id) {
      $0.text = message.content.words
      $0.createdAt = message.createdAt
      $0.isDated = true
      if $0.author != .user { $0.delivery = .received }
      $0.describe(message)
    }
    if !wasWhole, let known = timeline[message.id], known.author == .agent {
      agentHasSpoken(known, name: nil)
    }
  }
}

extension ChatMessage {
  /// What the history says besides; of an action it tells the end by its words alone.
  fileprivate mutating func describe(_ message: SessionMessage) {
    thought = message.metadata?["thought"]?.stringValue ?? thought
    actions = message.metadata?["actions"].map(\.list) ?? actions
    guard author == .agent, !message.isAgent, let name = actions.first else { return }
    let status =
      message.metadata?["actionStatus"]?.stringValue
      ?? (text.hasSuffix(" failed") ? "failed" : text.hasSuffix(" completed") ? "completed" : nil)
    progress = ActionProgress(name: name, status: status ?? progress?.status ?? "executing")
  }
}
