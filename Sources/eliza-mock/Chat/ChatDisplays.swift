/// Chooses how a chat is shown.
enum ChatDisplays {
  /// A screen for a person at a terminal, plain lines for anything else.
  static func make(isScripted: Bool) -> any ChatDisplay {
    let isDumb = Terminal.environmentValue("TERM").map { $0 == "dumb" || $0.isEmpty } ?? true
    guard !isScripted, !isDumb, Terminal.isTerminal(0), Terminal.isTerminal(1) else {
      return PlainDisplay()
    }
    let isPlain = Terminal.environmentValue("NO_COLOR")?.isEmpty == false
    return ScreenDisplay(style: ChatStyle(isColoured: !isPlain), isAnimated: !isPlain)
  }
}
