/// The memory that every stream of a loop reads into; lent upward for the length of a call.
@safe
final class ReadBuffer {
  private let memory: UnsafeMutableRawBufferPointer

  /// Makes a buffer of `capacity` bytes.
  init(capacity: Int) {
    unsafe memory = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit { unsafe memory.deallocate() }

  /// The most bytes one read can bring.
  var capacity: Int { unsafe memory.count }

  /// Reads once from `descriptor`.
  func fill(from descriptor: Descriptor) -> IOResult {
    unsafe descriptor.read(into: memory)
  }

  /// Lends the first `count` bytes; nothing may read into the buffer until `body` returns.
  func lend(_ count: Int, to body: (Span<UInt8>) -> Void) {
    let filled = unsafe UnsafeMutableRawBufferPointer(rebasing: memory[..<count])
    let bytes = unsafe filled.bindMemory(to: UInt8.self)
    body(unsafe bytes.span)
  }
}
