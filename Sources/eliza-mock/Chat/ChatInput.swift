import JSON

/// A line that was typed into the chat: something to say, or a command.
enum ChatInput: Hashable {
  case nothing
  case say(String)
  case join(String?)
  case history
  case raw(String, JSON)
  case retry
  case disconnect
  case reconnect
  case agents
  case quit
  case help
  case expect(String)
  case wait(String)
  case mistake(String)

  /// What the commands are, for people.
  static let overview = [
    "/join [ROOM]        join another room, or that of the session again",
    "/history            fetch and show the whole conversation",
    "/raw EVENT [JSON]   emit any event",
    "/retry              send what has failed again, under the same id",
    "/disconnect         drop the connection; the session stays",
    "/reconnect          connect again",
    "/agents             the agents of the server",
    "/quit               end the session and leave",
    "in scripts also: /expect TEXT, /wait 2s; a line that begins with // says /",
  ]

  /// Reads a line.
  init(_ line: String) {
    let text = line.trimmingSpaces
    guard text.hasPrefix("/"), !text.hasPrefix("//") else {
      let said = text.hasPrefix("//") ? String(text.dropFirst()) : text
      self = said.isEmpty ? .nothing : .say(said)
      return
    }
    let name = text.prefix { $0 != " " }
    let rest = String(text.dropFirst(name.count)).trimmingSpaces
    switch name {
    case "/join": self = .join(rest.isEmpty ? nil : rest)
    case "/history": self = .history
    case "/raw": self = ChatInput.raw(rest)
    case "/retry": self = .retry
    case "/disconnect": self = .disconnect
    case "/reconnect": self = .reconnect
    case "/agents": self = .agents
    case "/quit", "/exit": self = .quit
    case "/help", "/?": self = .help
    case "/expect": self = .expect(rest)
    case "/wait": self = .wait(rest)
    default: self = .mistake("\(name) is no command; /help lists them")
    }
  }

  private static func raw(_ rest: String) -> ChatInput {
    let event = rest.prefix { $0 != " " }
    let text = String(rest.dropFirst(event.count)).trimmingSpaces
    guard !event.isEmpty else { return .mistake("/raw needs the name of an event") }
    guard !text.isEmpty else { return .raw(String(event), .null) }
    do throws(JSONError) {
      return .raw(String(event), try JSON(parsing: text))
    } catch {
      return .mistake("\(text) is no JSON: \(error)")
    }
  }
}

extension String {
  /// The text without spaces at its ends.
  var trimmingSpaces: String {
    let rest = drop { $0.isWhitespace }
    return String(rest.reversed().drop { $0.isWhitespace }.reversed())
  }
}
