import ElizaModel
import Reactor

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The calendar time of the host: read for log lines and handed to the world, never used to wait.
enum WallClock {
  /// The current time, in milliseconds since 1970.
  static var now: Timestamp {
    Timestamp(milliseconds: CalendarClock.milliseconds())
  }

  /// The time of day in the host's time zone, such as `09:05:02.113`.
  static func localTimeOfDay(_ timestamp: Timestamp) -> String {
    var seconds = time_t(timestamp.milliseconds / 1000)
    var parts = unsafe tm()
    unsafe localtime_r(&seconds, &parts)
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let clock = unsafe [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded(Int($0), 2) }
    return clock.joined(separator: ":") + "." + padded(Int(timestamp.milliseconds % 1000), 3)
  }
}
