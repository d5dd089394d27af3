import JSON

/// Whether the bytes that come with an event or an acknowledgement and the placeholders for them go together.
///
/// Clients look each placeholder's bytes up by its number, and break where there are none.
enum AttachmentPlaces {
  /// What is wrong: every attachment must have one placeholder, numbered from 0 on; nil when all is well.
  static func problem(in arguments: [JSON], attachments count: Int) -> String? {
    let numbers = numbers(in: arguments)
    var rest = Set(0..<count)
    let fits = numbers.allSatisfy { number in
      number.flatMap { Int(exactly: $0) }.map { rest.remove($0) != nil } ?? false
    }
    guard !fits || !rest.isEmpty else { return nil }
    let places = numbers.map { $0.map { "\($0)" } ?? "nothing" }.joined(separator: ", ")
    return "\(count) attachment\(count == 1 ? "" : "s") and "
      + (numbers.isEmpty ? "no placeholder" : "placeholders for \(places)")
  }

  /// The numbers of all placeholders, wherever they stand; nil for one without.
  private static func numbers(in arguments: [JSON]) -> [Int64?] {
    var found: [Int64?] = []
    var waiting = Array(arguments.reversed())
    while let value = waiting.popLast() {
      switch value {
      case .array(let elements): waiting += elements.reversed()
      case .object(let object):
        if object["_placeholder"]?.boolValue == true {
          found.append(object["num"]?.intValue)
        } else {
          waiting += object.map(\.value).reversed()
        }
      case .null, .bool, .number, .string: break
      }
    }
    return found
  }
}
