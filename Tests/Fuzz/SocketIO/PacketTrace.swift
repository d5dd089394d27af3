import FuzzSupport
import JSON
import SocketIO

/// One message of a connection that carries packets.
enum Message {
  case text([UInt8])
  case binary([UInt8])

  /// Takes `input` apart at U+001E; a part that begins with `b` is binary.
  static func messages(in input: [UInt8]) -> [Message] {
    input.split(separator: 0x1E, omittingEmptySubsequences: false).map { part in
      part.first == UInt8(ascii: "b") ? .binary(Array(part.dropFirst())) : .text(Array(part))
    }
  }
}

/// A whole packet with the text of its payload.
struct WholePacket: Equatable {
  var packet: DecodedPacket
  var payload: [UInt8]
}

/// What a decoder makes of a list of messages.
struct PacketTrace: Equatable {
  private(set) var packets: [WholePacket] = []
  private(set) var failure: PacketError?

  init(_ messages: [Message], limits: PacketLimits) {
    var decoder = PacketDecoder(limits: limits)
    var document = JSONDocument()
    do throws(PacketError) {
      for message in messages {
        let packet =
          switch message {
          case .text(let text): try decoder.textReceived(text.span, into: &document)
          case .binary(let bytes): try decoder.binaryReceived(bytes.span, into: &document)
          }
        guard let packet else {
          Invariant.holds(decoder.isCollecting, "what is not complete waits for attachments")
          continue
        }
        Invariant.holds(!decoder.isCollecting, "what is complete waits for nothing")
        PacketCheck(packet: packet, document: document, limits: limits).check()
        packets.append(
          WholePacket(packet: packet, payload: packet.hasPayload ? document.bytes : []))
      }
    } catch {
      failure = error
    }
  }
}
