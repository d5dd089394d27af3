import EngineIO
import FuzzSupport

/// The body of a poll, against a second reading of the rules.
enum PayloadCheck {
  static func check(_ body: [UInt8]) {
    var decoder = PayloadDecoder()
    var elements: [PayloadDecoder.Element] = []
    do throws(PacketError) {
      while let element = try decoder.next(in: body.span) { elements.append(element) }
      let again = try decoder.next(in: body.span)
      Invariant.equal(again, nil, "there is nothing after the last packet")
      checkPackets(elements, body)
      try checkRoundTrip(elements, body)
    } catch {
      checkRefusal(error, after: elements, body)
    }
  }

  private static func checkPackets(_ elements: [PayloadDecoder.Element], _ body: [UInt8]) {
    Invariant.holds(String(validating: body, as: UTF8.self) != nil, "a payload is UTF-8")
    let parts = body.split(separator: 0x1E, omittingEmptySubsequences: false)
    Invariant.equal(elements.count, parts.count, "a packet for every part")
    for (element, part) in zip(elements, parts) {
      switch element {
      case .text(let type, let range):
        Invariant.equal(part.first, type.rawValue, "a type is what was written")
        Invariant.equal(range, part.startIndex + 1..<part.endIndex, "a payload is the rest")
      case .binary(let bytes):
        Invariant.equal(part.first, 0x62, "binary is marked")
        Invariant.holds(bytes.count <= part.count / 4 * 3 + 2, "base 64 makes nothing up")
      }
    }
  }

  private static func checkRoundTrip(
    _ elements: [PayloadDecoder.Element], _ body: [UInt8]
  ) throws(PacketError) {
    let written = PayloadEncoder.encode(
      elements.map { element in
        switch element {
        case .text(_, let range):
          Packet(text: Array(body[range.lowerBound - 1..<range.upperBound]))
        case .binary(let bytes): Packet(binary: bytes)
        }
      })
    var decoder = PayloadDecoder()
    for element in elements {
      let again = try decoder.next(in: written.span)
      switch (element, again) {
      case (.text(let type, let range), .text(let typeAgain, let rangeAgain)):
        Invariant.equal(typeAgain, type, "a type survives")
        Invariant.equal(written[rangeAgain], body[range], "a payload survives")
      default:
        Invariant.equal(again, element, "binary data survives")
      }
    }
  }

  private static func checkRefusal(
    _ error: PacketError, after elements: [PayloadDecoder.Element], _ body: [UInt8]
  ) {
    switch error {
    case .invalidUTF8:
      Invariant.holds(String(validating: body, as: UTF8.self) == nil, "UTF-8 is accepted")
    case .emptyPacket(let offset):
      Invariant.holds(offset == body.count || body[offset] == 0x1E, "an empty packet is empty")
    case .unknownType(let byte, let offset):
      Invariant.equal(body[offset], byte, "an unknown type is what was written")
      Invariant.holds(!(0x30...0x36).contains(byte) && byte != 0x62, "a known type is accepted")
    case .invalidBase64(let offset):
      Invariant.equal(body[offset], 0x62, "only binary is base 64")
    }
    Invariant.holds(elements.count <= body.count, "packets come from the body")
  }
}
