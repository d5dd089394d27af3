import ElizaModel

/// The messages of a conversation in the order in which the server stored them.
///
/// Those that the server has dated stand by their date, and those of one date in the order they came,
/// until a page of the history tells better. What it has not dated stays where it was put.
struct Timeline {
  private(set) var messages: [ChatMessage] = []
  private let limit: Int

  init(limit: Int) {
    self.limit = max(limit, 1)
  }

  /// The message with an id, of whichever side.
  func position(_ id: String) -> Int? {
    messages.lastIndex { $0.serverID == id } ?? messages.lastIndex { $0.id == id }
  }

  subscript(id: String) -> ChatMessage? {
    position(id).map { messages[$0] }
  }

  /// Adds a message that was written here.
  mutating func append(_ message: ChatMessage) {
    messages.append(message)
    if messages.count > limit { messages.removeFirst(messages.count - limit) }
  }

  /// Adds a message that the server has dated.
  mutating func insert(_ message: ChatMessage) {
    messages.insert(message, at: place(for: message.createdAt))
    if messages.count > limit { messages.removeFirst(messages.count - limit) }
  }

  /// Changes a message; one whose date has changed moves to its place.
  mutating func update(_ id: String, _ change: (inout ChatMessage) -> Void) {
    guard let position = position(id) else { return }
    let before = messages[position]
    change(&messages[position])
    let after = messages[position]
    guard after.isDated, after.createdAt != before.createdAt || !before.isDated,
      !isInPlace(position)
    else { return }
    messages.remove(at: position)
    messages.insert(after, at: place(for: after.createdAt))
  }

  /// Puts a message that goes out again behind all others.
  mutating func moveToEnd(_ id: String) {
    guard let position = position(id) else { return }
    messages.append(messages.remove(at: position))
  }

  mutating func remove(_ id: String) {
    if let position = position(id) { messages.remove(at: position) }
  }

  mutating func removeAll() {
    messages = []
  }

  /// Puts the messages of one page of the history into the order of the page.
  mutating func settle(_ page: [String]) {
    let known = page.compactMap { id in messages.lastIndex { $0.serverID == id } }
    let ordered = known.map { messages[$0] }
    for (place, message) in zip(known.sorted(), ordered) { messages[place] = message }
  }

  /// Whether no message before is younger and none behind is older.
  private func isInPlace(_ position: Int) -> Bool {
    let time = messages[position].createdAt
    return messages[..<position].allSatisfy { !$0.isDated || $0.createdAt <= time }
      && messages[position...].allSatisfy { !$0.isDated || $0.createdAt >= time }
  }

  /// Behind the last message that is not younger.
  private func place(for time: Timestamp) -> Int {
    let before = messages.lastIndex { $0.isDated && $0.createdAt <= time }
    return before.map { $0 + 1 } ?? messages.firstIndex(where: \.isDated) ?? messages.count
  }
}
