#if canImport(Darwin)
  import Darwin

  extension DescriptorLimit {
    /// What `getrlimit` and `setrlimit` are asked about.
    static let resource = RLIMIT_NOFILE
  }
#endif
