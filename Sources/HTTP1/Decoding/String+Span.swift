import Bytes

extension String {
  /// Reads bytes that are known to be ASCII or may be repaired.
  init(_ bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// Reads bytes that must be UTF-8.
  init?(valid bytes: Span<UInt8>) {
    guard UTF8Validator.isValid(bytes) else { return nil }
    self.init(bytes)
  }
}
