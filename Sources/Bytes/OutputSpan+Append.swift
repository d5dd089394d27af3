extension OutputSpan<UInt8> {
  /// Appends a copy of all bytes of `source`.
  ///
  /// Traps when there is not enough room.
  public mutating func append(copying source: Span<UInt8>) {
    precondition(source.count <= freeCapacity, "there must be room for all bytes")
    unsafe withUnsafeMutableBufferPointer { buffer, count in
      unsafe source.withUnsafeBufferPointer { bytes in
        guard let start = buffer.baseAddress, let origin = bytes.baseAddress else {
          return
        }
        unsafe (start + count).update(from: origin, count: bytes.count)
      }
      count &+= source.count
    }
  }

  /// Appends the eight bytes of `word`, the lowest first.
  ///
  /// Traps when there is not enough room.
  public mutating func append(littleEndian word: UInt64) {
    precondition(freeCapacity >= 8, "there must be room for all bytes")
    unsafe withUnsafeMutableBufferPointer { buffer, count in
      unsafe UnsafeMutableRawBufferPointer(buffer).storeBytes(
        of: word.littleEndian, toByteOffset: count, as: UInt64.self)
      count &+= 8
    }
  }

  /// Appends the bytes of a literal.
  ///
  /// Traps when there is not enough room.
  public mutating func append(ascii text: StaticString) {
    let bytes = unsafe UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    unsafe append(copying: bytes.span)
  }

  /// Appends the text as UTF-8.
  ///
  /// Traps when there is not enough room.
  public mutating func append(utf8 text: String) {
    let written: Void? = unsafe text.utf8.withContiguousStorageIfAvailable {
      unsafe append(copying: $0.span)
    }
    guard written == nil else { return }
    // Only a string bridged from Objective-C comes here.
    var text = text
    text.withUTF8 { unsafe append(copying: $0.span) }
  }

  /// Appends the digits of `value`, with a minus sign when it is negative: up to 20 bytes.
  ///
  /// Traps when there is not enough room.
  public mutating func append(decimal value: Int64) {
    if value < 0 { append(ASCII.minus) }
    var rest = value.magnitude
    var index = count &+ UInt8.digitCount(of: rest)
    append(repeating: ASCII.zero, count: index &- count)
    var bytes = mutableSpan
    while rest > 0 {
      index &-= 1
      bytes[index] = ASCII.zero &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}

extension UInt8 {
  /// How many decimal digits a number has.
  fileprivate static func digitCount(of value: UInt64) -> Int {
    var count = 1
    var limit: UInt64 = 10
    while value >= limit, count < 19 {
      limit &*= 10
      count &+= 1
    }
    return value >= limit ? 20 : count
  }
}
