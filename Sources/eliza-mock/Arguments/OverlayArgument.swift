import ArgumentParser
import Scenario
import ScenarioFiles

/// An overlay: the name of one that comes with the program, or the path of a file.
struct OverlayArgument {
  /// The names there are, for people.
  static let names = BuiltInOverlays.names.joined(separator: ", ")

  private let text: String

  init(_ text: String) {
    self.text = text
  }

  /// The overlay; what is wrong with its file is said and ends the program with 3.
  func overlay() throws -> Overlay {
    if let overlay = BuiltInOverlays.named(text) { return overlay }
    guard text.contains("/") || text.contains(".") else {
      throw ValidationError(
        "There is no overlay '\(text)'. There are \(Self.names); a file is named by its path, such "
          + "as ./\(text).overlay.yaml.")
    }
    do throws(UnusableFile) {
      let file = try OverlayFile(at: text)
      for warning in file.warnings { Terminal.complain(warning.description) }
      return file.overlay
    } catch {
      Terminal.complain(error.description)
      throw ExitStatus.badFile
    }
  }
}
