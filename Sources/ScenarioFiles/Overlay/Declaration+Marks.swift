import JSON

extension Declaration where Value == Bool {
  /// `true`, which says no more than that something happens.
  static let mark = Declaration("true", [.scalar]) { node, reading in
    if case .bool(true) = node.content { return true }
    if case .bool(false) = node.content {
      reading.error("'false' says nothing here; leave the key out", at: node.place)
    }
    return .none
  } schema: { _ in
    ["const": true]
  }
}

extension Declaration where Value == String? {
  /// `true`, or text that says more.
  static let markOrText = Declaration("true, or text", [.scalar]) { node, reading -> String?? in
    if case .text(let text) = node.content, !text.isEmpty { return .some(text) }
    return Declaration<Bool>.mark.decode(node, &reading).map { _ in String?.none }
  } schema: { _ in
    ["anyOf": [["const": true], ["type": "string", "minLength": 1]]]
  }
}

extension Declaration where Value == Int? {
  /// `true`, or a number of bytes.
  static let markOrCount = Declaration("true, or a number of bytes", [.scalar]) {
    node, reading -> Int?? in
    if case .number = node.content {
      return Declaration<Int>.integer(0...Int.max).decode(node, &reading).map { $0 }
    }
    return Declaration<Bool>.mark.decode(node, &reading).map { _ in Int?.none }
  } schema: { _ in
    ["anyOf": [["const": true], ["type": "integer", "minimum": 0]]]
  }
}
