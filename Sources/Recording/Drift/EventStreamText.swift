import Bytes
import JSON

/// The events of a stream of server-sent events, by their names: `{"chunk": [{…}, …], "done": [{…}]}`.
enum EventStreamText {
  /// Reads a recorded stream; names of ids stay, moments within JSON become numbers.
  static func events(recorded text: String) -> JSON {
    let plain = LiveText(id: { $0 }, moment: { 1_700_000_000_000 &+ $0 % 86_400_000 }).text(text)
    return events(live: plain)
  }

  /// Reads a stream; what is left behind the last blank line is no event.
  static func events(live text: String) -> JSON {
    var names: [String] = []
    var events: [String: [JSON]] = [:]
    var name = "message"
    var data: [Substring] = []
    for line in text.utf8.split(separator: ASCII.lineFeed, omittingEmptySubsequences: false) {
      let line = Substring(line.last == ASCII.carriageReturn ? line.dropLast() : line)
      if line.isEmpty {
        if !data.isEmpty {
          if events[name] == nil { names.append(name) }
          events[name, default: []].append(value(of: data))
        }
        (name, data) = ("message", [])
      } else if line.hasPrefix("event:") {
        name = String(content(of: line))
      } else if line.hasPrefix("data:") {
        data.append(content(of: line))
      }
    }
    return .object(JSONObject(names.map { ($0, .array(events[$0] ?? [])) }))
  }

  private static func value(of data: [Substring]) -> JSON {
    let text = data.joined(separator: "\n")
    return (try? JSON(parsing: text)) ?? .string(text)
  }

  private static func content(of line: Substring) -> Substring {
    let content = line.drop { $0 != ":" }.dropFirst()
    return content.first == " " ? content.dropFirst() : content
  }
}
