import FuzzSupport
import WebSocket

/// Messages that are written in fragments, with pings between them, are read as they were.
struct RoundTripCheck {
  let role: Role
  let cutting: Cutting

  private var mask: MaskingKey? { role == .server ? MaskingKey(0x9A3F_01C7) : nil }

  func check(_ events: [MessageAssembler.Event]) {
    var bytes: [UInt8] = []
    for event in events { write(event, to: &bytes) }
    let again = EventTrace(role: role, limit: .max, fed: bytes, cut: .none)
    Invariant.equal(again.failure, nil, "what is written can be read")
    let marks = again.events.filter { $0 == RoundTripCheck.mark }.count
    let kept = again.events.filter { $0 != RoundTripCheck.mark }
    Invariant.holds(marks == 0 || !events.isEmpty, "pings come between fragments")
    Invariant.equal(kept, events.filter { $0 != RoundTripCheck.mark }, "messages survive")
  }

  private static let mark = MessageAssembler.Event.ping(Array("between".utf8))

  private func write(_ event: MessageAssembler.Event, to bytes: inout [UInt8]) {
    switch event {
    case .text(let payload): writeFragments(.text, payload, to: &bytes)
    case .binary(let payload): writeFragments(.binary, payload, to: &bytes)
    case .ping(let payload): FrameEncoder.append(.ping, payload.span, mask: mask, to: &bytes)
    case .pong(let payload): FrameEncoder.append(.pong, payload.span, mask: mask, to: &bytes)
    case .close(let code, let reason):
      FrameEncoder.appendClose(code, reason: reason, mask: mask, to: &bytes)
    }
  }

  private func writeFragments(_ opcode: Opcode, _ payload: [UInt8], to bytes: inout [UInt8]) {
    for range in cutting.intoAtMost(4, of: payload.count).pieces(of: payload.count) {
      let isFirst = range.lowerBound == 0
      if !isFirst {
        FrameEncoder.append(.ping, "between".utf8.map { $0 }.span, mask: mask, to: &bytes)
      }
      FrameEncoder.append(
        isFirst ? opcode : .continuation, payload.span.extracting(range),
        isFinal: range.upperBound == payload.count, mask: mask, to: &bytes)
    }
  }
}
