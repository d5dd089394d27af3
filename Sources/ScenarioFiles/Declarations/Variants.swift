import JSON

/// A mapping that is one of several things, told apart by its leading key, such as a step.
struct Variants<Value: Sendable>: Sendable {
  /// One of them.
  struct Case: Sendable {
    let name: String
    let explanation: String
    /// The names and schemas of keys that may stand beside the leading one.
    let companions: [Key<Value>]
    fileprivate let read: @Sendable (DocumentNode, inout Reading) -> Value?
    fileprivate let describe: @Sendable (inout SchemaDefinitions) -> JSONObject

    init<Content>(
      _ name: String, _ declaration: Declaration<Content>, _ explanation: String,
      with companions: [Key<Value>] = [], _ make: @escaping @Sendable (Content) -> Value
    ) {
      self.name = name
      self.explanation = explanation
      self.companions = companions
      read = { node, reading in declaration.decode(node, &reading).map(make) }
      describe = { declaration.schema(&$0) }
    }
  }

  /// What an error calls it, such as `a step`.
  let title: String
  let cases: [Case]

  init(_ title: String, _ cases: [Case]) {
    self.title = title
    self.cases = cases
  }

  /// The declaration of such a mapping.
  var declaration: Declaration<Value> {
    Declaration(title, [.mapping]) { node, reading in
      decode(node, &reading)
    } schema: { definitions in
      ["oneOf": .array(cases.map { .object(schema(of: $0, &definitions)) })]
    }
  }

  private func decode(_ node: DocumentNode, _ reading: inout Reading) -> Value? {
    guard node.sort == .mapping else { return nil }
    let leading = node.members.filter { member in cases.contains { $0.name == member.key } }
    guard let first = leading.first, let chosen = cases.first(where: { $0.name == first.key })
    else {
      reportMissing(node, &reading)
      return nil
    }
    if let second = leading.dropFirst().first(where: { member in
      !chosen.companions.contains { $0.name == member.key }
    }) {
      reading.error(
        "\(title) is one thing at a time: '\(first.key)' and '\(second.key)' do not go together; "
          + "write one of them for itself", at: second.place)
      return nil
    }
    let value = chosen.read(first.value, &reading)
    let allowed = chosen.companions.map(\.name)
    var isSound = true
    var result = value
    for member in node.members where member.key != first.key {
      guard let key = chosen.companions.first(where: { $0.name == member.key }) else {
        reading.unknownKey(
          member, in: "\(title) with '\(first.key)'", allowed: [first.key] + allowed)
        isSound = false
        continue
      }
      guard var changed = result else { continue }
      if !key.decode(member.value, into: &changed, &reading) { isSound = false }
      result = changed
    }
    return isSound ? result : nil
  }

  private func reportMissing(_ node: DocumentNode, _ reading: inout Reading) {
    let names = cases.map(\.name)
    if let member = node.members.first {
      reading.unknownKey(member, in: title, allowed: names)
    } else {
      reading.error(
        "\(title) is empty; write one of \(names.joined(separator: ", "))", at: node.place)
    }
  }

  private func schema(of variant: Case, _ definitions: inout SchemaDefinitions) -> JSONObject {
    var leading: JSONObject = ["description": .string(variant.explanation)]
    for member in variant.describe(&definitions) { leading[member.key] = member.value }
    var properties: JSONObject = [variant.name: .object(leading)]
    for key in variant.companions { properties[key.name] = .object(key.schema(&definitions)) }
    return [
      "type": "object", "properties": .object(properties), "required": [.string(variant.name)],
      "additionalProperties": false,
    ]
  }
}
