/// A JSON text parsed for reading in place: no tree, nothing allocated once its storage is warm.
///
/// A document owns a copy of the text without insignificant white space, and a table of the values in it.
/// Numbers, strings and keys stay as they were written, so that `appendRaw` gives back the bytes that came.
/// Parse again with the same variable to reuse the storage. A copy shares the storage until either is parsed
/// again.
public struct JSONDocument: Sendable {
  /// The kinds of value (RFC 8259 §3).
  public enum Kind: UInt8, Sendable {
    /// `null`.
    case null
    /// `false`.
    case `false`
    /// `true`.
    case `true`
    /// A number.
    case number
    /// A string, or the key of a member.
    case string
    /// An array.
    case array
    /// An object.
    case object
  }

  /// The place of one value in its document; meaningless in any other, and after the next `parse`.
  public struct Node: Hashable, Sendable {
    let index: Int
  }

  private(set) var tape: JSONTape

  /// Makes a document that holds `null`.
  public init() {
    tape = .null
  }

  /// Makes a document of a text.
  public init(parsing text: Span<UInt8>, limits: JSONLimits = .default) throws(JSONError) {
    self.init()
    try parse(text, limits: limits)
  }

  /// The text without insignificant white space.
  public var bytes: [UInt8] { tape.bytes }

  /// The outermost value.
  public var root: Node { Node(index: 0) }

  /// Replaces what the document holds by what `text` says (RFC 8259).
  ///
  /// A refused text leaves a document that holds `null`.
  ///
  /// - Parameters:
  ///   - text: The whole JSON text; bytes that are not UTF-8 are refused.
  ///   - limits: What the text may ask for.
  /// - Throws: The first rule that the text breaks.
  public mutating func parse(
    _ text: Span<UInt8>, limits: JSONLimits = .default
  ) throws(JSONError) {
    var reused = JSONTape.empty
    swap(&reused, &tape)
    var parser = JSONParser(reusing: consume reused, limits: limits)
    do throws(JSONError) {
      try parser.parse(text)
    } catch {
      tape = .null
      throw error
    }
    tape = parser.tape
  }

  func entry(_ node: Node) -> JSONTape.Entry { tape.entries[node.index] }
}
