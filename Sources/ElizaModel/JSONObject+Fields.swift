import JSON

extension JSONObject {
  /// The text of a field, or nil.
  func text(_ key: String) -> String? { self[key]?.stringValue }

  /// The truth value of a field, or nil.
  func flag(_ key: String) -> Bool? { self[key]?.boolValue }

  /// The whole number in a field, or nil.
  func integer(_ key: String) -> Int? { self[key]?.intValue.flatMap { Int(exactly: $0) } }

  /// The moment in a field, written in milliseconds or as a date text, or nil.
  func moment(_ key: String) -> Timestamp? { self[key].flatMap { Timestamp(json: $0) } }

  /// The part of the protocol in a field, or nil.
  func part<Part: JSONRepresentable>(_ key: String) -> Part? {
    self[key].flatMap { Part(json: $0) }
  }

  /// The list in a field; nil when it is no list or an element cannot be read.
  func list<Part: JSONRepresentable>(_ key: String) -> [Part]? {
    guard let elements = self[key]?.arrayValue else { return nil }
    let parts = elements.compactMap { Part(json: $0) }
    return parts.count == elements.count ? parts : nil
  }

  /// The texts in a field; nil when it is no list or holds anything else.
  func texts(_ key: String) -> [String]? {
    guard let elements = self[key]?.arrayValue else { return nil }
    let texts = elements.compactMap(\.stringValue)
    return texts.count == elements.count ? texts : nil
  }
}
