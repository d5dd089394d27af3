#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The calendar time of the system.
public enum SystemClock {
  /// Whole seconds since 1970-01-01T00:00:00Z.
  public static func seconds() -> Int64 {
    Int64(time(nil))
  }
}
