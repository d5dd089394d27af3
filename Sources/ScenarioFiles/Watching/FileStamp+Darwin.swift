#if canImport(Darwin)
  import Darwin

  extension FileStamp {
    /// When a file was last written to, by the name Darwin gives the field.
    static func modificationTime(_ facts: stat) -> timespec { facts.st_mtimespec }
  }
#endif
