import EngineIO
import FuzzSupport

/// The payload of an open packet: what is accepted can be written, and is read as it was.
enum HandshakeCheck {
  static func check(_ payload: [UInt8]) {
    guard let handshake = try? Handshake(parsing: payload.span) else { return }
    Invariant.holds(!handshake.sid.isEmpty && handshake.maxPayload > 0, "no field is empty")
    Invariant.holds(
      handshake.pingInterval > .zero && handshake.pingTimeout > .zero, "time goes forward")
    var written: [UInt8] = []
    handshake.append(to: &written)
    let again = try? Handshake(parsing: written.span)
    Invariant.equal(again, handshake, "a handshake survives")
  }
}
