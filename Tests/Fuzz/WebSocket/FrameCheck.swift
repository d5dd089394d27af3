import FuzzSupport
import WebSocket

/// Only the shortest form of a frame is read, so writing what was read gives the very same bytes.
enum FrameCheck {
  static func check(role: Role, _ input: [UInt8]) {
    var decoder = FrameDecoder(role: role)
    var position = 0
    while true {
      let start = position
      guard let header = try? decoder.nextHeader(in: input.span, at: &position) else { return }
      Invariant.equal(header.mask != nil, role == .server, "clients mask, servers do not")
      var payload: [UInt8] = []
      let isComplete = decoder.copyPayload(in: input.span, at: &position, to: &payload)
      Invariant.equal(isComplete, payload.count == header.length, "a payload has its length")
      Invariant.equal(isComplete, decoder.isBetweenFrames, "a frame ends with its payload")
      var written: [UInt8] = []
      FrameEncoder.appendHeader(header, to: &written)
      if isComplete {
        written = []
        FrameEncoder.append(
          header.opcode, payload.span, isFinal: header.isFinal, mask: header.mask, to: &written)
      }
      Invariant.holds(
        input[start..<position].starts(with: written), "a frame is written as it came")
      guard isComplete else { return }
      Invariant.equal(written.count, position - start, "a frame is written whole")
    }
  }
}
