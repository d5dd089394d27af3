import Bytes

/// Takes a text of Server-Sent Events apart.
enum EventStreamPieces {
  /// One of them.
  struct Event {
    /// The text with the empty line behind it.
    let bytes: ArraySlice<UInt8>
    /// What `event:` says.
    let name: String?
    /// What `data:` says, lines joined; nil for a comment.
    let data: String?
  }

  /// The events in order; of the last one the end may be missing.
  static func events(in bytes: [UInt8]) -> [Event] {
    var events: [Event] = []
    var start = 0
    for index in bytes.indices.dropFirst() where bytes[index] == ASCII.lineFeed {
      let isEmptyLine =
        bytes[index - 1] == ASCII.lineFeed
        || index > 1 && bytes[index - 1] == ASCII.carriageReturn
          && bytes[index - 2] == ASCII.lineFeed
      guard isEmptyLine else { continue }
      events.append(event(bytes[start...index]))
      start = index + 1
    }
    if start < bytes.count { events.append(event(bytes[start...])) }
    return events
  }

  private static func event(_ bytes: ArraySlice<UInt8>) -> Event {
    var name: String?
    var data: [String] = []
    for line in bytes.split(whereSeparator: { $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn })
    {
      let field = line.prefix { $0 != ASCII.colon }
      var value = line.dropFirst(field.count + 1)
      if value.first == ASCII.space { value = value.dropFirst() }
      if field.elementsEqual("event".utf8) { name = String(decoding: value, as: UTF8.self) }
      if field.elementsEqual("data".utf8) { data.append(String(decoding: value, as: UTF8.self)) }
    }
    return Event(bytes: bytes, name: name, data: data.isEmpty ? nil : data.joined(separator: "\n"))
  }
}
