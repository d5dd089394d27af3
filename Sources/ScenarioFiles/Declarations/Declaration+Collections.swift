import JSON

extension Declaration {
  /// A list, all of whose elements look the same; `name` is what they are, in the plural.
  static func list<Element>(
    of element: Declaration<Element>, _ name: String, atLeast least: Int = 0
  ) -> Declaration where Value == [Element] {
    Declaration("a list of \(name)", [.list]) { node, reading in
      guard case .list(let nodes) = node.content else {
        guard element.sorts.contains(node.sort), node.sort == .mapping else { return nil }
        reading.error(
          "expected a list of \(name), found a mapping; begin each of them with '- '",
          at: node.place)
        return nil
      }
      guard nodes.count >= least else {
        reading.error("this list of \(name) is empty; write at least one", at: node.place)
        return nil
      }
      let values = nodes.compactMap { element.decode($0, &reading) }
      return values.count == nodes.count ? values : nil
    } schema: { definitions in
      var schema: JSONObject = ["type": "array", "items": .object(element.schema(&definitions))]
      if least > 0 { schema["minItems"] = JSON(least) }
      return schema
    }
  }

  /// The first of several forms that fits the sort of value given.
  static func either(_ expectation: String, _ forms: [Declaration]) -> Declaration {
    let sorts = forms.reduce(into: Set<DocumentNode.Sort>()) { $0.formUnion($1.sorts) }
    return Declaration(expectation, sorts) { node, reading in
      forms.first { $0.sorts.contains(node.sort) }?.decode(node, &reading)
    } schema: { definitions in
      ["anyOf": .array(forms.map { .object($0.schema(&definitions)) })]
    }
  }
}
