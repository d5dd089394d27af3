import JSON

/// What a PATCH changes in a channel; nil leaves what is there.
struct ChannelChange {
  let name: String?
  let metadata: StoredJSON?
  let participants: [String]?

  /// Reads a request; nil when the participants are no list of ids.
  init?(_ body: JSON) {
    name = body["name"].map { MessageContent($0).text }
    metadata = body["metadata"].map(StoredJSON.init)
    guard let list = body["participantCentralUserIds"] else {
      participants = nil
      return
    }
    guard let ids = list.arrayValue?.map(\.stringValue), !ids.contains(nil) else { return nil }
    participants = ids.compactMap { $0 }
  }
}
