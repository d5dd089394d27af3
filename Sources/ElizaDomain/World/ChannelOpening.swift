/// How a channel is made for a message that names one nobody knows.
public struct ChannelOpening: Sendable {
  /// The part of the server that makes it, as its metadata tells: `socketio_auto_creation`.
  public var maker: String
  /// Whether it is a direct channel.
  public var isDirect: Bool
  /// The other participant of a direct channel, as the message named it.
  public var counterpart: String?
  /// The metadata of the message, which become the channel's as well.
  public var metadata: StoredJSON?

  /// Makes an opening.
  public init(
    maker: String, isDirect: Bool = false, counterpart: String? = nil, metadata: StoredJSON? = nil
  ) {
    self.maker = maker
    self.isDirect = isDirect
    self.counterpart = counterpart
    self.metadata = metadata
  }

  /// By a socket's send.
  public static let socketMaker = "socketio_auto_creation"
  /// By a post to the channel's messages.
  public static let postMaker = "gui_auto_creation"
}
