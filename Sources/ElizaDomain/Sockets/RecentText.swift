import ElizaModel
import JSON

/// The last value of a field that a client sends again and again, such as its room.
///
/// Recognising it costs a comparison; making the text and checking it anew costs ten times that.
struct RecentText {
  /// A longer value is not kept.
  private static let lengthLimit = 64

  private var text: String?
  private var isUUID = false

  /// The text of a node, or of a number as it was written; nil for any other value.
  ///
  /// With `requiringUUID` it is nil for a text that is no UUID as well.
  mutating func text(
    of node: JSONDocument.Node, in document: JSONDocument, requiringUUID: Bool = false
  ) -> String? {
    if let text, document.matches(node, text: text) { return requiringUUID && !isUUID ? nil : text }
    guard let new = document.text(of: node) else { return nil }
    let isNewUUID = Identifier.isUUID(new)
    if document.kind(of: node) == .string, new.utf8.count <= Self.lengthLimit {
      text = new
      isUUID = isNewUUID
    }
    return requiringUUID && !isNewUUID ? nil : new
  }
}
