#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How many descriptors, and so how many connections, this process may have.
public enum DescriptorLimit {
  /// Descriptors a server needs besides its connections.
  public static let reserve = 64

  /// What macOS grants whatever its hard limit says (`OPEN_MAX`).
  private static let modestCount = 10_240

  /// Raises the limit to `count`, or as far as the system lets it; never lowers it.
  ///
  /// Shells start programs with a few hundred, for the sake of old ones that use `select`.
  public static func raise(to count: Int) {
    var limit = rlimit()
    guard unsafe getrlimit(resource, &limit) == 0 else { return }
    for wanted in [count, min(count, modestCount)] {
      let granted = min(rlim_t(max(wanted, 0)), limit.rlim_max)
      guard granted > limit.rlim_cur else { return }
      var raised = limit
      raised.rlim_cur = granted
      if unsafe setrlimit(resource, &raised) == 0 { return }
    }
  }
}
