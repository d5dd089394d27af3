import WebSocket

/// Frames as a peer would send them, written by hand and not by the code under test.
enum Frames {
  /// The key of all masked test frames.
  static let key: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]

  /// A masked frame, from a client.
  static func client(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
    let length = lengthBytes(payload.count)
    return [first, length[0] | 0x80] + length.dropFirst() + key
      + payload.enumerated().map { $1 ^ key[$0 % 4] }
  }

  /// An unmasked frame, from a server.
  static func server(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
    [first] + lengthBytes(payload.count) + payload
  }

  /// A close payload.
  static func closing(_ code: UInt16, _ reason: [UInt8] = []) -> [UInt8] {
    [UInt8(code >> 8), UInt8(code & 0xFF)] + reason
  }

  private static func lengthBytes(_ count: Int) -> [UInt8] {
    if count <= 125 { return [UInt8(count)] }
    let size = count <= 0xFFFF ? 2 : 8
    return [size == 2 ? 126 : 127]
      + (0..<size).reversed().map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }
  }
}

/// What a `MessageAssembler` made of some input, however it was cut.
struct Assembled: Equatable {
  var events: [MessageAssembler.Event] = []
  var error: FrameError?

  /// Feeds the pieces one after the other, as a connection does.
  static func decode(
    _ pieces: [[UInt8]], role: Role = .server, limit: Int = 100_000
  ) -> Assembled {
    var assembler = MessageAssembler(role: role, messageLimit: limit)
    var output = Assembled()
    var buffer: [UInt8] = []
    do throws(FrameError) {
      for piece in pieces {
        var position = 0
        while let event = try assembler.next(
          in: piece.span, at: &position, buffer: &buffer)
        {
          output.events.append(event)
        }
      }
    } catch {
      output.error = error
    }
    return output
  }
}
