import ElizaModel
import JSON

/// The last value of a field that a client sends again and again, such as its room.
///
/// Recognising it costs a comparison; making the text and checking it anew costs ten times that.
final class RecentText {
  /// A longer value is not kept.
  private static let lengthLimit = 64

  private var text = ""
  /// The text as it stood in the document; compared, since that costs less than comparing strings.
  private var written: [UInt8] = []
  private var isUUID = false

  /// The text of a node, or of a number as it was written; nil for any other value.
  ///
  /// With `requiringUUID` it is nil for a text that is no UUID as well.
  func text(
    of node: JSONDocument.Node, in document: JSONDocument, requiringUUID: Bool = false
  ) -> String? {
    if document.hasRaw(node, written) { return requiringUUID && !isUUID ? nil : text }
    guard let new = document.text(of: node) else { return nil }
    let isNewUUID = Identifier.isUUID(new)
    if document.kind(of: node) == .string, new.utf8.count <= Self.lengthLimit {
      text = new
      written = Array(document.bytes[document.rawRange(of: node)])
      isUUID = isNewUUID
    }
    return requiringUUID && !isNewUUID ? nil : new
  }
}
