import Bytes
import JSON

/// A mapping with known keys.
struct Record<Root: Sendable>: Sendable {
  /// What an error calls it, such as `a rule`.
  let title: String
  /// What it is when no key says anything.
  let draft: Root
  let keys: [Key<Root>]
  /// What must hold between the keys; false refuses it and has reported why.
  let check: @Sendable (inout Root, DocumentNode, inout Reading) -> Bool

  init(
    _ title: String, from draft: Root, _ keys: [Key<Root>],
    check: @escaping @Sendable (inout Root, DocumentNode, inout Reading) -> Bool = { _, _, _ in true
    }
  ) {
    self.title = title
    self.draft = draft
    self.keys = keys
    self.check = check
  }

  /// The declaration of such a mapping.
  var declaration: Declaration<Root> {
    Declaration(title, [.mapping]) { node, reading in
      decode(node, &reading)
    } schema: { definitions in
      schema(&definitions)
    }
  }

  /// Decodes all members, reporting what is wrong with each, unknown and missing keys included.
  private func decode(_ node: DocumentNode, _ reading: inout Reading) -> Root? {
    guard node.sort == .mapping else { return nil }
    var root = draft
    var isSound = true
    for member in node.members {
      guard let key = keys.first(where: { $0.name == member.key }) else {
        reading.unknownKey(member, in: title, allowed: keys.map(\.name))
        isSound = false
        continue
      }
      if !key.decode(member.value, into: &root, &reading) { isSound = false }
    }
    for key in keys where key.isRequired && node[key.name] == nil {
      reading.error("\(title) needs the key '\(key.name)': \(key.explanation)", at: node.place)
      isSound = false
    }
    guard isSound, check(&root, node, &reading) else { return nil }
    return root
  }

  private func schema(_ definitions: inout SchemaDefinitions) -> JSONObject {
    var properties: JSONObject = [:]
    for key in keys { properties[key.name] = .object(key.schema(&definitions)) }
    var schema: JSONObject = ["type": "object", "properties": .object(properties)]
    let required = keys.filter(\.isRequired).map { JSON.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    schema["additionalProperties"] = false
    return schema
  }
}

extension Reading {
  /// Reports a key that is not understood, with the likest that is.
  mutating func unknownKey(_ member: DocumentNode.Member, in title: String, allowed: [String]) {
    if member.key == "<<" {
      return error(
        "the merge key '<<' is not part of YAML 1.2; write the keys out", at: member.place)
    }
    let advice = Nearest.advice(for: member.key, among: allowed, called: "Allowed")
    error(
      "unknown key '\(member.key.shortened)' in \(title)\(advice)", at: member.place,
      nearest: Nearest.word(to: member.key, among: allowed))
  }
}
