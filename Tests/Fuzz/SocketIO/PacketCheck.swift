import FuzzSupport
import JSON
import SocketIO

/// What holds for every packet that a decoder lets through.
struct PacketCheck {
  let packet: DecodedPacket
  let document: JSONDocument
  let limits: PacketLimits

  func check() {
    checkLimits()
    checkPayload()
    if packet.type.hasAttachments { checkPlaceholders(document.root) }
    Invariant.equal(
      packet.type.isAcknowledgement && packet.acknowledgementID == nil, false,
      "an acknowledgement says of what")
  }

  private func checkLimits() {
    Invariant.holds(packet.namespace.utf8.first == 0x2F, "a namespace begins with a slash")
    Invariant.holds(
      packet.namespace.utf8.count <= limits.namespaceBytes, "a namespace stays within its limit")
    Invariant.holds(packet.attachments.count <= limits.attachments, "attachments are counted")
    let size = packet.attachments.reduce(0) { $0 + $1.count }
    Invariant.holds(size <= limits.attachmentBytes, "attachments stay within their limit")
    Invariant.holds(
      packet.attachments.isEmpty || packet.type.hasAttachments, "only binary types have them")
  }

  private func checkPayload() {
    let kind = packet.hasPayload ? document.kind(of: document.root) : nil
    switch packet.type {
    case .connect: Invariant.holds(kind == nil || kind == .object, "credentials are an object")
    case .disconnect: Invariant.holds(kind == nil, "nothing is said in parting")
    case .connectError: Invariant.holds(kind == .object || kind == .string, "a reason is given")
    case .event, .binaryEvent, .acknowledgement, .binaryAcknowledgement:
      Invariant.holds(kind == .array, "arguments are an array")
    }
    guard packet.type.isEvent else { return }
    guard let name = document.element(0, of: document.root) else {
      Invariant.fail("an event has a name")
    }
    let text = document.string(of: name)
    Invariant.holds(text != nil || document.number(of: name) != nil, "a name is text or a number")
    Invariant.holds(
      !["connect", "connect_error", "disconnect", "disconnecting"].contains(text),
      "no event with a reserved name")
  }

  private func checkPlaceholders(_ node: JSONDocument.Node) {
    if let position = Placeholder.position(node, in: document) {
      Invariant.holds(
        packet.attachments.indices.contains(Int(truncatingIfNeeded: position)),
        "a placeholder has its attachment")
    }
    for element in document.elements(of: node) { checkPlaceholders(element) }
    for member in document.members(of: node) { checkPlaceholders(member.value) }
  }
}
