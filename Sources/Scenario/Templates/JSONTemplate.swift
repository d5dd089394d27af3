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

  /// Whether a text in it quotes what may be different by the time it is sent.
  var isTimely: Bool { JSONTemplate.isTimely(root) }

  /// The value with everything filled in but what is timely.
  func settled(
    _ scope: TemplateScope, using chance: inout some RandomNumberGenerator
  ) -> JSONTemplate {
    JSONTemplate(root: JSONTemplate.settled(root, scope, &chance))
  }

  private init(root: Node) {
    self.root = root
  }

  private static func isTimely(_ node: Node) -> Bool {
    switch node {
    case .plain: false
    case .text(let template): template.isTimely
    case .array(let nodes): nodes.contains(where: isTimely)
    case .object(let members): members.contains { isTimely($0.value) }
    }
  }

  private static func settled(
    _ node: Node, _ scope: TemplateScope, _ chance: inout some RandomNumberGenerator
  ) -> Node {
    switch node {
    case .plain: return node
    case .text(let template): return .text(template.settled(scope, using: &chance))
    case .array(let nodes):
      var elements: [Node] = []
      for node in nodes { elements.append(settled(node, scope, &chance)) }
      return .array(elements)
    case .object(let members):
      var result: [Member] = []
      for member in members {
        result.append(Member(key: member.key, value: settled(member.value, scope, &chance)))
      }
      return .object(result)
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
