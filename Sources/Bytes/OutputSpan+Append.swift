extension OutputSpan<UInt8> {
  /// Appends a copy of all bytes of `source`.
  ///
  /// Traps when there is not enough room.
  public mutating func append(copying source: Span<UInt8>) {
    precondition(source.count <= freeCapacity, "there must be room for all bytes")
    unsafe withUnsafeMutableBufferPointer { buffer, count in
      unsafe source.withUnsafeBufferPointer { bytes in
        let rest = unsafe UnsafeMutableBufferPointer(rebasing: buffer[count...])
        _ = unsafe rest.update(fromContentsOf: bytes)
      }
      count &+= source.count
    }
  }

  /// Appends the bytes of a literal.
  ///
  /// Traps when there is not enough room.
  public mutating func append(ascii text: StaticString) {
    let bytes = unsafe UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    unsafe append(copying: bytes.span)
  }
}
