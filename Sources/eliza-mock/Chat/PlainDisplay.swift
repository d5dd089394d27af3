import ElizaClient

/// A chat as lines of text: for pipes, files and scripts.
///
/// What is said goes to standard output; what happens besides, to standard error.
final class PlainDisplay: ChatDisplay {
  let isInteractive = false
  private let style = ChatStyle(isColoured: false)
  private var rest: [UInt8] = []

  func show(_ line: ChatLine) {
    switch line {
    case .message, .note: Terminal.announce(style.text(line))
    case .problem, .log: Terminal.complain(style.text(line))
    }
  }

  func update(_ state: ConversationState) {}

  func animate() {}

  func typed(_ bytes: [UInt8]) -> [ChatKey] {
    rest += bytes
    var keys: [ChatKey] = []
    while let end = rest.firstIndex(of: 0x0A) {
      keys.append(.line(String(decoding: rest[..<end], as: UTF8.self)))
      rest.removeFirst(end + 1)
    }
    return keys
  }

  /// The last line, when nothing ends it but the end of the input.
  func lastLine() -> String? {
    rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self)
  }

  func restore(_ text: String) {}

  func close() {}
}
