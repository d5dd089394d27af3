import JSON
import Logging

/// The facts of a log line: texts, and numbers that stay numbers in JSON lines.
typealias LogFacts = Logger.Metadata

extension Logger.MetadataValue {
  /// A text.
  static func text(_ text: String) -> Logger.MetadataValue { .string(text) }

  /// A number.
  static func number(_ number: Int) -> Logger.MetadataValue { .stringConvertible(number) }

  /// A number with a fraction.
  static func number(_ number: Double) -> Logger.MetadataValue { .stringConvertible(number) }

  /// The value as JSON.
  var json: JSON {
    switch self {
    case .string(let text): .string(text)
    case .stringConvertible(let number as Int): JSON(number)
    case .stringConvertible(let number as Double): JSONNumber(number).map(JSON.number) ?? .null
    case .stringConvertible(let value): .string(value.description)
    case .array(let values): .array(values.map(\.json))
    case .dictionary(let members):
      .object(
        members.sorted { $0.key < $1.key }.reduce(into: [:]) { $0[$1.key] = $1.value.json })
    }
  }
}
