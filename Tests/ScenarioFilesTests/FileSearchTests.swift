import Testing

@testable import ScenarioFiles

@Suite struct FileSearchTests {
  @Test func `folders are searched, in order, hidden and foreign files left out`() throws {
    let folder = try ScratchFolder()
    for name in [
      "b.mock.yaml", "a.mock.json", "sub/c.mock.yml", "notes.yaml", ".hidden.mock.yaml",
      "node_modules/x.mock.yaml", ".git/y.mock.yaml",
    ] {
      try folder.write(name, "")
    }
    let named = try folder.write("other.txt", "")
    let found = try FileSearch.files(at: [named, folder.path + "/"])
    #expect(
      found == [
        named, folder.path + "/a.mock.json", folder.path + "/b.mock.yaml",
        folder.path + "/sub/c.mock.yml",
      ])
  }
}
