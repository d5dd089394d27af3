extension [UInt8] {
  /// Appends the bytes of a literal.
  public mutating func append(ascii text: StaticString) {
    unsafe append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends the text as UTF-8.
  public mutating func append(utf8 text: String) {
    append(contentsOf: text.utf8)
  }

  /// Appends the digits of `value`, with a minus sign when it is negative.
  public mutating func append(decimal value: Int64) {
    append(addingCapacity: 20) { (output: inout OutputSpan<UInt8>) in
      output.append(decimal: value)
    }
  }

  /// Appends a copy of all bytes of `span`.
  public mutating func append(contentsOf span: Span<UInt8>) {
    unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// Appends a copy of the bytes of `span` at `range`.
  ///
  /// The range must lie within the span.
  public mutating func append(contentsOf span: Span<UInt8>, in range: Range<Int>) {
    append(contentsOf: span.extracting(range))
  }

  /// Makes an array with a copy of all bytes of `span`.
  public init(_ span: Span<UInt8>) {
    self.init()
    append(contentsOf: span)
  }
}
