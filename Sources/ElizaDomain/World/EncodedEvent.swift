/// A Socket.IO event encoded once, for however many sockets it goes to.
public struct EncodedEvent: Hashable, Sendable {
  /// The event's name, for logs.
  public let name: String
  /// The event as Socket.IO carries it: a compact JSON array of name and arguments, in UTF-8.
  public let bytes: [UInt8]

  /// Wraps an encoded array, which must begin with `name`.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The argument of an event that has one.
  var argument: ArraySlice<UInt8> { bytes[(name.utf8.count &+ 4)..<(bytes.count &- 1)] }

  /// The bytes, to be changed in place.
  consuming func takeBytes() -> [UInt8] { bytes }
}
