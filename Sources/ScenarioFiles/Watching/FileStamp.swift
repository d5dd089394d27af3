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
    let modified = FileStamp.modificationTime(facts)
    seconds = Int64(modified.tv_sec)
    nanoseconds = Int64(modified.tv_nsec)
  }
}
