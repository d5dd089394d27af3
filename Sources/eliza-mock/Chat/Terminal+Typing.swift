#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a chat needs of the terminal.
extension Terminal {
  /// The terminal's settings before a chat changed them; touched by the main thread alone.
  private nonisolated(unsafe) static var settings: termios?

  /// Whether a standard stream is a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Hands over each key as it is typed, and shows none of them.
  static func beginTyping() {
    var current = termios()
    guard unsafe tcgetattr(0, &current) == 0 else { return }
    unsafe settings = current
    current.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    current.c_iflag &= ~tcflag_t(ICRNL | IXON)
    unsafe tcsetattr(0, TCSANOW, &current)
  }

  /// Puts the terminal back as it was.
  static func endTyping() {
    guard var before = unsafe settings else { return }
    unsafe tcsetattr(0, TCSANOW, &before)
    unsafe settings = nil
  }

  /// The columns of a terminal; 80 when it does not say.
  static func width(_ descriptor: Int32) -> Int {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return 80
    }
    return Int(size.ws_col)
  }

  /// What can be read from standard input without waiting: nothing yet, some bytes, or its end.
  static func readInput() -> InputPart {
    var request = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&request, 1, 0) > 0 else { return .nothing }
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe Terminal.read(0, into: bytes)
    }
    if count > 0 { return .bytes(Array(buffer[..<count])) }
    return count < 0 && (errno == EINTR || errno == EAGAIN) ? .nothing : .end
  }

  /// A part of standard input.
  enum InputPart {
    case nothing
    case bytes([UInt8])
    case end
  }

  private static func read(_ descriptor: Int32, into bytes: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.read(descriptor, bytes.baseAddress, bytes.count)
    #else
      unsafe Darwin.read(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}
