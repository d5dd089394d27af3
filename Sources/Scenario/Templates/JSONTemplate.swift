public import JSON

/// A JSON value whose texts are templates; names of members stay as they are.
public struct JSONTemplate: Hashable, Sendable {
  private indirect enum Node: Hashable, Sendable {
    case plain(JSON)
    case text(ReplyTemplate)
    case array([Node])
    case object([Member])
  }

  private struct Member: Hashable, Sendable {
    let key: String
    let value: Node
  }

  private let root: Node

  /// Reads every text of a value as a template.
  public init(_ value: JSON) throws(TemplateError) {
    root = try JSONTemplate.node(value)
  }

  private static func node(_ value: JSON) throws(TemplateError) -> Node {
    switch value {
    case .string(let text): return .text(try ReplyTemplate(text))
    case .array(let elements):
      var nodes: [Node] = []
      for element in elements { nodes.append(try node(element)) }
      return .array(nodes)
    case .object(let object):
      var members: [Member] = []
      for member in object {
        members.append(Member(key: member.key, value: try node(member.value)))
      }
      return .object(members)
    case .null, .bool, .number: return .plain(value)
    }
  }

  /// The value for one message.
  public func render(
    _ scope: TemplateScope, using chance: inout some RandomNumberGenerator
  ) -> JSON {
    JSONTemplate.render(root, scope, &chance)
  }

  private static func render(
    _ node: Node, _ scope: TemplateScope, _ chance: inout some RandomNumberGenerator
  ) -> JSON {
    switch node {
    case .plain(let value): return value
    case .text(let template): return .string(template.render(scope, using: &chance))
    case .array(let nodes):
      var elements: [JSON] = []
      for node in nodes { elements.append(render(node, scope, &chance)) }
      return .array(elements)
    case .object(let members):
      var object = JSONObject()
      for member in members { object[member.key] = render(member.value, scope, &chance) }
      return .object(object)
    }
  }
}
