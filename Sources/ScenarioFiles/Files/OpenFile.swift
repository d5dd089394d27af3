import Recording

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that stays open, so that parts of it can be read whenever they are needed.
///
/// Whoever writes a new file in its place changes nothing here.
final class OpenFile: FixtureSource {
  let name: String?
  let count: Int
  /// Whether it can be read more than once, as no pipe can.
  let isLasting: Bool
  private let descriptor: Int32

  /// Opens the file at `path`.
  ///
  /// - Throws: Why it cannot be read.
  init(_ path: String) throws(UnusableFile) {
    name = path
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    var facts = stat()
    guard descriptor >= 0, unsafe fstat(descriptor, &facts) == 0 else {
      throw FileContents.failure(path)
    }
    isLasting = facts.st_mode & S_IFMT == S_IFREG
    count = isLasting ? Int(facts.st_size) : 0
  }

  deinit { close(descriptor) }

  func bytes(in range: Range<Int>) -> [UInt8] {
    let wanted = range.clamped(to: 0..<count)
    return unsafe [UInt8](unsafeUninitializedCapacity: wanted.count) { buffer, filled in
      while filled < wanted.count {
        let rest = unsafe buffer.baseAddress?.advanced(by: filled)
        let read = unsafe pread(
          descriptor, rest, wanted.count - filled, off_t(wanted.lowerBound + filled))
        if read > 0 {
          filled += read
        } else if read == 0 || errno != EINTR {
          return
        }
      }
    }
  }
}
