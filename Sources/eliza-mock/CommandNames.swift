import ArgumentParser
import Bytes

/// The names of the program's commands.
enum CommandNames {
  /// All of them, in the order of the help.
  static var all: [String] { ElizaMock.configuration.subcommands.map { $0._commandName } }

  /// What to do about a word that is none: the one that was probably meant, or all there are.
  static func advice(for word: String) -> String {
    if let meant = Nearest.word(to: word, among: all) { return " Did you mean '\(meant)'?" }
    return " There are \(all.joined(separator: ", "))."
  }

  /// A misspelt command at the head of a command line, which the parser would take for a file of the default command
  /// and tell the options of that; and one that help is wanted for.
  static func mistake(in commandLine: [String]) -> ValidationError? {
    let words = commandLine.dropFirst()
    guard let first = words.first else { return nil }
    if first == "help" { return words.dropFirst().first.flatMap(unknown) }
    guard Nearest.word(to: first, among: all) != nil, !Terminal.isThere(first) else { return nil }
    return unknown(first)
  }

  private static func unknown(_ word: String) -> ValidationError? {
    guard !all.contains(word), word.allSatisfy({ $0.isLetter || $0 == "-" }), word.first != "-"
    else { return nil }
    return ValidationError("There is no command '\(word)', and no file.\(advice(for: word))")
  }
}
