#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that lines are added to, each with one call of the system, so that a program that is killed
/// leaves every line it has written whole.
@safe
final class LineFile {
  /// Why a file cannot be written.
  enum Failure: Error, Hashable, Sendable {
    /// There is one already.
    case exists(String)
    /// The system's words.
    case system(path: String, String)
  }

  let path: String
  private let descriptor: Int32

  /// Creates a file; one that is there already is replaced only where `replaces` says so.
  init(_ path: String, replaces: Bool) throws(Failure) {
    self.path = path
    let mode = replaces ? O_TRUNC : O_EXCL
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | mode, 0o644)
    guard descriptor >= 0 else {
      if errno == EEXIST { throw .exists(path) }
      throw LineFile.failure(path)
    }
  }

  deinit { close(descriptor) }

  /// Adds a line, which ends with a line feed.
  func append(_ bytes: [UInt8]) throws(Failure) {
    var written = 0
    // Once, but for what a full disk or a signal leaves over.
    while written < bytes.count {
      let count = unsafe bytes[written...].withUnsafeBytes {
        unsafe write(descriptor, $0.baseAddress, $0.count)
      }
      if count > 0 { written += count } else if errno != EINTR { throw LineFile.failure(path) }
    }
  }

  private static func failure(_ path: String) -> Failure {
    .system(path: path, unsafe String(cString: strerror(errno)))
  }
}

extension LineFile.Failure: CustomStringConvertible {
  /// What is wrong and what to do.
  var description: String {
    switch self {
    case .exists(let path):
      "\(path) is there already; write to another file, or replace it with --force"
    case .system(let path, let words): "cannot write \(path): \(words)"
    }
  }
}
