import ElizaDomain
import ElizaModel
import JSON

/// What one Socket.IO connection was told, checked as it comes in.
final class SocketRecord {
  /// A stretch of time in one room.
  final class Stay {
    let channelID: String
    /// How the room is called in what is received there.
    var names: Names
    /// The messages received there, by their place in the world.
    var sequences: [UInt64] = []
    /// The messages that were fetched first after the room was joined.
    private(set) var fetched: [UInt64] = []
    private(set) var hasFetched = false
    var hasEnded = false

    init(channelID: String, names: Names) {
      self.channelID = channelID
      self.names = names
    }

    /// A history has come; only the first one may excuse what was not received.
    func fetched(_ sequences: [UInt64]) {
      guard !hasFetched else { return }
      hasFetched = true
      fetched = sequences
    }
  }

  /// What `channelId` and `roomId` say.
  struct Names: Equatable {
    var channel: String
    var room: String
  }

  let owner: String
  var socketID = ""
  private(set) var stays: [Stay] = []
  private var openStays: [String: Stay] = [:]
  private var received: Set<String> = []
  private var acknowledged: Set<String> = []
  private(set) var completed: Set<String> = []
  private var envelopes: Set<String> = []
  private var lastSequence: [String: UInt64] = [:]
  private var chunks: [String: [String]] = [:]
  private let ledger: Ledger

  init(owner: String, ledger: Ledger) {
    self.owner = owner
    self.ledger = ledger
  }

  /// The stays that have not ended.
  var current: [Stay] { Array(openStays.values) }

  func stay(in channelID: String) -> Stay? { openStays[channelID] }

  func entered(_ stay: Stay) {
    stays.append(stay)
    openStays[stay.channelID] = stay
  }

  func left(_ channelID: String) {
    openStays[channelID]?.hasEnded = true
    openStays[channelID] = nil
  }

  /// The connection is over: whatever has not come will not come.
  func ended() {
    for stay in openStays.values { stay.hasEnded = true }
    openStays = [:]
  }

  /// A broadcast has arrived.
  func broadcast(_ json: JSON) {
    guard let broadcast = MessageBroadcast(json: json) else {
      return fail("a broadcast that is none: \(json.text)")
    }
    guard let (channel, message) = ledger.world.message(broadcast.id) else {
      return fail("'\(broadcast.text.text)' was broadcast but is not in the history")
    }
    ledger.tally.deliveries += 1
    if !received.insert(broadcast.id).inserted { fail("got '\(message.content.text)' twice") }
    if let last = lastSequence[channel.id], message.sequence <= last {
      fail("got '\(message.content.text)' out of order")
    }
    lastSequence[channel.id] = message.sequence
    checkContent(broadcast, message)
    checkNames(broadcast, message, in: channel)
    if let question = message.inReplyTo { checkOrder(of: message, after: question) }
  }

  /// The named event of an acknowledgement has arrived.
  func acknowledgement(_ json: JSON) {
    guard let ack = MessageAck(json: json) else {
      return fail("an acknowledgement that is none: \(json.text)")
    }
    if !received.contains(ack.messageID) {
      fail("\(ack.messageID) was acknowledged before its echo")
    }
    if !acknowledged.insert(ack.messageID).inserted {
      fail("\(ack.messageID) was acknowledged twice")
    }
    guard let text = ledger.world.message(ack.messageID)?.message.content.text,
      let sent = ledger.sent[text]
    else { return fail("an acknowledgement of what nobody sent: \(ack.messageID)") }
    if let id = sent.clientID, ack.clientMessageID != .string(id), !sent.isRepeated {
      fail("the acknowledgement of '\(text)' names another message")
    }
    guard !sent.isRepeated else { return }
    ledger.acknowledged(sent, as: ack.messageID, "messageAck")
  }

  /// The callback of a send was called.
  func callback(_ json: JSON, of sent: Ledger.Sent) {
    guard json["success"] == true, let id = json["messageId"]?.stringValue else {
      return fail("the callback of '\(sent.text)' says \(json.text)")
    }
    if !acknowledged.contains(id) { fail("the callback of '\(sent.text)' came before messageAck") }
    guard !sent.isRepeated else { return }
    ledger.acknowledged(sent, as: id, "callback")
  }

  /// All answers to a message are said to be there.
  func complete(_ json: JSON) {
    guard let id = json["messageId"]?.stringValue else { return }
    if !completed.insert(id).inserted { fail("\(id) was completed twice") }
  }

  /// An envelope of type 3 has arrived: a reply once more.
  func envelope(_ json: JSON) {
    guard json["type"]?.intValue == 3, let id = json["payload"]?["id"]?.stringValue else { return }
    if !received.contains(id) { fail("the envelope of \(id) came before its broadcast") }
    if !envelopes.insert(id).inserted { fail("got the envelope of \(id) twice") }
  }

  /// A piece of a reply has arrived.
  func chunk(_ json: JSON) {
    guard let id = json["messageId"]?.stringValue, let text = json["chunk"]?.stringValue else {
      return fail("a chunk that is none: \(json.text)")
    }
    if received.contains(id) { fail("a chunk of \(id) came after the whole") }
    chunks[id, default: []].append(text)
  }

  func fail(_ text: String) { ledger.fail("\(owner) on \(socketID): \(text)") }
}

extension SocketRecord {
  private func checkContent(_ broadcast: MessageBroadcast, _ message: StoredMessage) {
    let text = message.content.text
    if broadcast.text.stringValue != text { fail("'\(text)' arrived as \(broadcast.text.text)") }
    if broadcast.senderID != message.authorID { fail("'\(text)' arrived under a wrong author") }
    if message.isAgentReply { ledger.tally.replies += 1 }
    let isOwn = isOwn(message)
    let clientID = ledger.sent[text]?.clientID
    if isOwn, clientID != broadcast.clientMessageID?.stringValue,
      ledger.sent[text]?.isRepeated == false
    {
      fail("the echo of '\(text)' has the id \(broadcast.clientMessageID?.text ?? "none")")
    }
    if !isOwn, broadcast.clientMessageID != nil {
      fail("'\(text)' shows its author's id to others")
    }
    if let pieces = chunks.removeValue(forKey: broadcast.id), text.hasPrefix(pieces[0]),
      pieces.joined() != text
    {
      fail("the pieces of '\(text)' are \(pieces)")
    }
  }

  private func checkNames(
    _ broadcast: MessageBroadcast, _ message: StoredMessage, in channel: Channel
  ) {
    guard let stay = openStays[channel.id] else {
      if !isOwn(message) {
        fail("'\(message.content.text)' came from a room that is not joined")
      }
      return
    }
    stay.sequences.append(message.sequence)
    guard !isOwn(message) else { return }
    let room = broadcast.roomID
    let channelName = broadcast.channelID ?? stay.names.channel
    if Names(channel: channelName, room: room) != stay.names {
      fail("'\(message.content.text)' came by the names \(channelName) and \(room)")
    }
  }

  func isOwn(_ message: StoredMessage) -> Bool {
    if case .socket(_, let socketID) = message.body { socketID == self.socketID } else { false }
  }

  private func checkOrder(of reply: StoredMessage, after question: String) {
    guard let asked = ledger.world.message(question)?.message else {
      return fail("'\(reply.content.text)' answers what is not in the history")
    }
    guard isOwn(asked) else { return }
    if !acknowledged.contains(question) {
      fail("'\(asked.content.text)' was answered before it was acknowledged")
    }
  }
}
