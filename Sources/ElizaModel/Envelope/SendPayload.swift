public import JSON

/// A message that a client sends: an envelope of type 2, or the event `2`.
public struct SendPayload: JSONRepresentable {
  /// The room.
  public var channelID: String?
  /// The older name of the room; read when there is no `channelID`.
  public var roomID: String?
  /// Who writes.
  public var senderID: String?
  /// The name of who writes.
  public var senderName: String?
  /// What is written: nearly always text, but servers take any value that JavaScript calls true.
  public var message: JSON?
  /// The message server, under its name since 1.6.5.
  public var messageServerID: String?
  /// The message server, under its name up to 1.6.4.
  public var serverID: String?
  /// The message server under a name that clients use and no server reads.
  ///
  /// Read from `message_server_id`, `server_id` or `worldId` when the official names are missing; never written.
  public var unofficialServerID: String?
  /// The client's own id for the message, sent back as `clientMessageId` as it came.
  public var messageID: JSON?
  /// What kind of client it is, such as `client_chat`.
  public var source: String?
  /// Media.
  public var attachments: JSON?
  /// Anything else the client says, such as `isDm`, `channelType` and `targetUserId`.
  public var metadata: JSON?
  /// The agent it is meant for, when `metadata` does not tell.
  public var targetUserID: String?

  /// Makes a message to a channel.
  public init(channelID: String? = nil, senderID: String? = nil, message: JSON? = nil) {
    self.channelID = channelID
    self.senderID = senderID
    self.message = message
  }

  /// The room to send to: the first of both names that is not empty.
  public var room: String? {
    [channelID, roomID].lazy.compactMap { $0 }.first { !$0.isEmpty }
  }
}
