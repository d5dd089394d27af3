import Bytes
import JSON

/// One of the words a key may have, and what it means.
struct Word<Value: Sendable>: Sendable {
  let text: String
  let meaning: String
  let value: Value

  init(_ text: String, _ value: Value, _ meaning: String) {
    self.text = text
    self.value = value
    self.meaning = meaning
  }
}

extension Declaration where Value: Sendable {
  /// One of several words.
  static func word(_ words: [Word<Value>]) -> Declaration {
    let choices = words.map(\.text).joined(separator: ", ")
    let expectation = words.count == 1 ? "'\(choices)'" : "one of \(choices)"
    return Declaration(expectation, [.scalar]) { node, reading in
      if let word = words.first(where: { $0.text == node.written }) { return word.value }
      if case .text(let text) = node.content, !text.isEmpty {
        let texts = words.map(\.text)
        let advice = Nearest.advice(for: text, among: texts, called: "Allowed")
        reading.error(
          "'\(text.shortened)' is not known here\(advice)", at: node.place,
          nearest: Nearest.word(to: text, among: texts))
      }
      return nil
    } schema: { _ in
      [
        "oneOf": .array(
          words.map { ["const": .string($0.text), "description": .string($0.meaning)] })
      ]
    }
  }

  /// One of the words an enumeration is made of.
  static func word(_ meaning: @escaping @Sendable (Value) -> String) -> Declaration
  where Value: CaseIterable & RawRepresentable<String> {
    word(Value.allCases.map { Word($0.rawValue, $0, meaning($0)) })
  }
}
