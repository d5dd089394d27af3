import JSON
import Scenario
import Testing

@testable import ScenarioFiles

@Suite struct OverlayFixtureTests {
  private static let folder =
    #filePath.split(separator: "/").dropLast(4).reduce(into: "") { $0 += "/" + $1 }
    + "/fixtures/overlays"

  static let files =
    (try? FileSearch.files(at: [folder], endings: FileSearch.overlayEndings)) ?? []

  @Test func `a dozen come with the program, and each is its file`() throws {
    #expect(OverlayFixtureTests.files.count == 12)
    #expect(BuiltInOverlays.names.count == 12)
    for (name, text) in BuiltInOverlays.texts {
      let bytes = try FileContents.read("\(Self.folder)/\(name).overlay.yaml")
      #expect(String(decoding: bytes, as: UTF8.self) == text)
    }
  }

  @Test(arguments: files)
  func `each is fine, goes by its file's name, and begins with what a frontend should do`(
    path: String
  ) throws {
    let file = try OverlayFile(at: path)
    #expect(file.warnings.isEmpty)
    #expect(path.hasSuffix("/\(file.overlay.name).overlay.yaml"))
    #expect(!file.overlay.summary.isEmpty)
    #expect(BuiltInOverlays.named(file.overlay.name) == file.overlay)
    let text = String(decoding: try FileContents.read(path), as: UTF8.self)
    #expect(text.hasPrefix("# "))
    #expect(text.contains("\n# A frontend "))
  }
}
