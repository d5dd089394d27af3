extension JSON {
  /// The value at a path such as `metadata.attachments[0].url`, or nil when any part of it is missing.
  ///
  /// Names are separated by full stops, positions in arrays stand in brackets; a path may begin with a position.
  /// Names that hold a full stop or a bracket cannot be reached. The empty path is the value itself.
  public func at(_ path: String) -> JSON? {
    var value = self
    for name in path.split(separator: ".") {
      let parts = name.split(separator: "[", omittingEmptySubsequences: false)
      if let key = parts.first, !key.isEmpty {
        guard let member = value[String(key)] else { return nil }
        value = member
      }
      for part in parts.dropFirst() {
        guard part.last == "]", let position = Int(part.dropLast()), let element = value[position]
        else { return nil }
        value = element
      }
    }
    return value
  }
}
