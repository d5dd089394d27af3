#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The descriptor that everything but the ready line is written to.
enum StandardError {
  /// Whether a person is watching, so that colour is welcome.
  static let isTerminal = isatty(2) == 1

  /// Writes the whole line; a closed descriptor is not an error worth dying for.
  static func write(_ bytes: [UInt8]) {
    var offset = 0
    while offset < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        unsafe writePiece(UnsafeRawBufferPointer(rebasing: buffer[offset...]))
      }
      if written > 0 {
        offset += written
      } else if errno != EINTR && errno != EAGAIN {
        return
      }
    }
  }
}

/// The system's `write`, which `StandardError.write` hides within the type.
private func writePiece(_ buffer: UnsafeRawBufferPointer) -> Int {
  unsafe write(2, buffer.baseAddress, buffer.count)
}
