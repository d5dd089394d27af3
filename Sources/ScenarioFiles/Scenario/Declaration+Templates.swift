import JSON
import Scenario

extension Declaration where Value == ReplyTemplate {
  /// Text with places that the answered message fills in.
  static let template: Declaration<ReplyTemplate> = .named(
    "Template", "text, with {{ … }} where the message fills something in", [.scalar]
  ) {
    Declaration<String>.text.map { text, node, reading in
      do throws(TemplateError) {
        return try ReplyTemplate(text)
      } catch {
        reading.error(error.description, at: reading.place(ofBraces: error.offset, in: node))
        return nil
      }
    }
  }
}

extension Declaration where Value == Pattern {
  /// A regular expression.
  static let pattern = Declaration<String>.filled.map { Pattern($0) }
}
