public import ElizaModel
public import JSON

extension Schema {
  /// What about a value does not fit the schema, with the place where; nil when it fits.
  public func complaint(about value: JSON, at place: String = "$") -> String? {
    switch self {
    case .any: nil
    case .null: value.isNull ? nil : "\(place) is not null"
    case .boolean: value.boolValue == nil ? "\(place) is no truth value" : nil
    case .integer: value.intValue == nil ? "\(place) is no whole number" : nil
    case .number: value.doubleValue == nil ? "\(place) is no number" : nil
    case .text(let form): form.complaint(about: value, at: place)
    case .words(let words):
      value.stringValue.map(words.contains) == true ? nil : "\(place) is none of \(words)"
    case .constant(let constant): value == constant ? nil : "\(place) is not \(constant.text)"
    case .list(let element): Schema.complaint(about: value, each: element, at: place)
    case .members(let fields, let others):
      Schema.complaint(about: value, fields, others, at: place)
    case .either(let choices): Schema.complaint(about: value, choices, at: place)
    case .part(let type): type.schema.complaint(about: value, at: place)
    case .named(_, let schema): schema.complaint(about: value, at: place)
    }
  }

  private static func complaint(about value: JSON, each element: Schema, at place: String)
    -> String?
  {
    guard let elements = value.arrayValue else { return "\(place) is no list" }
    return elements.enumerated().lazy
      .compactMap { element.complaint(about: $0.element, at: "\(place)[\($0.offset)]") }.first
  }

  private static func complaint(
    about value: JSON, _ fields: [Field], _ others: Others, at place: String
  ) -> String? {
    guard let object = value.objectValue else { return "\(place) is no object" }
    for field in fields {
      guard let member = object[field.name] else {
        guard field.isNeeded, field.family == nil else { continue }
        return "\(place) lacks \(field.name)"
      }
      if let complaint = field.schema.complaint(about: member, at: "\(place).\(field.name)") {
        return complaint
      }
    }
    let known = fields.map(\.name)
    guard others == .none, let stranger = object.first(where: { !known.contains($0.key) }) else {
      return nil
    }
    return "\(place) has a member nobody declared: \(stranger.key)"
  }

  private static func complaint(about value: JSON, _ choices: [Schema], at place: String)
    -> String?
  {
    let complaints = choices.map { $0.complaint(about: value, at: place) }
    guard !complaints.contains(nil) else { return nil }
    return complaints.compactMap { $0 }.joined(separator: "; or ")
  }
}

extension Schema.TextForm {
  fileprivate func complaint(about value: JSON, at place: String) -> String? {
    guard let text = value.stringValue else { return "\(place) is no text" }
    switch self {
    case .plain: return nil
    case .filled(let limit):
      let fits = !text.isEmpty && text.utf16.count <= limit ?? .max
      return fits ? nil : "\(place) is empty or too long"
    case .uuid: return Identifier.isUUID(text) ? nil : "\(place) is no UUID"
    case .moment:
      return Timestamp(isoText: text)?.isoText == text ? nil : "\(place) is no date text"
    }
  }
}
