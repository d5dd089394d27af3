#if os(Linux)
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  extension FileStamp {
    /// When a file was last written to, by the name POSIX gives the field.
    static func modificationTime(_ facts: stat) -> timespec { facts.st_mtim }
  }
#endif
