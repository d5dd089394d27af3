import ElizaModel
import HostInterface

/// When something happens: on the time line that rules count in, and by the calendar.
struct Moment: Hashable {
  /// The point on the host's time line.
  var instant: Instant
  /// The date, for people and servers.
  var time: Timestamp
}
