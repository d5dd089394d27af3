import Bytes

/// What stands before the payload: `type[attachments-][namespace,][id]`.
///
/// Namespace and payload are given as places in the packet, so that reading a header copies nothing.
struct PacketHeader: Hashable {
  var type: PacketType
  var attachments = 0
  /// Where the namespace lies; empty for the main one.
  var namespace = 0..<0
  var acknowledgementID: UInt64?
  /// Where the payload lies; empty when there is none.
  var payload = 0..<0

  init(reading text: Span<UInt8>, limits: PacketLimits) throws(PacketError) {
    guard !text.isEmpty else { throw .empty }
    guard let type = PacketType(rawValue: text[0]) else { throw .unknownType(text[0]) }
    self.type = type
    var position = 1
    if type.hasAttachments { try readAttachments(text, &position, limits) }
    try readNamespace(text, &position, limits)
    try readAcknowledgementID(text, &position)
    payload = position..<text.count
  }

  private mutating func readAttachments(
    _ text: Span<UInt8>, _ position: inout Int, _ limits: PacketLimits
  ) throws(PacketError) {
    let start = position
    while position < text.count, ASCII.isDigit(text[position]) {
      // Stopping at the limit keeps the number far from overflow.
      guard attachments <= limits.attachments else { break }
      attachments = attachments &* 10 &+ Int(text[position] &- ASCII.zero)
      position += 1
    }
    guard attachments <= limits.attachments else {
      throw .tooManyAttachments(limit: limits.attachments)
    }
    guard position > start, position < text.count, text[position] == ASCII.minus else {
      throw .invalidAttachmentCount(offset: start)
    }
    position += 1
  }

  private mutating func readNamespace(
    _ text: Span<UInt8>, _ position: inout Int, _ limits: PacketLimits
  ) throws(PacketError) {
    guard position < text.count, text[position] == ASCII.slash else { return }
    let start = position
    while position < text.count, text[position] != ASCII.comma {
      guard position &- start < limits.namespaceBytes else {
        throw .namespaceTooLong(limit: limits.namespaceBytes)
      }
      position += 1
    }
    namespace = start..<position
    if position < text.count { position += 1 }
  }

  private mutating func readAcknowledgementID(
    _ text: Span<UInt8>, _ position: inout Int
  ) throws(PacketError) {
    let start = position
    var id: UInt64 = 0
    while position < text.count, ASCII.isDigit(text[position]) {
      let (scaled, overflow) = id.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(UInt64(text[position] &- ASCII.zero))
      guard !overflow, !carry else { throw .acknowledgementIDTooLarge(offset: start) }
      id = sum
      position += 1
    }
    if position > start { acknowledgementID = id }
  }
}
