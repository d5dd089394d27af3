#if canImport(Darwin)
  import Darwin

  extension HostLookup {
    /// The kind of socket addresses are looked up for.
    static let socketType = SOCK_STREAM
  }
#endif
