import JSON

extension Declaration where Value == String {
  /// Text; a number will do, taken as it is written.
  static let text = Declaration("text", [.scalar]) { node, reading in
    switch node.content {
    case .text(let text): return text
    case .number: return node.written
    case .bool, .null:
      guard !node.written.isEmpty else { return nil }
      reading.error(
        "expected text, but '\(node.written)' means something else in YAML; put it in quotes",
        at: node.place)
      return nil
    case .list, .mapping: return nil
    }
  } schema: { _ in
    ["type": ["string", "number"]]
  }

  /// Text that is not empty.
  static let filled = Declaration("text that is not empty", [.scalar]) { node, reading in
    guard let text = text.decode(node, &reading), !text.isEmpty else { return nil }
    return text
  } schema: { _ in
    ["type": ["string", "number"], "minLength": 1]
  }
}

extension Declaration where Value == Bool {
  /// A truth value.
  static let flag = Declaration("true or false", [.scalar]) { node, reading in
    if case .bool(let value) = node.content { return value }
    if ["yes", "no", "on", "off", "y", "n"].contains(node.written.lowercased()) {
      reading.error(
        "expected true or false; YAML 1.2 takes '\(node.written)' for text", at: node.place)
    }
    return nil
  } schema: { _ in
    ["type": "boolean"]
  }
}

extension Declaration where Value == Int {
  /// A whole number within bounds.
  static func integer(_ range: ClosedRange<Int>) -> Declaration {
    let top = range.upperBound == .max ? "up" : "to \(range.upperBound)"
    return Declaration("a whole number from \(range.lowerBound) \(top)", [.scalar]) { node, _ in
      guard case .number(let number) = node.content, let value = number.int64Value,
        let whole = Int(exactly: value), range.contains(whole)
      else { return nil }
      return whole
    } schema: { _ in
      var schema: JSONObject = ["type": "integer", "minimum": JSON(range.lowerBound)]
      if range.upperBound != .max { schema["maximum"] = JSON(range.upperBound) }
      return schema
    }
  }
}

extension Declaration where Value == UInt64 {
  /// Any whole number that is not negative.
  static let seed = Declaration("a whole number from 0 up", [.scalar]) { node, _ in
    guard case .number(let number) = node.content else { return nil }
    return UInt64(number.text)
  } schema: { _ in
    ["type": "integer", "minimum": 0]
  }
}

extension Declaration where Value == Double {
  /// A number within bounds.
  static func number(_ range: ClosedRange<Double>, _ expectation: String) -> Declaration {
    Declaration(expectation, [.scalar]) { node, _ in
      guard case .number(let number) = node.content, range.contains(number.doubleValue) else {
        return nil
      }
      return number.doubleValue
    } schema: { _ in
      ["type": "number", "minimum": JSON(range.lowerBound), "maximum": JSON(range.upperBound)]
    }
  }
}

extension Declaration where Value == JSON {
  /// Any value, passed on as it is.
  static let json = Declaration("a value", [.scalar, .list, .mapping]) { node, _ in
    node.json
  } schema: { _ in
    [:]
  }

  /// A mapping, passed on as it is.
  static let jsonMapping = Declaration("a mapping", [.mapping]) { node, _ in
    if node.sort == .mapping { return node.json }
    return .none
  } schema: { _ in
    ["type": "object"]
  }
}
