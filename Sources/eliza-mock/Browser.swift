#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The browser of the person at this machine.
enum Browser {
  /// Shows a page; returns the system's words when the program that does it cannot be started.
  ///
  /// What that program prints goes to standard error, since standard output has its one line.
  static func show(_ address: String) -> String? {
    var actions = unsafe blankActions()
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
