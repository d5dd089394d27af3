/// A text with places that the answered message fills in: `Hi {{ sender.name | or('there') }}!`.
///
/// A place holds the name of a value and any number of `TemplateFilter`s after `|`. The values are those of
/// `TemplateVariable`, `captures.1`, `state.name`, `metadata.path`, and the random ones
/// `random.integer(1, 6)`, `random.choice('a', 'b')` and `random.uuid`. Everything else stands for
/// itself, a single brace included. A template is read once and never fails afterwards.
public struct ReplyTemplate: Hashable, Sendable {
  enum Part: Hashable, Sendable {
    case literal(String)
    case value(TemplateSource, [TemplateFilter])
  }

  private let parts: [Part]

  /// Reads a template.
  public init(_ text: String) throws(TemplateError) {
    var parser = TemplateParser(text)
    parts = try parser.parse()
  }

  /// A text that is no template, whatever stands in it.
  public init(literal text: String) {
    parts = [.literal(text)]
  }

  /// Whether it quotes what may be different by the time it is said: the clock, or what steps have kept.
  var isTimely: Bool {
    parts.contains { if case .value(let source, _) = $0 { source.isTimely } else { false } }
  }

  /// The template with everything filled in but what is timely; draws from `chance` as `render` does.
  func settled(
    _ scope: TemplateScope, using chance: inout some RandomNumberGenerator
  ) -> ReplyTemplate {
    var settled: [Part] = []
    for part in parts {
      if case .value(let source, let filters) = part, !source.isTimely {
        let value = source.value(in: scope, using: &chance)
        settled.append(.literal(filters.reduce(value) { $1.apply(to: $0) }))
      } else {
        settled.append(part)
      }
    }
    return ReplyTemplate(parts: settled)
  }

  private init(parts: [Part]) {
    self.parts = parts
  }

  /// The text for one message; draws from `chance` for random values only, in their order.
  public func render(
    _ scope: TemplateScope, using chance: inout some RandomNumberGenerator
  ) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .literal(let text): result += text
      case .value(let source, let filters):
        let value = source.value(in: scope, using: &chance)
        result += filters.reduce(value) { $1.apply(to: $0) }
      }
    }
    return result
  }
}
