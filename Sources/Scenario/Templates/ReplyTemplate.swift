/// A text with places that the answered message fills in: `Hi {{ sender.name | or('there') }}!`.
///
/// A place holds one `TemplateVariable` and any number of `TemplateFilter`s after `|`. Everything else
/// stands for itself, a single brace included. A template is read once and never fails afterwards.
public struct ReplyTemplate: Hashable, Sendable {
  enum Part: Hashable, Sendable {
    case literal(String)
    case value(TemplateVariable, [TemplateFilter])
  }

  private let parts: [Part]

  /// Reads a template.
  public init(_ text: String) throws(TemplateError) {
    var parser = TemplateParser(text)
    parts = try parser.parse()
  }

  /// The text for one message.
  public func render(_ context: MessageContext) -> String {
    parts.reduce(into: "") { result, part in
      switch part {
      case .literal(let text):
        result += text
      case .value(let variable, let filters):
        result += filters.reduce(variable.value(in: context)) { $1.apply(to: $0) }
      }
    }
  }
}
