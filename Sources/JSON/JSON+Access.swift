extension JSON {
  /// The text of a string, or nil.
  public var stringValue: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The truth value, or nil.
  public var boolValue: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// A number that is whole and fits, or nil; `1.0` and `1e3` are whole.
  public var intValue: Int64? {
    if case .number(let value) = self { value.int64Value } else { nil }
  }

  /// A number as the nearest double, or nil.
  public var doubleValue: Double? {
    if case .number(let value) = self { value.doubleValue } else { nil }
  }

  /// The elements of an array, or nil.
  public var arrayValue: [JSON]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The members of an object, or nil.
  public var objectValue: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }

  /// Whether the value is `null`.
  public var isNull: Bool { self == .null }

  /// Whether JavaScript takes the value for true: not null, false, zero or the empty string.
  public var isTruthy: Bool {
    switch self {
    case .null: false
    case .bool(let value): value
    case .number(let value): value.doubleValue != 0
    case .string(let value): !value.isEmpty
    case .array, .object: true
    }
  }

  /// The value of a member, or nil when there is none or this is no object.
  ///
  /// Setting changes an object in place, nil removes the member; on any other value setting does nothing.
  public subscript(key: String) -> JSON? {
    get { objectValue?[key] }
    set {
      guard case .object(var object) = self else { return }
      // Parked, so that the object is not copied while the enum still holds it.
      self = .null
      object[key] = newValue
      self = .object(object)
    }
  }

  /// The element at a place, or nil when there is none or this is no array.
  public subscript(position: Int) -> JSON? {
    guard case .array(let elements) = self, elements.indices.contains(position) else { return nil }
    return elements[position]
  }
}
