public import ElizaModel

/// One thing that happened.
public struct JournalEntry {
  /// Its number, counted from 1 without gaps.
  public let number: UInt64
  /// Real nanoseconds since the server started.
  public let elapsed: Int64
  /// Scenario time.
  public let time: Timestamp
  /// What happened.
  public let event: JournalEvent
}
