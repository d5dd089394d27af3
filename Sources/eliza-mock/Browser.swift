#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The browser of the person at this machine.
enum Browser {
  #if os(macOS)
    private static let program = "open"
  #else
    private static let program = "xdg-open"
  #endif

  /// Shows a page; returns the system's words when the program that does it cannot be started.
  ///
  /// What that program prints goes to standard error, since standard output has its one line.
  static func show(_ address: String) -> String? {
    #if canImport(Glibc)
      var actions = unsafe posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t? = nil
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, 2, 1)
    var arguments = unsafe [strdup(program), strdup(address), nil]
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var child = pid_t()
    let failure = unsafe posix_spawnp(&child, program, &actions, nil, &arguments, environ)
    return failure == 0 ? nil : unsafe "\(program): \(String(cString: strerror(failure)))"
  }
}
