extension World {
  /// Stores a message in a channel, letting go of the oldest ones where limits are reached.
  @discardableResult
  public func store(_ draft: MessageDraft, in channel: Channel) -> StoredMessage {
    let message = StoredMessage(
      id: draft.id ?? ids.next(), authorID: draft.authorID, text: .known(draft.content),
      body: draft.body, sourceType: draft.sourceType, sourceID: draft.sourceID,
      inReplyTo: draft.inReplyTo, createdAt: clock.now, sequence: nextSequence())
    keep(message, in: channel)
    return message
  }

  /// Keeps a message with a sequence number of its own.
  func keep(_ message: StoredMessage, in channel: Channel) {
    if let oldest = channel.append(message, keeping: retention.perChannel) {
      messageIndex.remove(oldest)
    }
    if let job = channel.job { messageStored(message, for: job) }
    guard let place = messageIndex.insert(message, in: channel, keeping: retention) else { return }
    drop(place)
    dropOldMessages()
  }

  /// The message with this id and its channel.
  public func message(_ id: String) -> (channel: Channel, message: StoredMessage)? {
    guard let place = messageIndex.place(of: id),
      let message = place.channel.messages.message(sequence: place.sequence), message.id == id
    else { return nil }
    return (place.channel, message)
  }

  /// Changes a stored message and the time of its last change; nil when it is gone.
  @discardableResult
  public func updateMessage(_ id: String, _ change: MessageChange) -> StoredMessage? {
    guard let (channel, old) = message(id) else { return nil }
    let message = StoredMessage(old, changed: change, at: clock.now)
    channel.messages.replace(message)
    messageIndex.replace(old, by: message)
    dropOldMessages()
    return message
  }

  /// Removes one message of a channel; false when it is not there.
  @discardableResult
  public func deleteMessage(_ id: String, from channel: Channel) -> Bool {
    guard let (holder, message) = message(id), holder === channel,
      channel.messages.remove(sequence: message.sequence) != nil
    else { return false }
    messageIndex.remove(message)
    return true
  }

  /// Removes the newest messages of a channel, all of them without a limit.
  public func clear(_ channel: Channel, newest limit: Int = .max) {
    var left = limit
    while left > 0, let message = channel.messages.removeLast() {
      messageIndex.remove(message)
      left -= 1
    }
  }

  private func dropOldMessages() {
    while let place = messageIndex.popOverflow(retention) { drop(place) }
  }

  private func drop(_ place: MessageIndex.Place) {
    guard let oldest = place.channel.messages.remove(sequence: place.sequence) else { return }
    messageIndex.remove(oldest)
  }
}
