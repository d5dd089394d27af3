/// Header fields in the order of the wire; names compare without regard to case.
public struct HTTPHeaders: Hashable, Sendable {
  /// One field line.
  public struct Field: Hashable, Sendable {
    /// The name as sent.
    public var name: String
    /// The value without surrounding white space.
    public var value: String

    /// Makes a field.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// All fields, in order.
  public private(set) var fields: [Field]

  /// Makes headers of `fields`, kept in order.
  public init(_ fields: [Field] = []) {
    self.fields = fields
  }

  /// The first value of the field, or nil.
  ///
  /// Setting replaces every field of that name; nil removes.
  public subscript(name: String) -> String? {
    get { fields.first { HTTPHeaders.sameName($0.name, name) }?.value }
    set {
      fields.removeAll { HTTPHeaders.sameName($0.name, name) }
      if let newValue { fields.append(Field(name: name, value: newValue)) }
    }
  }

  /// Every value of the field, in order.
  public func values(_ name: String) -> [String] {
    fields.filter { HTTPHeaders.sameName($0.name, name) }.map(\.value)
  }

  /// Adds a field line after the others, whether or not the name is there already.
  public mutating func add(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// Whether a comma-separated list field holds `token`, without regard to case (RFC 9110 §5.6.1).
  public func contains(_ token: String, in name: String) -> Bool {
    values(name).contains { value in
      value.split(separator: ",").contains { part in
        HTTPHeaders.sameName(HTTPHeaders.trimmed(part), token)
      }
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var view = text[...]
    while let first = view.first, first == " " || first == "\t" { view.removeFirst() }
    while let last = view.last, last == " " || last == "\t" { view.removeLast() }
    return String(view)
  }

  /// Compares two ASCII names without regard to case.
  public static func sameName(_ left: String, _ right: String) -> Bool {
    let left = left.utf8
    let right = right.utf8
    guard left.count == right.count else { return false }
    return zip(left, right).allSatisfy { lowercased($0) == lowercased($1) }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}
