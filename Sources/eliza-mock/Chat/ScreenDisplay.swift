import ElizaClient

/// A chat on a terminal: what is said scrolls by, and below it stand what is being written, the status and
/// the line being typed.
final class ScreenDisplay: ChatDisplay {
  private static let spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]
  /// The most rows of an answer that is being written.
  private static let previewRows = 6

  let isInteractive = true
  private let style: ChatStyle
  private let isAnimated: Bool
  private var editor = LineEditor()
  private var state = ConversationState()
  /// The rows between the top of the block below and the cursor.
  private var rowsAbove = 0
  private var frame = 0

  init(style: ChatStyle, isAnimated: Bool) {
    self.style = style
    self.isAnimated = isAnimated
    Terminal.beginTyping()
    draw()
  }

  func show(_ line: ChatLine) {
    draw(after: style.text(line) + "\n")
  }

  func update(_ state: ConversationState) {
    self.state = state
    draw()
  }

  func animate() {
    guard isAnimated, state.thinking != nil else { return }
    frame = (frame + 1) % Self.spinner.count
    draw()
  }

  func typed(_ bytes: [UInt8]) -> [ChatKey] {
    let keys = editor.take(bytes)
    draw()
    return keys
  }

  func restore(_ text: String) {
    editor.restore(text)
    draw()
  }

  func close() {
    Terminal.write(erasure, to: 1)
    rowsAbove = 0
    Terminal.endTyping()
  }

  /// Takes the block below away.
  private var erasure: String {
    (rowsAbove > 0 ? "\u{1B}[\(rowsAbove)A" : "") + "\r\u{1B}[J"
  }

  private func draw(after text: String = "") {
    let width = max(Terminal.width(1), 20)
    var rows = preview(width)
    rows.append(TextWidth.cut(status, to: width - 1))
    let (line, column) = prompt(width)
    let block = (rows + [line]).joined(separator: "\r\n")
    // A terminal in this mode does not return at the end of a line by itself.
    let said = text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    let place = column > 0 ? "\r\u{1B}[\(column)C" : "\r"
    Terminal.write(erasure + said + block + place, to: 1)
    rowsAbove = rows.count
  }

  /// What is being written, and what has not been confirmed.
  private func preview(_ width: Int) -> [String] {
    let open = state.messages.filter { $0.isOpen }
    return Array(
      open.flatMap { message -> [String] in
        let text =
          message.progress.map { style.action($0, message) }
          ?? "\(message.author == .user ? "You" : "…") \(message.text.printable)"
        return text.split(separator: "\n").flatMap { TextWidth.wrapped(String($0), to: width - 1) }
      }.suffix(Self.previewRows)
    ).map { style.paint($0, .faint) }
  }

  private var status: String {
    var parts = [dot(state.session.details != nil) + " session"]
    if state.socket != .off {
      if case .connected = state.socket {
        parts.append(dot(true) + " socket")
      } else {
        parts.append(dot(false) + " " + socketWords)
      }
    }
    if state.isLive { parts.append(style.paint("⚡ live", .live)) }
    if state.isCatchingUp { parts.append(style.paint("📡 catching up", .faint)) }
    if let thinking = state.thinking {
      let mark = isAnimated ? " " + Self.spinner[frame] : ""
      parts.append("💭 \(thinking.text.printable)\(mark)")
    } else if let problem = state.problem {
      parts.append(style.paint(problem.printable, .bad))
    }
    return parts.joined(separator: "  ").replacingLines
  }

  private var socketWords: String {
    switch state.socket {
    case .off, .connected: "socket"
    case .connecting: "connecting…"
    case .lost(let reason), .failed(let reason): reason.printable
    }
  }

  private func dot(_ isGood: Bool) -> String {
    style.paint(isGood ? "●" : "○", isGood ? .good : .bad)
  }

  /// The line being typed, as much of it as fits, and where the cursor stands.
  private func prompt(_ width: Int) -> (line: String, column: Int) {
    let room = width - 4
    var start = 0
    while TextWidth.of(editor.characters[start..<editor.cursor]) > room { start += 1 }
    let before = TextWidth.of(editor.characters[start..<editor.cursor])
    let text = TextWidth.cut(String(editor.characters[start...]).printable, to: width - 3)
    return (style.paint("› ", .bold) + text, before + 2)
  }
}

extension ChatMessage {
  /// Whether it still changes.
  var isOpen: Bool {
    if let progress { return progress.isRunning }
    switch delivery {
    case .waiting, .sending, .streaming: return true
    case .sent, .failed, .interrupted, .received: return false
    }
  }
}

extension String {
  /// The text in one line.
  fileprivate var replacingLines: String {
    String(map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }
}
