import JSON

/// One value of a YAML or JSON document and where it stands.
struct DocumentNode: Sendable {
  /// A key with its value.
  struct Member: Sendable {
    let key: String
    let place: Place
    let value: DocumentNode
  }

  /// The value, with plain scalars resolved by the core schema of YAML 1.2.
  enum Content: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case text(String)
    case list([DocumentNode])
    case mapping([Member])
  }

  let content: Content
  let place: Place
  /// A scalar as it was written, without quotes; empty for lists and mappings.
  let written: String

  init(_ content: Content, at place: Place, written: String = "") {
    self.content = content
    self.place = place
    self.written = written
  }

  /// The value of a key; nil where there is none or this is no mapping.
  subscript(key: String) -> DocumentNode? {
    members.first { $0.key == key }?.value
  }

  /// The members of a mapping; none for anything else.
  var members: [Member] {
    if case .mapping(let members) = content { members } else { [] }
  }

  /// The elements of a list; none for anything else.
  var elements: [DocumentNode] {
    if case .list(let elements) = content { elements } else { [] }
  }
}

extension DocumentNode {
  /// The sorts of value that a declaration can tell apart at a glance.
  enum Sort: Hashable, Sendable {
    case scalar
    case list
    case mapping
  }

  var sort: Sort {
    switch content {
    case .null, .bool, .number, .text: .scalar
    case .list: .list
    case .mapping: .mapping
    }
  }

  /// What an error calls the value.
  var summary: String {
    switch content {
    case .null: written.isEmpty ? "nothing" : "'\(written)', which is nothing"
    case .bool: written
    case .number: "the number \(written)"
    case .text(let text): "'\(text.shortened)'"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The value as JSON.
  var json: JSON {
    switch content {
    case .null: .null
    case .bool(let value): .bool(value)
    case .number(let number): .number(number)
    case .text(let text): .string(text)
    case .list(let elements): .array(elements.map(\.json))
    case .mapping(let members): .object(JSONObject(members.map { ($0.key, $0.value.json) }))
    }
  }
}

extension String {
  /// At most 40 characters on one line, so that an error stays readable.
  var shortened: String {
    let line = replacing("\n", with: "⏎")
    return line.count > 40 ? line.prefix(39) + "…" : line
  }
}
