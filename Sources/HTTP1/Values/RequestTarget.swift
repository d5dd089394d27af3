/// A request target taken apart, both halves still percent-encoded.
///
/// The cut is made between bytes: to a Swift string a `?` and an accent behind it are one character.
public struct RequestTarget: Hashable, Sendable {
  /// What stands before the first `?`.
  public let path: Substring
  /// What stands after it; nil when there is none.
  public let query: Substring?

  /// Takes `text` apart at its first `?`.
  public init(_ text: String) {
    guard let offset = RequestTarget.offsetOfMark(in: text) else {
      path = text[...]
      query = nil
      return
    }
    let mark = text.utf8.index(text.startIndex, offsetBy: offset)
    path = text[..<mark]
    query = text[text.utf8.index(after: mark)...]
  }

  private static func offsetOfMark(in text: String) -> Int? {
    let found = unsafe text.utf8.withContiguousStorageIfAvailable {
      unsafe $0.firstIndex(of: 0x3F)
    }
    if let found { return found }
    // Only a string bridged from Objective-C comes here.
    var text = text
    return text.withUTF8 { unsafe $0.firstIndex(of: 0x3F) }
  }
}
