import JSON
import Scenario

extension ReplyTemplate {
  /// The text for one message, where nothing in it is drawn by chance.
  func render(_ message: MessageContext) -> String {
    var chance = SystemRandomNumberGenerator()
    return render(TemplateScope(message), using: &chance)
  }
}

/// The values of templates for an empty message.
func rendered(_ templates: [JSONTemplate]) -> [JSON] {
  var chance = SystemRandomNumberGenerator()
  return templates.map { $0.render(TemplateScope(MessageContext(text: "")), using: &chance) }
}
