#if os(Linux)
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  extension HostLookup {
    #if canImport(Glibc)
      /// The kind of socket addresses are looked up for: an enumeration in glibc, whose resolver wants
      /// the number.
      static let socketType = Int32(SOCK_STREAM.rawValue)
    #else
      /// The kind of socket addresses are looked up for.
      static let socketType = SOCK_STREAM
    #endif
  }
#endif
