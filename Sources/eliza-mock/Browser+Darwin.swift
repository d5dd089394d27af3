#if canImport(Darwin)
  import Darwin

  extension Browser {
    /// The system's program that opens a page in the browser its user prefers.
    static let program = "open"

    /// Room for the actions of a spawn, before they are initialised: Darwin has them behind a pointer.
    static func blankActions() -> posix_spawn_file_actions_t? {
      nil
    }
  }
#endif
