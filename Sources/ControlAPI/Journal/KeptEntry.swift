import ElizaModel

/// An entry as the journal keeps it.
struct KeptEntry {
  /// What happened.
  enum Content {
    /// As it was told, by reference.
    case whole(JournalEvent)
    /// Copied to a page.
    case packed(PackedEvent)
  }

  /// Real nanoseconds since the server started.
  let elapsed: Int64
  /// Scenario time.
  let time: Timestamp
  /// What happened.
  private(set) var content: Content
  /// The bytes it keeps alive, about; known without a look at them.
  private(set) var byteCount: Int

  /// Keeps what happened.
  init(_ content: consuming Content, byteCount: Int, elapsed: Int64, time: Timestamp) {
    self.content = content
    self.byteCount = byteCount
    self.elapsed = elapsed
    self.time = time
  }

  /// The entry as it was.
  func entry(number: UInt64) -> JournalEntry {
    let event =
      switch content {
      case .whole(let event): event
      case .packed(let event): event.event
      }
    return JournalEntry(number: number, elapsed: elapsed, time: time, event: event)
  }

  /// Lets go of what happened.
  mutating func forget() {
    content = .whole(.forgotten)
    byteCount = 0
  }
}
