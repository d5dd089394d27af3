import Bytes

extension [UInt8] {
  /// Appends the text as a JSON string, quoted and escaped as JavaScript does it.
  public mutating func appendJSONString(_ text: String) {
    let written: Void? = unsafe text.utf8.withContiguousStorageIfAvailable {
      unsafe appendJSONString(utf8: $0.span)
    }
    guard written == nil else { return }
    // Only a string bridged from Objective-C comes here.
    let bytes = Array(text.utf8)
    appendJSONString(utf8: bytes.span)
  }

  /// Appends valid UTF-8 as a JSON string, quoted and escaped as JavaScript does it.
  ///
  /// Escaped are `"`, `\` and U+0000…U+001F, with the short form where there is one.
  public mutating func appendJSONString(utf8 text: Span<UInt8>) {
    let end = JSONText.endOfUnescaped(in: text, from: 0)
    guard end < text.count else {
      return append(addingCapacity: text.count &+ 2) { output in
        output.append(ASCII.quote)
        output.append(copying: text)
        output.append(ASCII.quote)
      }
    }
    appendEscaped(text, firstEscape: end)
  }

  private mutating func appendEscaped(_ text: Span<UInt8>, firstEscape: Int) {
    append(ASCII.quote)
    var start = 0
    var end = firstEscape
    while end < text.count {
      append(contentsOf: text, in: start..<end)
      appendEscape(text[end])
      start = end &+ 1
      end = JSONText.endOfUnescaped(in: text, from: start)
    }
    append(contentsOf: text, in: start..<end)
    append(ASCII.quote)
  }

  private mutating func appendEscape(_ byte: UInt8) {
    append(ASCII.backslash)
    switch byte {
    case ASCII.quote, ASCII.backslash: append(byte)
    case 0x08: append(0x62)
    case 0x0C: append(0x66)
    case ASCII.lineFeed: append(0x6E)
    case ASCII.carriageReturn: append(0x72)
    case ASCII.tab: append(0x74)
    default:
      append(ascii: "u00")
      append(Hex.digit(byte >> 4))
      append(Hex.digit(byte))
    }
  }
}
