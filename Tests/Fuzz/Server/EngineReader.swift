import EngineIO
import FuzzSupport
import JSON
import SocketIO

/// Checks Engine.IO packets of the server, and the Socket.IO packets in them.
enum EngineReader {
  /// Checks the body of a poll's answer and returns the session id in it, if one is.
  static func check(payload body: [UInt8]) -> [UInt8]? {
    var decoder = PayloadDecoder()
    var packets = SocketIO.PacketDecoder()
    var document = JSONDocument()
    var found: [UInt8]?
    do throws(EngineIO.PacketError) {
      while let element = try decoder.next(in: body.span) {
        guard case .text(_, let range) = element else { continue }
        let packet = body[(range.lowerBound - 1)..<range.upperBound]
        found = sessionID(in: packet) ?? found
        check(packet: packet, &packets, &document)
        // Attachments may come with the next poll only.
        if packets.isCollecting { packets = SocketIO.PacketDecoder() }
      }
    } catch {
      Invariant.fail("a payload of the server can be read: \(error)")
    }
    return found
  }

  /// Checks one text packet.
  static func check(
    packet: ArraySlice<UInt8>, _ packets: inout SocketIO.PacketDecoder,
    _ document: inout JSONDocument
  ) {
    guard let first = packet.first, let type = EngineIO.PacketType(rawValue: first) else {
      Invariant.fail("the server sends packets of a known type")
    }
    guard type == .message else { return }
    let text = Array(packet.dropFirst())
    let span = text.span
    do throws(SocketIO.PacketError) {
      _ = try packets.textReceived(span, into: &document)
    } catch {
      Invariant.fail("a packet of the server can be read: \(error)")
    }
  }

  /// Checks one attachment.
  static func check(
    binary bytes: [UInt8], _ packets: inout SocketIO.PacketDecoder,
    _ document: inout JSONDocument
  ) {
    do throws(SocketIO.PacketError) {
      _ = try packets.binaryReceived(bytes.span, into: &document)
    } catch {
      Invariant.fail("an attachment of the server was announced: \(error)")
    }
  }

  /// The session id in an open packet; nil for any other.
  static func sessionID(in packet: ArraySlice<UInt8>) -> [UInt8]? {
    guard packet.first == EngineIO.PacketType.open.rawValue else { return nil }
    let payload = Array(packet.dropFirst())
    guard let handshake = try? Handshake(parsing: payload.span) else {
      Invariant.fail("an open packet of the server can be read")
    }
    return Array(handshake.sid.utf8)
  }
}
