#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads files and folders.
package enum FileContents {
  /// The bytes of a file; one more than `limit`, which is a scenario's without one, when it is longer.
  package static func read(
    _ path: String, limit: Int? = nil
  ) throws(UnusableFile) -> [UInt8] {
    let limit = limit ?? DocumentSource.byteLimit
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure(path) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = unsafe piece.withUnsafeMutableBytes { unsafe readPiece(of: file, into: $0) }
      if count == 0 { break }
      if count > 0 {
        bytes += piece[..<count]
      } else if errno != EINTR {
        throw failure(path)
      }
    }
    return Array(bytes.prefix(limit + 1))
  }

  /// Whether a path names a folder.
  static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return unsafe stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in a folder, sorted; hidden ones are left out.
  static func names(in path: String) throws(UnusableFile) -> [String] {
    guard let folder = unsafe opendir(path) else { throw failure(path) }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  static func failure(_ path: String) -> UnusableFile {
    let reason = unsafe String(cString: strerror(errno))
    return UnusableFile([Problem(file: path, "the file cannot be read: \(reason)")])
  }
}

/// The system's `read`, which `FileContents.read` hides within the type.
private func readPiece(of file: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
  unsafe read(file, buffer.baseAddress, buffer.count)
}
