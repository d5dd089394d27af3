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
  ///
  /// One that does not block, since a program that shares it has set it so, is waited for all the same.
  static func write(_ bytes: [UInt8], to descriptor: Int32 = 2) {
    var offset = 0
    while offset < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        unsafe writePiece(UnsafeRawBufferPointer(rebasing: buffer[offset...]), to: descriptor)
      }
      if written > 0 {
        offset += written
      } else if errno == EAGAIN {
        awaitRoom(in: descriptor)
      } else if errno != EINTR {
        return
      }
    }
  }
}

/// Waits until the descriptor takes more, or never will.
private func awaitRoom(in descriptor: Int32) {
  var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
  _ = unsafe poll(&request, 1, -1)
}

/// The system's `write`, which `StandardError.write` hides within the type.
private func writePiece(_ buffer: UnsafeRawBufferPointer, to descriptor: Int32) -> Int {
  unsafe write(descriptor, buffer.baseAddress, buffer.count)
}
