import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The process's standard streams and environment.
enum Terminal {
  /// Whether a person watches standard error.
  static let isInteractive = isatty(2) == 1

  /// Writes a line to standard output at once, even into a pipe; ends the process where it has no room.
  ///
  /// A reader that has gone away has read what it wanted.
  static func announce(_ line: String) {
    guard !write(line + "\n", to: 1), errno != EPIPE else { return }
    let failure = unsafe String(cString: strerror(errno))
    complain("eliza-mock: standard output cannot be written: \(failure)")
    exit(ExitStatus.badFile.rawValue)
  }

  /// Says where a server can be reached, on standard output and in a file for those who wait for it.
  static func announceAddress(_ url: String, readyFile: String?) throws {
    if let readyFile, let failure = writeFile(readyFile, line: url) {
      complain("eliza-mock: cannot write the ready file \(readyFile): \(failure)")
      throw ExitStatus.badFile
    }
    announce("Listening on \(url)")
  }

  /// Writes a line to standard error.
  static func complain(_ line: String) {
    write(line + "\n", to: 2)
  }

  /// The value of an environment variable, or nil when it is not set.
  static func environmentValue(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// The names of the environment's variables that begin so.
  static func environmentNames(startingWith prefix: String) -> [String] {
    var names: [String] = []
    var entry = unsafe environ
    while let text = unsafe entry.pointee {
      let name = unsafe String(cString: text).prefix { $0 != "=" }
      if name.hasPrefix(prefix) { names.append(String(name)) }
      unsafe entry += 1
    }
    return names
  }

  /// Creates or replaces a file with one line; returns the system's words on failure.
  ///
  /// The line is written aside first, so that nobody reads half of it. What is no regular file, as
  /// a pipe, is written to as it is.
  static func writeFile(_ path: String, line: String) -> String? {
    let isReplaced = isRegularFile(path) ?? true
    let aside = isReplaced ? "\(path).\(getpid())" : path
    let file = unsafe open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { return unsafe String(cString: strerror(errno)) }
    let isWritten = write(line + "\n", to: file)
    let failure = unsafe String(cString: strerror(errno))
    guard close(file) == 0, isWritten else {
      if isReplaced { unsafe unlink(aside) }
      return failure
    }
    guard isReplaced, unsafe rename(aside, path) != 0 else { return nil }
    let refusal = unsafe String(cString: strerror(errno))
    unsafe unlink(aside)
    return refusal
  }

  /// Removes a regular file; what is not there, or something else, is left alone.
  static func removeFile(_ path: String) {
    if isRegularFile(path) == true { unsafe unlink(path) }
  }

  /// Whether a path names anything at all.
  static func isThere(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Whether a path names a regular file, or a link to one.
  static func isFile(_ path: String) -> Bool {
    var facts = stat()
    return unsafe stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
  }

  /// Whether a path, not followed when it is a link, names a regular file; nil when it names nothing.
  private static func isRegularFile(_ path: String) -> Bool? {
    var facts = stat()
    guard unsafe lstat(path, &facts) == 0 else { return nil }
    return facts.st_mode & S_IFMT == S_IFREG
  }

  /// Ends the process.
  static func exit(_ code: Int32) -> Never { endProcess(code) }

  /// Writes text as it is; answers whether all of it was taken, with the reason in `errno`.
  @discardableResult
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe writePiece($0, to: descriptor) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }
}

/// The system's `exit`, which `Terminal.exit` hides within the type.
private func endProcess(_ code: Int32) -> Never {
  exit(code)
}

/// The system's `write`, which `Terminal.write` hides within the type.
private func writePiece(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int {
  unsafe write(descriptor, bytes.baseAddress, bytes.count)
}
