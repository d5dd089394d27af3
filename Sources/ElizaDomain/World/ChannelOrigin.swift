/// What only channels have that were not made for a session.
final class ChannelOrigin {
  /// How the channel came to be; nil when it was asked for.
  let sourceType: String?
  /// Its id at the place it comes from.
  let sourceID: String?
  /// What it is about.
  let topic: String?
  /// Whose direct channel it is.
  var directKey: DirectChannelKey?

  /// Takes it out of a draft.
  init(_ draft: ChannelDraft) {
    sourceType = draft.sourceType
    sourceID = draft.sourceID
    topic = draft.topic
  }
}
