import JSON

/// What a value in a file may look like, written once.
///
/// It decodes a node to a value, reports everything about it that is wrong in the declaration's own words, and
/// writes the JSON Schema by which editors complete and check the same thing.
struct Declaration<Value>: Sendable {
  /// What an error says was expected, such as `a duration such as 800ms`.
  let expectation: String
  /// The sorts of value it can be, by which alternatives are told apart.
  let sorts: Set<DocumentNode.Sort>
  private let read: @Sendable (DocumentNode, inout Reading) -> Value?
  private let describe: @Sendable (inout SchemaDefinitions) -> JSONObject

  /// Declares a value by what decodes it and what describes the same in JSON Schema.
  ///
  /// Where `read` gives nil, it has reported why, or leaves that to `expectation`.
  init(
    _ expectation: String, _ sorts: Set<DocumentNode.Sort>,
    read: @escaping @Sendable (DocumentNode, inout Reading) -> Value?,
    schema: @escaping @Sendable (inout SchemaDefinitions) -> JSONObject
  ) {
    self.expectation = expectation
    self.sorts = sorts
    self.read = read
    describe = schema
  }

  /// Decodes a node; nil when it is something else, which has then been reported.
  func decode(_ node: DocumentNode, _ reading: inout Reading) -> Value? {
    let before = reading.errorCount
    let value = read(node, &reading)
    if value == nil, reading.errorCount == before {
      reading.error("expected \(expectation), found \(node.summary)", at: node.place)
    }
    return value
  }

  /// The JSON Schema.
  func schema(_ definitions: inout SchemaDefinitions) -> JSONObject {
    describe(&definitions)
  }
}

extension Declaration {
  /// The same form with another value; nil from `transform` reports what was expected.
  func map<New>(
    _ transform: @escaping @Sendable (Value, DocumentNode, inout Reading) -> New?
  ) -> Declaration<New> {
    Declaration<New>(expectation, sorts) { node, reading in
      guard let value = decode(node, &reading) else { return nil }
      return transform(value, node, &reading)
    } schema: { definitions in
      schema(&definitions)
    }
  }

  /// The same form with another value.
  func map<New>(_ transform: @escaping @Sendable (Value) -> New) -> Declaration<New> {
    map { value, _, _ in transform(value) }
  }

  /// A declaration that may contain itself: it is looked up when it is needed, and named in the schema.
  static func named(
    _ name: String, _ expectation: String, _ sorts: Set<DocumentNode.Sort>,
    _ declaration: @escaping @Sendable () -> Declaration<Value>
  ) -> Declaration<Value> {
    Declaration(expectation, sorts) { node, reading in
      declaration().decode(node, &reading)
    } schema: { definitions in
      definitions.reference(name, declaration())
    }
  }
}
