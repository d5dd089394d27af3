import OrderedCollections

extension World {
  /// Makes a channel; its message server must exist, and its id, when given, be free.
  @discardableResult
  public func makeChannel(_ draft: ChannelDraft) -> Channel {
    channelCount += 1
    let channel = Channel(
      draft, id: draft.id ?? ids.next(), at: clock.now, sequence: channelCount)
    channels[channel.id] = channel
    return channel
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
    return channel
  }

  /// Adds a participant; false when it was there already.
  @discardableResult
  public func add(participant id: String, to channel: Channel) -> Bool {
    channel.participants.append(id).inserted
  }

  /// Takes a participant out; false when it was not there.
  @discardableResult
  public func remove(participant id: String, from channel: Channel) -> Bool {
    channel.participants.remove(id) != nil
  }

  /// Changes name, metadata and participants of a channel; nil leaves what is there.
  public func update(
    _ channel: Channel, name: String?, metadata: StoredJSON?, participants: [String]?
  ) {
    if let name { channel.name = name }
    if let metadata { channel.metadata = metadata }
    if let participants { channel.participants = .init(participants) }
    channel.updatedAt = clock.now
  }

  /// Removes a channel with its messages; sockets stay in its room.
  public func delete(_ channel: Channel) {
    clear(channel)
    channel.isDeleted = true
    channels[channel.id] = nil
  }
}
