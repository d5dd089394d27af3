#if os(Linux)
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  extension Browser {
    /// The program of the desktop's that opens a page in the browser its user prefers.
    static let program = "xdg-open"

    /// Room for the actions of a spawn, before they are initialised: Linux has them in a structure.
    static func blankActions() -> posix_spawn_file_actions_t {
      unsafe posix_spawn_file_actions_t()
    }
  }
#endif
