import Bytes
public import JSON

/// Reads the packets of one connection (Socket.IO 5, "Packet encoding"); serves both roles.
///
/// It keeps nothing between packets but one that waits for its attachments. Payloads are parsed into a
/// document that the caller lends, so that many connections share its storage.
public struct PacketDecoder {
  private let limits: PacketLimits
  private var state = State.idle

  /// Indirect, since a connection at rest should not carry the room for a packet in parts.
  private indirect enum State {
    case idle
    case collecting(Collection)
  }

  private struct Collection {
    var packet: DecodedPacket
    var document: JSONDocument
    let expected: Int
    var byteCount = 0
  }

  /// Makes a decoder.
  public init(limits: PacketLimits = PacketLimits()) {
    self.limits = limits
  }

  /// Whether attachments of a packet are still due.
  public var isCollecting: Bool {
    if case .collecting = state { true } else { false }
  }

  /// A text packet has arrived: it is complete, or nil while its attachments are due.
  ///
  /// When it is complete, `document` holds its payload. Throws at the first rule that the packet
  /// breaks.
  public mutating func textReceived(
    _ text: Span<UInt8>, into document: inout JSONDocument
  ) throws(PacketError) -> DecodedPacket? {
    if case .collecting(let collection) = state {
      throw .attachmentExpected(missing: collection.expected - collection.packet.attachments.count)
    }
    let header = try PacketHeader(reading: text, limits: limits)
    if !header.payload.isEmpty {
      try PacketDecoder.parse(text.extracting(header.payload), limits, into: &document)
    }
    try PacketRules.check(header, document)
    let packet = DecodedPacket(
      type: header.type, namespace: try PacketDecoder.namespace(of: header, in: text),
      acknowledgementID: header.acknowledgementID, hasPayload: !header.payload.isEmpty)
    guard header.attachments > 0 else { return packet }
    var kept = JSONDocument()
    swap(&kept, &document)
    state = .collecting(Collection(packet: packet, document: kept, expected: header.attachments))
    return nil
  }

  /// An attachment has arrived: the packet, if it was the last one it waited for.
  ///
  /// When it is complete, `document` holds its payload. Throws when no attachment is due.
  public mutating func binaryReceived(
    _ bytes: Span<UInt8>, into document: inout JSONDocument
  ) throws(PacketError) -> DecodedPacket? {
    guard case .collecting(var collection) = state else { throw .unexpectedAttachment }
    state = .idle
    guard bytes.count <= limits.attachmentBytes - collection.byteCount else {
      throw .attachmentsTooLarge(limit: limits.attachmentBytes)
    }
    collection.byteCount += bytes.count
    collection.packet.attachments.append(Array(bytes))
    guard collection.packet.attachments.count == collection.expected else {
      state = .collecting(collection)
      return nil
    }
    document = collection.document
    return collection.packet
  }

  private static func parse(
    _ payload: Span<UInt8>, _ limits: PacketLimits, into document: inout JSONDocument
  ) throws(PacketError) {
    do throws(JSONError) {
      try document.parse(payload, limits: limits.payload)
    } catch {
      throw .invalidPayload(error)
    }
  }

  private static func namespace(
    of header: PacketHeader, in text: Span<UInt8>
  ) throws(PacketError) -> String {
    guard header.namespace.count > 1 else { return "/" }
    let bytes = Array(text.extracting(header.namespace))
    guard let name = String(validating: bytes, as: UTF8.self) else { throw .invalidNamespace }
    return name
  }
}
