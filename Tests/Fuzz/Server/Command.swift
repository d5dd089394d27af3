/// One step of a simulated run: what a client does, or time that passes.
///
/// Commands are lines: a letter, the digit of a connection, and what belongs to it. In that text `~`
/// stands for CR LF, `^` for U+001E and `$` for the last session id that the server gave away.
enum Command {
  /// `b`: bytes as they are.
  case bytes(Int, [UInt8])
  /// `m`: a request: method, target and body, parted by spaces.
  case request(Int, method: [UInt8], target: [UInt8], body: [UInt8])
  /// `o`: opens a session by polling.
  case handshake(Int)
  /// `g`: polls.
  case poll(Int)
  /// `p`: posts a payload.
  case post(Int, [UInt8])
  /// `u`: opens a session on a WebSocket.
  case webSocket(Int)
  /// `v`: opens a WebSocket to go on with the session there.
  case upgrade(Int)
  /// `t`: sends a text message.
  case text(Int, [UInt8])
  /// `f`: sends a binary message.
  case binary(Int, [UInt8])
  /// `c`: sends a close frame.
  case close(Int)
  /// `e`: sends no more.
  case endOfStream(Int)
  /// `r`: resets the connection.
  case reset(Int)
  /// `k`: takes nothing of what the server sends.
  case stall(Int)
  /// `d`: takes it all again.
  case drain(Int)
  /// `w`: time passes.
  case wait(Duration)
  /// `s`: the server shuts down.
  case shutDown

  /// Reads a line; nil when its letter means nothing.
  init?(_ line: ArraySlice<UInt8>, sessionID: [UInt8]) {
    guard let letter = line.first else { return nil }
    let digit = line.dropFirst().first ?? 0x30
    let rest = Command.expanded(line.dropFirst(2), sessionID: sessionID)
    let connection = Int(digit & 3)
    switch letter {
    case UInt8(ascii: "b"): self = .bytes(connection, rest)
    case UInt8(ascii: "m"): self.init(request: rest, on: connection)
    case UInt8(ascii: "o"): self = .handshake(connection)
    case UInt8(ascii: "g"): self = .poll(connection)
    case UInt8(ascii: "p"): self = .post(connection, rest)
    case UInt8(ascii: "u"): self = .webSocket(connection)
    case UInt8(ascii: "v"): self = .upgrade(connection)
    case UInt8(ascii: "t"): self = .text(connection, rest)
    case UInt8(ascii: "f"): self = .binary(connection, rest)
    case UInt8(ascii: "c"): self = .close(connection)
    case UInt8(ascii: "e"): self = .endOfStream(connection)
    case UInt8(ascii: "r"): self = .reset(connection)
    case UInt8(ascii: "k"): self = .stall(connection)
    case UInt8(ascii: "d"): self = .drain(connection)
    case UInt8(ascii: "w"): self = .wait(Command.spans[Int(digit) % Command.spans.count])
    case UInt8(ascii: "s"): self = .shutDown
    default: return nil
    }
  }

  /// Spans that are just short of, or just past, what servers wait for.
  private static let spans: [Duration] = [
    .zero, .milliseconds(1), .milliseconds(40), .milliseconds(800), .milliseconds(4_999),
    .seconds(10), .seconds(20), .milliseconds(25_000), .seconds(65), .seconds(310), .seconds(1_800),
  ]

  private init(request text: [UInt8], on connection: Int) {
    let parts = text.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
    self = .request(
      connection, method: parts.first.map { Array($0) } ?? [],
      target: parts.count > 1 ? Array(parts[1]) : [0x2F],
      body: parts.count > 2 ? Array(parts[2]) : [])
  }

  private static func expanded(_ text: ArraySlice<UInt8>, sessionID: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    for byte in text {
      switch byte {
      case UInt8(ascii: "~"): output += [0x0D, 0x0A]
      case UInt8(ascii: "^"): output.append(0x1E)
      case UInt8(ascii: "$"): output += sessionID
      default: output.append(byte)
      }
    }
    return output
  }
}
