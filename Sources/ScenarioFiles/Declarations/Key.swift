import JSON

/// A key of a mapping: its name, what its value looks like, what it is for, and what it sets.
struct Key<Root>: Sendable {
  let name: String
  let explanation: String
  let isRequired: Bool
  private let read: @Sendable (DocumentNode, inout Root, inout Reading) -> Bool
  private let describe: @Sendable (inout SchemaDefinitions) -> JSONObject

  /// Declares a key whose value is handed to `set`.
  init<Value>(
    _ name: String, _ declaration: Declaration<Value>, required: Bool = false,
    _ explanation: String, set: @escaping @Sendable (inout Root, Value) -> Void
  ) {
    self.name = name
    self.explanation = explanation
    isRequired = required
    read = { node, root, reading in
      guard let value = declaration.decode(node, &reading) else { return false }
      set(&root, value)
      return true
    }
    describe = { declaration.schema(&$0) }
  }

  /// Declares a key whose value becomes a property.
  init<Value>(
    _ name: String, _ declaration: Declaration<Value>, required: Bool = false,
    _ explanation: String, _ path: any WritableKeyPath<Root, Value> & Sendable
  ) {
    self.init(name, declaration, required: required, explanation) { $0[keyPath: path] = $1 }
  }

  /// Declares a key whose value becomes a property that may be absent.
  init<Value>(
    _ name: String, _ declaration: Declaration<Value>, required: Bool = false,
    _ explanation: String, _ path: any WritableKeyPath<Root, Value?> & Sendable
  ) {
    self.init(name, declaration, required: required, explanation) { $0[keyPath: path] = $1 }
  }

  /// Decodes the value into `root`; false when it is refused.
  func decode(_ node: DocumentNode, into root: inout Root, _ reading: inout Reading) -> Bool {
    read(node, &root, &reading)
  }

  /// The schema of the value, with the explanation that editors show.
  func schema(_ definitions: inout SchemaDefinitions) -> JSONObject {
    var schema: JSONObject = ["description": .string(explanation)]
    for member in describe(&definitions) { schema[member.key] = member.value }
    return schema
  }
}
