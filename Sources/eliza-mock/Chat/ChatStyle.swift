import ElizaClient
import ElizaModel

/// How lines look: in colours or without.
struct ChatStyle {
  enum Paint: String {
    case faint = "2"
    case bold = "1"
    case user = "1;36"
    case agent = "1;35"
    case good = "32"
    case live = "33"
    case bad = "31"
  }

  let isColoured: Bool

  func paint(_ text: String, _ paint: Paint) -> String {
    isColoured ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// The text of a line, which may be several on the screen.
  func text(_ line: ChatLine) -> String {
    switch line {
    case .message(let message): text(message)
    case .note(let text): paint("* \(text.printable)", .faint)
    case .problem(let text): paint("! \(text.printable)", .bad)
    case .log(let entry): paint(entry.description.printable, .faint)
    }
  }

  private func text(_ message: ChatMessage) -> String {
    if let progress = message.progress { return action(progress, message) }
    let name = paint(name(of: message), message.author == .user ? .user : .agent)
    let text = "\(name) \(message.text.printable)"
    switch message.delivery {
    case .failed(let reason):
      return text + paint("  ✗ not sent: \(reason.printable) (/retry)", .bad)
    case .interrupted: return text + paint("  ✗ broke off", .bad)
    default: break
    }
    guard message.author != .user else { return text }
    switch message.route {
    case .local: return text
    case .live: return text + "  " + paint("⚡ Live", .live)
    case .api: return text + "  " + paint("📡 API", .faint)
    }
  }

  /// How far an action has come.
  func action(_ progress: ActionProgress, _ message: ChatMessage) -> String {
    let sign = progress.isRunning ? "⚙" : progress.status == "failed" ? "✗" : "✓"
    let line =
      "\(sign) \(progress.name.printable) \(progress.status.printable): \(message.text.printable)"
    return paint(line, progress.status == "failed" ? .bad : .good)
  }

  private func name(of message: ChatMessage) -> String {
    if message.author == .user { return "You:" }
    let name = message.authorName.isEmpty ? "Agent" : message.authorName
    return "\(name.printable):"
  }
}

extension String {
  /// The text without what would move the cursor or colour the terminal; lines and tabs stay.
  var printable: String {
    guard unicodeScalars.contains(where: { $0.value < 0x20 || 0x7F...0x9F ~= $0.value }) else {
      return self
    }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x0A, 0x09: text.append(scalar)
      case 0..<0x20, 0x7F...0x9F: text.append("\u{FFFD}")
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}
