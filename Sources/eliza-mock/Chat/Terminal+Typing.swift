import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a chat needs of the terminal.
extension Terminal {
  /// The terminal's settings before a chat changed them; written once, before any other thread or signal reads them.
  private nonisolated(unsafe) static let settings: UnsafeMutablePointer<termios> = {
    let settings = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    unsafe settings.initialize(to: termios())
    return unsafe settings
  }()

  /// Whether the settings are changed; no lock, since signals look at it.
  private static let isTyping = Atomic(false)

  /// What ends a process that does not wait for it.
  private static let endings = [
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV,
  ]

  /// Whether a standard stream is a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Hands over each key as it is typed, and shows none of them, until `endTyping` or the end of the process.
  static func beginTyping() {
    var current = termios()
    guard unsafe tcgetattr(0, &current) == 0 else { return }
    unsafe settings.pointee = current
    isTyping.store(true, ordering: .sequentiallyConsistent)
    atexit { Terminal.endTyping() }
    for ending in endings { signal(ending, putBack) }
    current.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    current.c_iflag &= ~tcflag_t(ICRNL | IXON)
    unsafe tcsetattr(0, TCSANOW, &current)
  }

  /// Puts the terminal back, and lets the signal do what it would have done.
  private static let putBack: @convention(c) (Int32) -> Void = { number in
    Terminal.endTyping()
    signal(number, SIG_DFL)
    raise(number)
  }

  /// Puts the terminal back as it was; safe within signals.
  static func endTyping() {
    guard isTyping.exchange(false, ordering: .sequentiallyConsistent) else { return }
    unsafe tcsetattr(0, TCSANOW, settings)
  }

  /// Ends the process in the middle of a chat; what is on the screen stays, and the prompt comes below it.
  static func abandonTyping(_ code: Int32) -> Never {
    if isTyping.load(ordering: .sequentiallyConsistent) { write("\r\n", to: 1) }
    exit(code)
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
      unsafe read(0, bytes.baseAddress, bytes.count)
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
}
