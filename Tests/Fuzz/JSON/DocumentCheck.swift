import FuzzSupport
import JSON

/// Compares a document and its tree, node by node, with what the reference parser saw.
struct DocumentCheck {
  let document: JSONDocument

  /// Checks `node` and all it holds.
  func check(_ node: JSONDocument.Node, _ value: JSON, against reference: ReferenceValue) {
    switch reference {
    case .literal(let text): checkLiteral(node, value, text)
    case .number(let text): checkNumber(node, value, text)
    case .string(let content): checkString(node, value, content)
    case .array(let elements): checkArray(node, value, elements)
    case .object(let members): checkObject(node, value, members)
    }
  }

  private func checkLiteral(_ node: JSONDocument.Node, _ value: JSON, _ text: [UInt8]) {
    Invariant.equal(raw(node), text, "a literal is what was written")
    Invariant.equal(value.serialized(), text, "a literal is written as it came")
    Invariant.equal(document.isTruthy(node), text == Array("true".utf8), "only true is true")
  }

  private func checkNumber(_ node: JSONDocument.Node, _ value: JSON, _ text: [UInt8]) {
    Invariant.equal(raw(node), text, "a number is what was written")
    Invariant.equal(value.serialized(), text, "a number is written as it came")
    let word = String(decoding: text, as: UTF8.self)
    let double = Double(word) ?? .infinity
    Invariant.equal(document.double(of: node), double, "the nearest double")
    Invariant.equal(document.integer(of: node), value.intValue, "one idea of an integer")
    if let integer = Int64(word) {
      Invariant.equal(document.integer(of: node), integer, "an integer keeps all its digits")
    }
    Invariant.equal(document.isTruthy(node), double != 0, "zero is false")
    checkWriting(double)
  }

  /// What JavaScript would write is JSON, and reads back as the same double.
  private func checkWriting(_ double: Double) {
    guard let written = JSONNumber(double) else {
      return Invariant.holds(!double.isFinite, "a finite number can be written")
    }
    Invariant.holds(JSONNumber(written.text) == written, "a written number is one")
    Invariant.equal(written.doubleValue, double, "a written number reads back")
  }

  private func checkString(_ node: JSONDocument.Node, _ value: JSON, _ content: [UInt8]) {
    let expected = ReferenceValue.unescaped(content)
    Invariant.equal(Array((document.string(of: node) ?? "?").utf8), expected, "a string's text")
    Invariant.equal(Array((value.stringValue ?? "?").utf8), expected, "a string's text in the tree")
    let text = String(decoding: expected, as: UTF8.self)
    Invariant.holds(document.matches(node, text: text), "a string matches itself")
    Invariant.equal(document.isTruthy(node), !expected.isEmpty, "only the empty string is false")
  }

  private func checkArray(
    _ node: JSONDocument.Node, _ value: JSON, _ elements: [ReferenceValue]
  ) {
    let nodes = Array(document.elements(of: node))
    let values = value.arrayValue ?? []
    Invariant.equal(document.count(of: node), elements.count, "the number of elements")
    Invariant.equal(nodes.count, elements.count, "the elements walked")
    Invariant.equal(values.count, elements.count, "the elements of the tree")
    Invariant.equal(
      document.element(elements.count - 1, of: node), nodes.last, "the last element by its place")
    Invariant.equal(document.element(elements.count, of: node), nil, "nothing behind the last")
    for (position, element) in elements.enumerated() {
      check(nodes[position], values[position], against: element)
    }
  }

  private func checkObject(
    _ node: JSONDocument.Node, _ value: JSON, _ members: [(key: [UInt8], value: ReferenceValue)]
  ) {
    let nodes = Array(document.members(of: node))
    Invariant.equal(document.count(of: node), members.count, "the number of members")
    Invariant.equal(nodes.count, members.count, "the members walked")
    let keys = members.map { ReferenceValue.unescaped($0.key) }
    var firsts: [[UInt8]] = []
    for key in keys where !firsts.contains(key) { firsts.append(key) }
    let object = value.objectValue ?? [:]
    Invariant.equal(object.map { Array($0.key.utf8) }, firsts, "keys in order, each once")
    for (key, member) in zip(firsts, object) {
      guard let last = keys.lastIndex(of: key) else { continue }
      let found = document.member(named: member.key, of: node)
      Invariant.equal(found, nodes[last].value, "of a repeated key the last counts")
      check(nodes[last].value, member.value, against: members[last].value)
    }
  }

  private func raw(_ node: JSONDocument.Node) -> [UInt8] {
    var output: [UInt8] = []
    document.appendRaw(node, to: &output)
    return output
  }
}
