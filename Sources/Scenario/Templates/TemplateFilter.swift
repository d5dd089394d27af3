import JSON

/// A small pure function that a template applies to a value.
public enum TemplateFilter: Hashable, Sendable {
  /// The most UTF-8 bytes that `replace` makes of a value.
  static let lengthLimit = 1_000_000

  /// Takes the given text where the value is empty or only white space: `or('there')`.
  case or(String)

  /// Writes the value in capitals.
  case upper

  /// Writes the value in small letters.
  case lower

  /// Takes white space off both ends.
  case trim

  /// Writes the first letter as a capital.
  case capitalize

  /// Cuts the value to so many characters, with `…` in place of the last when any are lost.
  case truncate(Int)

  /// Puts one text in place of another, everywhere.
  case replace(String, String)

  /// The number of characters.
  case length

  /// Writes the value as it stands within the quotes of a JSON string.
  case json

  /// The value after the filter.
  public func apply(to value: String) -> String {
    switch self {
    case .or(let substitute): value.trimmed.isEmpty ? substitute : value
    case .upper: value.uppercased()
    case .lower: value.lowercased()
    case .trim: value.trimmed
    case .capitalize: value.prefix(1).uppercased() + value.dropFirst()
    case .truncate(let length): Self.truncated(value, to: length)
    case .replace(let old, let new): Self.replacing(old, by: new, in: value)
    case .length: String(value.count)
    case .json: String(JSON.string(value).text.dropFirst().dropLast())
    }
  }

  private static func truncated(_ value: String, to length: Int) -> String {
    let head = value.prefix(length)
    guard head.endIndex < value.endIndex else { return value }
    return length > 0 ? head.dropLast() + "…" : ""
  }

  /// Stops where the value would grow beyond the limit.
  private static func replacing(_ old: String, by new: String, in value: String) -> String {
    let (bytes, old, new) = (Array(value.utf8), Array(old.utf8), Array(new.utf8))
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count, result.count + max(new.count, 1) <= lengthLimit {
      if bytes[position...].starts(with: old) {
        result += new
        position += old.count
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension TemplateFilter {
  /// The filters as people write them, for messages.
  static let forms =
    "or('…'), upper, lower, trim, capitalize, truncate(80), replace('a', 'b'), length or json"

  /// Reads `upper`, `or('…')` and the like; nil for anything else.
  init?(_ call: TemplateCall) {
    let arguments = call.arguments ?? []
    switch (call.name, arguments.count) {
    case ("upper", 0): self = .upper
    case ("lower", 0): self = .lower
    case ("trim", 0): self = .trim
    case ("capitalize", 0): self = .capitalize
    case ("length", 0): self = .length
    case ("json", 0): self = .json
    case ("or", 1), ("default", 1): self = .or(arguments[0].text)
    case ("truncate", 1):
      guard let length = arguments[0].number, 0...1_000_000 ~= length else { return nil }
      self = .truncate(Int(length))
    case ("replace", 2) where !arguments[0].text.isEmpty:
      self = .replace(arguments[0].text, arguments[1].text)
    default: return nil
    }
  }
}
