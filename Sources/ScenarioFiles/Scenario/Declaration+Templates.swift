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
  static let pattern = Declaration<String>.filled.map { text, node, reading in
    do throws(PatternError) {
      return try Pattern(text)
    } catch {
      reading.error("this is no regular expression: \(error.description)", at: node.place)
      return nil
    }
  }
}

extension Declaration where Value == JSONTemplate {
  /// Any value whose texts may be templates.
  static let anyTemplate = template(Declaration<JSON>.json)

  /// A mapping whose texts may be templates.
  static let mappingTemplate = template(Declaration<JSON>.jsonMapping)

  private static func template(_ json: Declaration<JSON>) -> Declaration<JSONTemplate> {
    json.map { value, node, reading in
      do throws(TemplateError) {
        return try JSONTemplate(value)
      } catch {
        reading.error(error.description, at: node.place)
        return nil
      }
    }
  }
}
