/// Keeps aliases from costing more than the text that holds them.
///
/// Values that aliases repeat are counted when the tree is built. Keys are not: the parser compares them before
/// anything here sees them, and a key made of aliases of aliases would take it for ever.
enum AliasGuard {
  /// So many aliases can do no harm whatever they are.
  private static let harmless = 24

  /// Whether a text repeats anchored values often and also has keys that are more than a word.
  static func refuses(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var anchors: Set<String> = []
    var count = 0
    var hasLargeKeys = false
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "&": anchors.insert(name(in: scalars, after: index))
      case "*":
        let name = name(in: scalars, after: index)
        guard anchors.contains(name) else { continue }
        count &+= 1
        if isKey(scalars, endingAt: index &+ name.unicodeScalars.count) { hasLargeKeys = true }
      case "]", "}": if isKey(scalars, endingAt: index) { hasLargeKeys = true }
      case "?": if isBlank(scalars, index &+ 1) { hasLargeKeys = true }
      default: break
      }
    }
    return hasLargeKeys && count > harmless
  }

  private static func name(in scalars: [Unicode.Scalar], after index: Int) -> String {
    var name = String.UnicodeScalarView()
    name.append(
      contentsOf: scalars[(index &+ 1)...].prefix {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_"
      })
    return String(name)
  }

  private static func isKey(_ scalars: [Unicode.Scalar], endingAt index: Int) -> Bool {
    var next = index &+ 1
    while next < scalars.count, scalars[next] == " " || scalars[next] == "\t" { next &+= 1 }
    return next < scalars.count && scalars[next] == ":"
  }

  private static func isBlank(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    guard index < scalars.count else { return true }
    return [" ", "\t", "\n", "\r"].contains(scalars[index])
  }
}
