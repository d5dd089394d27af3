/// The name of a member, compared as JavaScript does: byte by byte.
///
/// Swift strings are equal when they are canonically equivalent, so that `é` in one character and in two would
/// be the same name.
struct JSONKey: Hashable {
  let text: String

  static func == (left: JSONKey, right: JSONKey) -> Bool {
    areEqual(left.text, right.text)
  }

  func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }

  /// Whether both hold the same bytes.
  static func areEqual(_ left: String, _ right: String) -> Bool {
    guard left.utf8.count == right.utf8.count else { return false }
    let areEqual = unsafe left.utf8.withContiguousStorageIfAvailable { left in
      unsafe right.utf8.withContiguousStorageIfAvailable { right in
        unsafe JSONText.areEqual(left.span, right.span)
      }
    }
    // Only a string bridged from Objective-C has no storage to lend.
    return (areEqual ?? nil) ?? left.utf8.elementsEqual(right.utf8)
  }
}
