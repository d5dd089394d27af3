/// Names the direct channel of two participants on one message server, whoever of them asks.
struct DirectChannelKey: Hashable {
  /// The participant whose id sorts first.
  let lower: String
  /// The other one.
  let higher: String
  /// The message server.
  let messageServerID: String

  init(_ one: String, _ other: String, messageServerID: String) {
    lower = min(one, other)
    higher = max(one, other)
    self.messageServerID = messageServerID
  }
}
