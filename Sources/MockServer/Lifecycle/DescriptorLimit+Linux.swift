#if os(Linux)
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  extension DescriptorLimit {
    #if canImport(Glibc)
      /// What `getrlimit` and `setrlimit` are asked about: an enumeration in glibc, whose calls want the
      /// number.
      static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      /// What `getrlimit` and `setrlimit` are asked about.
      static let resource = RLIMIT_NOFILE
    #endif
  }
#endif
