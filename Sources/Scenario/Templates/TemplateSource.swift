import ElizaModel
import JSON

/// Where a place of a template takes its value from.
enum TemplateSource: Hashable, Sendable {
  /// The whole numbers that can be drawn.
  static let integers: ClosedRange<Int64> = -1_000_000_000_000...1_000_000_000_000

  /// A fact about the message.
  case variable(TemplateVariable)
  /// A group of the expression that the rule found, by name or number.
  case capture(String)
  /// What a `set` step keeps.
  case state(String)
  /// A place in the metadata that the client sent.
  case metadata(String)
  /// A whole number between two bounds.
  case integer(ClosedRange<Int64>)
  /// One of some texts.
  case choice([String])
  /// A version 4 UUID.
  case uuid

  /// Reads `sender.name`, `captures.1`, `random.integer(1, 6)` and the like; nil for anything else.
  init?(_ call: TemplateCall) {
    if call.arguments == nil {
      if let variable = TemplateVariable(rawValue: call.name) {
        self = .variable(variable)
      } else if call.name == "random.uuid" {
        self = .uuid
      } else {
        self.init(path: call.name)
      }
      return
    }
    switch (call.name, call.arguments ?? []) {
    case ("random.uuid", let arguments) where arguments.isEmpty: self = .uuid
    case ("random.integer", let arguments):
      guard arguments.count == 2, let low = arguments[0].number, let high = arguments[1].number,
        low <= high, Self.integers.contains(low), Self.integers.contains(high)
      else { return nil }
      self = .integer(low...high)
    case ("random.choice", let arguments) where !arguments.isEmpty:
      self = .choice(arguments.map(\.text))
    default: return nil
    }
  }

  private init?(path: String) {
    let parts = path.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else { return nil }
    let rest = String(parts[1])
    switch parts[0] {
    case "captures": self = .capture(rest)
    case "state": self = .state(rest)
    case "metadata": self = .metadata(rest)
    default: return nil
    }
  }

  /// Whether the value may change between the message and the answer.
  var isTimely: Bool {
    switch self {
    case .variable(.clockNow), .variable(.clockDate), .state: true
    case .variable, .capture, .metadata, .integer, .choice, .uuid: false
    }
  }

  /// The value; draws from `chance` only where it is random.
  func value(in scope: TemplateScope, using chance: inout some RandomNumberGenerator) -> String {
    switch self {
    case .variable(let variable): variable.value(in: scope.message)
    case .capture(let name): scope.captures[name] ?? ""
    case .state(let name): scope.state[name] ?? ""
    case .metadata(let path): scope.message.payload["metadata"]?.reach(path)?.shownText ?? ""
    case .integer(let range): String(Int64.random(in: range, using: &chance))
    case .choice(let texts): texts[Int(chance.next() % UInt64(texts.count))]
    case .uuid: Identifier.random(using: &chance)
    }
  }
}
