import CPlatform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One open file descriptor; the calls that move bytes live here, those that set up sockets in
/// `Descriptor+Socket`.
struct Descriptor: Hashable, Sendable {
  let rawValue: Int32

  /// Reads what there is, up to the size of `buffer`.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> IOResult {
    IOResult.calling { unsafe platform_receive(rawValue, buffer.baseAddress, buffer.count) }
  }

  /// Whether bytes have arrived that nobody has read; closing would throw them away with a reset.
  var hasInput: Bool {
    var byte: UInt8 = 0
    return unsafe recv(rawValue, &byte, 1, CInt(MSG_PEEK)) > 0
  }

  /// Writes as much of `bytes` as the kernel takes.
  func send(_ bytes: UnsafeRawBufferPointer) -> IOResult {
    IOResult.calling { unsafe platform_send(rawValue, bytes.baseAddress, bytes.count) }
  }

  /// Writes as much of `buffers`, in order, as the kernel takes.
  func send(gathering buffers: UnsafeMutableBufferPointer<iovec>) -> IOResult {
    IOResult.calling {
      unsafe platform_send_vector(rawValue, buffers.baseAddress, Int32(buffers.count))
    }
  }

  /// Gives the number back to the kernel; an interrupted close has closed and is not repeated.
  func close() { closeDescriptor(rawValue) }
}

/// The system's `close`, which `Descriptor.close` hides within the type.
private func closeDescriptor(_ descriptor: Int32) {
  close(descriptor)
}
