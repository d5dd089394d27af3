#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What tells one state of a file from another without reading it.
struct FileStamp: Hashable, Sendable {
  private let size: Int64
  private let inode: UInt64
  private let seconds: Int64
  private let nanoseconds: Int64

  /// The stamp of the file at `path`; nil when it cannot be looked at.
  init?(_ path: String) {
    var facts = stat()
    guard unsafe stat(path, &facts) == 0 else { return nil }
    size = Int64(facts.st_size)
    inode = UInt64(facts.st_ino)
    #if canImport(Glibc)
      seconds = Int64(facts.st_mtim.tv_sec)
      nanoseconds = Int64(facts.st_mtim.tv_nsec)
    #else
      seconds = Int64(facts.st_mtimespec.tv_sec)
      nanoseconds = Int64(facts.st_mtimespec.tv_nsec)
    #endif
  }
}
