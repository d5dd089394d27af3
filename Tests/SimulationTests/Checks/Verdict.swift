import ElizaDomain

/// What can only be judged once everything has come to rest.
struct Verdict {
  let ledger: Ledger
  let people: [Person]
  let profile: Profile

  /// Judges what was delivered and answered.
  func judge() {
    for channel in channels { judge(channel) }
    judgeLostMessages()
    for person in people { judge(person) }
  }

  private var channels: [Channel] {
    var seen: Set<String> = []
    return people.compactMap(\.place.channelID).filter { seen.insert($0).inserted }
      .compactMap { ledger.world.channels[$0] }
  }

  /// Every message once, and the right number of answers to each.
  private func judge(_ channel: Channel) {
    var answers: [String: Int] = [:]
    var texts: Set<String> = []
    let messages = channel.messages.all
    for message in messages {
      if let question = message.inReplyTo { answers[question, default: 0] += 1 }
      guard !message.isAgentReply, let sent = ledger.sent[message.content.text] else { continue }
      if !sent.isRepeated, !texts.insert(sent.text).inserted {
        ledger.fail("'\(sent.text)' is stored twice")
      }
    }
    judgeOrderOfAnswers(in: messages)
    for message in messages where !message.isAgentReply {
      judgeAnswers(to: message, count: answers[message.id] ?? 0)
    }
  }

  /// An agent answers what it was asked first before what it was asked later.
  private func judgeOrderOfAnswers(in messages: [StoredMessage]) {
    var latest: [String: UInt64] = [:]
    for message in messages {
      guard let id = message.inReplyTo, let question = ledger.world.message(id)?.message,
        ledger.sent[question.content.text]?.isAnsweredToCaller == false
      else { continue }
      if question.sequence < latest[message.authorID] ?? 0 {
        ledger.fail("'\(question.content.text)' was answered after a later message")
      }
      latest[message.authorID] = question.sequence
    }
  }

  private func judgeAnswers(to message: StoredMessage, count: Int) {
    guard let sent = ledger.sent[message.content.text] else {
      return ledger.fail("'\(message.content.text)' is stored but nobody sent it")
    }
    let expected = sent.isAnsweredToCaller ? 1 : sent.place.agentIDs.count
    let isExact = profile.isLenient && !sent.isRepeated && !sent.isAnsweredToCaller
    guard isExact ? count == expected : count <= expected else {
      return ledger.fail("'\(sent.text)' has \(count) answers, not \(expected)")
    }
  }

  private func judgeLostMessages() {
    for sent in ledger.sent.values {
      guard let id = sent.messageID, ledger.world.message(id) == nil else { continue }
      ledger.fail("'\(sent.text)' was acknowledged and is lost")
    }
  }

  private func judge(_ person: Person) {
    if person.shouldBeBack {
      if !person.isInRoom {
        person.fail("is not back in the room")
      } else if !person.hasLookedBack {
        person.fail("gets no history any more")
      }
    }
    for record in person.records {
      for stay in record.stays { judge(stay, record) }
    }
  }

  /// What came in a room is a stretch of its history without gaps, up to the end for whoever stayed.
  private func judge(_ stay: SocketRecord.Stay, _ record: SocketRecord) {
    let messages = ledger.world.channels[stay.channelID]?.messages.all ?? []
    let spoken = messages.filter(isBroadcast).map(\.sequence)
    if let first = stay.sequences.first {
      guard let start = spoken.firstIndex(of: first) else {
        return record.fail("got what was not broadcast")
      }
      let stretch = Array(spoken[start...].prefix(stay.sequences.count))
      if stretch != stay.sequences {
        record.fail("missed something: got \(stay.sequences) of \(stretch)")
      }
    }
    guard !stay.hasEnded, stay.hasFetched else { return }
    let missing = Set(spoken).subtracting(stay.sequences).subtracting(stay.fetched)
    if !missing.isEmpty { record.fail("never got \(missing.sorted()) of \(spoken)") }
    for message in messages where record.isOwn(message) { judgeCompletion(of: message, record) }
  }

  private func judgeCompletion(of message: StoredMessage, _ record: SocketRecord) {
    guard profile.isLenient, let sent = ledger.sent[message.content.text], !sent.isRepeated,
      let id = sent.clientID, !record.completed.contains(id)
    else { return }
    record.fail("never heard that '\(sent.text)' is complete")
  }

  /// Messages posted to a session are not announced, nor are those whose answer goes to the caller,
  /// nor that answer.
  private func isBroadcast(_ message: StoredMessage) -> Bool {
    let question = message.inReplyTo.flatMap { ledger.world.message($0)?.message }
    if message.sourceType == MessageSource.session { return false }
    let asked = question ?? message
    return ledger.sent[asked.content.text]?.isAnsweredToCaller != true
  }
}

extension MessageLog {
  /// Everything kept, oldest first.
  var all: [StoredMessage] { (0..<count).map { self[$0] } }
}
