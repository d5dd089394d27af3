import JSON

/// A value as one line of text that knows which of its parts stands where.
///
/// Readers of files tell the column of a mistake, which says nothing to somebody who sent a value.
struct PathText {
  /// The value as JSON.
  private(set) var text = ""
  /// Where each member and element begins, counted in characters from 0, in order.
  private var starts: [(column: Int, path: String)] = []
  private var column = 0

  /// Writes a value that stands at `path`.
  init(_ json: JSON, at path: String) {
    write(json, at: path)
  }

  /// The path of what stands in a column, from 1.
  func path(atColumn column: Int) -> String? {
    starts.last { $0.column < column }?.path ?? starts.first?.path
  }

  private mutating func write(_ json: JSON, at path: String) {
    starts.append((column, path))
    switch json {
    case .object(let members):
      append("{")
      for (index, member) in members.enumerated() {
        if index > 0 { append(",") }
        let inner = "\(path).\(member.key)"
        starts.append((column, inner))
        append(JSON.string(member.key).text + ":")
        write(member.value, at: inner)
      }
      append("}")
    case .array(let elements):
      append("[")
      for (index, element) in elements.enumerated() {
        if index > 0 { append(",") }
        write(element, at: "\(path)[\(index)]")
      }
      append("]")
    default: append(json.text)
    }
  }

  private mutating func append(_ part: String) {
    text += part
    column += part.count
  }
}
