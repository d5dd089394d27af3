import Bytes

/// A field value with parameters, such as `form-data; name="file"; filename="cat.png"`.
struct FieldParameters {
  /// What stands before the first semicolon, in lower case.
  let value: String
  private let parameters: [(name: String, value: String)]

  /// Reads a field value; what is no parameter is passed over.
  init(_ field: String) {
    var parts = FieldParameters.split(field)
    value = parts.isEmpty ? "" : FieldParameters.trimmed(parts.removeFirst()).lowercased()
    parameters = parts.compactMap(FieldParameters.parameter)
  }

  /// The first parameter of that name, which is given in lower case.
  subscript(name: String) -> String? {
    parameters.first { $0.name == name }?.value
  }

  /// A parameter in the form of RFC 5987, `filename*=UTF-8''%C3%A4.png`; nil for other charsets.
  func extended(_ name: String) -> String? {
    guard let text = self[name + "*"] else { return nil }
    let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
    return PercentCoding.decode(String(parts[2]))
  }

  /// The pieces between semicolons that stand in no quotes.
  private static func split(_ field: String) -> [Substring] {
    var pieces: [Substring] = []
    var start = field.startIndex
    var isQuoted = false
    var isEscaped = false
    for index in field.unicodeScalars.indices {
      let scalar = field.unicodeScalars[index]
      if isEscaped {
        isEscaped = false
      } else if scalar == "\"" {
        isQuoted.toggle()
      } else if isQuoted, scalar == "\\" {
        isEscaped = true
      } else if !isQuoted, scalar == ";" {
        pieces.append(field[start..<index])
        start = field.unicodeScalars.index(after: index)
      }
    }
    return pieces + [field[start...]]
  }

  private static func parameter(_ piece: Substring) -> (name: String, value: String)? {
    guard let equals = piece.unicodeScalars.firstIndex(of: "=") else { return nil }
    let name = trimmed(piece[..<equals]).lowercased()
    let value = trimmed(piece[piece.unicodeScalars.index(after: equals)...])
    return (name, value.first == "\"" ? unquoted(value) : value)
  }

  /// A backslash hides a quote or another backslash; any other stands for itself, since old browsers
  /// sent the paths of Windows.
  private static func unquoted(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in text.unicodeScalars.dropFirst() {
      if isEscaped {
        if scalar != "\"", scalar != "\\" { result.append("\\") }
        result.append(scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "\"" {
        break
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func trimmed(_ text: Substring) -> String {
    var scalars = text.unicodeScalars
    while let first = scalars.first, first == " " || first == "\t" { scalars.removeFirst() }
    while let last = scalars.last, last == " " || last == "\t" { scalars.removeLast() }
    return String(scalars)
  }
}
