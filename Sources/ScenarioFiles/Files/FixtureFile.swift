import JSON
package import Recording

/// A recording read from a file: a fixture, a scripted recording of the plainer kind, or a HAR archive.
package struct FixtureFile: Sendable {
  /// What the names of fixtures end with.
  package static let endings = [".jsonl"]

  /// Whether a path names a recording, by its end: a fixture, or an archive, which folders are not searched for.
  package static func isNamed(by path: String) -> Bool {
    (endings + [".har"]).contains(where: path.hasSuffix)
  }

  /// The longest file that is read, in bytes.
  private static let byteLimit = 512 << 20

  /// The longest fixture that is held in memory, in bytes.
  private static let heldLimit = 1 << 20

  /// What it says.
  package let fixture: Fixture

  /// Reads the file at `path`; a recording in another format becomes a fixture, without secrets.
  ///
  /// With `rules`, more is taken out of it, of a fixture too, which stays as it is without.
  ///
  /// - Throws: `UnusableFile` with the line that is wrong, or that would have held a secret.
  package init(at path: String, rules: RedactionRules? = nil) throws(UnusableFile) {
    let file = try OpenFile(path)
    do {
      fixture = try FixtureFile.fixture(file, path, rules)
    } catch let error as UnusableFile {
      throw error
    } catch let error as FixtureError {
      let place = Place(line: error.line, column: 1)
      throw UnusableFile([Problem(file: path, place: place, error.problem)])
    } catch {
      throw UnusableFile([Problem(file: path, "\(error)")])
    }
  }

  private static func fixture(
    _ file: OpenFile, _ path: String, _ rules: RedactionRules?
  ) throws -> Fixture {
    let start = file.bytes(in: 0..<200)
    let isArchive = HTTPArchive.isLikely(start)
    if !isArchive, !PlainRecording.isLikely(start), file.isLasting {
      // A short one is held as it is now, whatever becomes of the file.
      let fixture =
        try file.count <= heldLimit
        ? Fixture(parsing: file.bytes(in: 0..<file.count)) : Fixture(reading: file)
      return try rules.map(fixture.redacted) ?? fixture
    }
    let bytes = try FileContents.read(path, limit: FixtureFile.byteLimit)
    if isArchive || HTTPArchive.isLikely(bytes) {
      let archive = try HTTPArchive(parsing: bytes)
      return try Fixture.recorded(
        archive.observations, head: archive.head, rules: rules ?? RedactionRules(),
        earlierSecrets: archive.secretCount, until: archive.end)
    }
    if PlainRecording.isLikely(bytes) {
      let plain = try PlainRecording(parsing: bytes)
      return try Fixture.recorded(
        plain.observations, head: plain.head, rules: rules ?? RedactionRules())
    }
    let fixture = try Fixture(parsing: bytes)
    return try rules.map(fixture.redacted) ?? fixture
  }
}
