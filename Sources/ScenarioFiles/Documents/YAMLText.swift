package import JSON
import Yams

/// YAML 1.2 as a way to write down JSON.
package enum YAMLText {
  /// The value that a document stands for; JSON is read as the YAML that it is.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8, at most 1 MiB.
  ///   - name: What problems call it.
  /// - Returns: The same as JSON.
  /// - Throws: `UnusableFile` when it is no single document.
  package static func json(_ bytes: [UInt8], from name: String) throws(UnusableFile) -> JSON {
    try DocumentReader.read(bytes, file: name).0.json
  }

  /// A value in block style; text that could be taken for something else is put in quotes.
  static func text(of value: JSON) -> String {
    let text = try? Yams.serialize(
      node: node(value), width: -1, allowUnicode: true, sequenceStyle: .block,
      mappingStyle: .block)
    return text ?? value.text
  }

  private static func node(_ value: JSON) -> Node {
    switch value {
    case .string(let text): .scalar(Node.Scalar(text, Tag(.str), style(of: text)))
    case .array(let elements):
      .sequence(Node.Sequence(elements.map(node), .implicit, elements.isEmpty ? .flow : .block))
    case .object(let object):
      .mapping(
        Node.Mapping(
          object.map { (node(.string($0.key)), node($0.value)) }, .implicit,
          object.isEmpty ? .flow : .block))
    default: .scalar(Node.Scalar(value.text, Tag(.str), .plain))
    }
  }

  private static func style(of text: String) -> Node.Scalar.Style {
    guard case .text = CoreSchema.content(of: text), !isWordOfOlderYAML(text) else {
      return .doubleQuoted
    }
    return text.contains("\n") && text.last?.isWhitespace == false ? .literal : .any
  }

  /// Editors that go by YAML 1.1 would take it for a truth value.
  private static func isWordOfOlderYAML(_ text: String) -> Bool {
    ["y", "n", "yes", "no", "on", "off"].contains(text.lowercased())
  }
}
