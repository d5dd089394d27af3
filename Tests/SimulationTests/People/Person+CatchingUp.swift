import ElizaDomain
import ElizaModel
import HTTP1
import JSON

extension Person {
  /// Fetches the history for the last time; a connection that was lost unnoticed costs an attempt.
  func lookBack(attempts: Int = 4) {
    guard !hasGone, isInRoom, !hasLookedBack, attempts > 0 else { return }
    catchUp(within: .seconds(10)) { [self] in hasLookedBack = true }
    clock.after(.seconds(10)) { self.lookBack(attempts: attempts - 1) }
  }

  /// Fetches the history and checks that it holds what was acknowledged before.
  func catchUp(within limit: Duration = .seconds(30), then done: @escaping () -> Void = {}) {
    guard let channelID = place.channelID, let record, let stay = record.stay(in: channelID) else {
      return
    }
    let promised = ledger.sent.values.filter {
      $0.author == userID && $0.messageID != nil && !$0.isRepeated
    }
    let fetch = http.fetch(.get, "\(simulation.channelsPath)/\(channelID)/messages?limit=1000") {
      [self] result in
      guard case .success(let reply) = result else { return }
      fetched(reply, stay, promised)
      done()
    }
    clock.after(limit) { fetch.cancel() }
  }

  private func fetched(
    _ reply: Fetch.Reply, _ stay: SocketRecord.Stay, _ promised: [Ledger.Sent]
  ) {
    guard reply.status == 200, let json = try? JSON(parsing: reply.body),
      let list = json.at("data.messages")?.arrayValue
    else {
      return fail("history answered \(reply.status) \(String(decoding: reply.body, as: UTF8.self))")
    }
    let ids = list.reversed().compactMap { $0["id"]?.stringValue }
    ledger.tally.catchUps += 1
    note("fetched \(ids.count) messages")
    let known = Set(ids)
    for message in promised where !known.contains(message.messageID ?? "") {
      fail("'\(message.text)' was acknowledged but is not in what was fetched")
    }
    let messages = ledger.world.channels[stay.channelID]?.messages
    let kept = (0..<(messages?.count ?? 0)).compactMap { messages?[$0] }
    if kept.prefix(ids.count).map(\.id) != ids {
      fail("the history is not what is stored, in order")
    }
    stay.fetched(kept.prefix(ids.count).map(\.sequence))
  }
}
