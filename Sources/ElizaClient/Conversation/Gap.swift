import ElizaModel

/// What may have been missed, from a moment on.
struct Gap: Hashable {
  /// Everything the server stored before is known.
  var start: Timestamp
  /// Whether the room may be written to before the answer: the session is known to be there still.
  var isHarmless = false
  /// How often fetching it has failed.
  var failures = 0
}
