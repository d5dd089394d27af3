import OrderedCollections

extension World {
  /// Makes a channel; its message server must exist, and its id, when given, be free.
  @discardableResult
  public func makeChannel(_ draft: consuming ChannelDraft) -> Channel {
    channelCount += 1
    if draft.participants.count > retention.participants {
      draft.participants.removeSubrange(retention.participants...)
    }
    let id = draft.id ?? ids.next()
    let channel = Channel(draft, id: id, at: clock.now, sequence: channelCount)
    keep(channel)
    return channel
  }

  /// Makes the channel that a session gets for itself, with its agent in it.
  func makeChannel(of session: Session) -> Channel {
    channelCount += 1
    // The sessions of one agent share the list until somebody else takes part.
    if soleParticipant.first != session.agentID { soleParticipant = [session.agentID] }
    let channel = Channel(of: session, participants: soleParticipant, sequence: channelCount)
    keep(channel)
    return channel
  }

  private func keep(_ channel: Channel) {
    channels[channel.id] = channel
    let bytes = channel.attachedBytes
    channel.countedBytes = bytes
    channelAges.append(channel, bytes: bytes)
    dropOldChannels(except: channel)
  }

  /// The channel whose socket room is called `room`: the one with that id or, where the profile knows
  /// the alias, the one of the session with that id.
  public func channel(inRoom room: String) -> Channel? {
    if let channel = channels[room] { return channel }
    guard profile.aliasesSessionRooms, let session = sessions[room] else { return nil }
    return channels[session.channelID]
  }

  /// The channels of a message server in the order they were made; cost grows with all channels.
  public func channels(of messageServerID: String) -> [Channel] {
    channels.values
      .filter { $0.messageServerID == messageServerID }
      .sorted { $0.sequence < $1.sequence }
  }

  /// The direct channel of two participants, made when there is none yet.
  public func directChannel(
    between one: String, and other: String, messageServerID: String,
    make: (_ lower: String, _ higher: String) -> ChannelDraft
  ) -> Channel {
    let key = DirectChannelKey(one, other, messageServerID: messageServerID)
    if let id = directChannels[key], let channel = channels[id] { return channel }
    let channel = makeChannel(make(key.lower, key.higher))
    directChannels[key] = channel.id
    channel.directKey = key
    return channel
  }

  /// Adds a participant; false when it was there already, or there are too many.
  @discardableResult
  public func add(participant id: String, to channel: Channel) -> Bool {
    guard channel.participants.count < retention.participants,
      channel.participants.append(id).inserted
    else { return false }
    recount(channel)
    return true
  }

  /// Takes a participant out; false when it was not there.
  @discardableResult
  public func remove(participant id: String, from channel: Channel) -> Bool {
    guard channel.participants.remove(id) != nil else { return false }
    recount(channel)
    return true
  }

  /// Changes name, metadata and participants of a channel; nil leaves what is there.
  public func update(
    _ channel: Channel, name: String?, metadata: StoredJSON?, participants: [String]?
  ) {
    if let name { channel.name = name }
    if let metadata { channel.metadata = metadata }
    if let participants {
      channel.participants = .init(participants.prefix(retention.participants))
    }
    channel.updatedAt = clock.now
    recount(channel)
  }

  /// Removes a channel with its messages; sockets stay in its room.
  public func delete(_ channel: Channel) {
    guard !channel.isDeleted else { return }
    clear(channel)
    channel.isDeleted = true
    channels[channel.id] = nil
    if let key = channel.directKey { directChannels[key] = nil }
    channelAges.resize(by: -channel.countedBytes)
    channelAges.tidy(count: channels.count) { !$0.isDeleted }
  }

  private func recount(_ channel: Channel) {
    guard !channel.isDeleted else { return }
    let bytes = channel.attachedBytes
    channelAges.resize(by: bytes - channel.countedBytes)
    channel.countedBytes = bytes
    dropOldChannels(except: channel)
  }

  /// Lets the oldest channels but `newest` go, and with them their messages, where limits are passed.
  private func dropOldChannels(except newest: Channel) {
    var isSpared = false
    while channels.count > retention.channels || channelAges.byteCount > retention.metadataBytes,
      let oldest = channelAges.popFirst()
    {
      if oldest === newest { isSpared = true } else { delete(oldest) }
    }
    if isSpared { channelAges.append(newest, bytes: 0) }
  }
}
