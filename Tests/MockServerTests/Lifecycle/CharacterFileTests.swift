import ElizaDomain
import JSON
import Testing

@testable import MockServer

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `--character FILE`: what is read, what is served back, and what is refused in which words.
@Suite struct CharacterFileTests {
  private static let good = """
    {"name": "Nova", "username": "nova", "bio": ["Explores."], "system": "Be brief.",
     "topics": ["space"], "messageExamples": [[{"name": "{{user1}}", "content": {"text": "Hi"}}]],
     "style": {"all": ["terse"]}, "plugins": [], "custom": {"kept": true},
     "settings": {"model": "x", "secrets": {"API_KEY": "sk-123"}}}
    """

  /// Writes a file for as long as `body` runs.
  private func withFile<Result>(
    _ text: String, _ body: (String) throws -> Result
  ) throws -> Result {
    var template = Array("/tmp/character-XXXXXX".utf8CString)
    let descriptor = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe mkstemp($0) } ?? -1
    }
    try #require(descriptor >= 0)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let bytes = Array(text.utf8)
    let count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
    defer { unsafe unlink(path) }
    try #require(count == bytes.count)
    return try body(path)
  }

  private func agents(_ texts: String...) throws -> [Agent] {
    func load(_ rest: ArraySlice<String>, _ paths: [String]) throws -> [Agent] {
      guard let text = rest.first else {
        return try CharacterFile.agents(paths, at: WallClock.now)
      }
      return try withFile(text) { try load(rest.dropFirst(), paths + [$0]) }
    }
    return try load(texts[...], [])
  }

  private func complaint(about text: String) throws -> String {
    try withFile(text) { path in
      do throws(StartError) {
        _ = try CharacterFile.agents([path], at: WallClock.now)
        return ""
      } catch {
        return "\(error)".split(separator: path).joined(separator: "FILE")
      }
    }
  }

  @Test func aCharacterBecomesARunningAgentWithTheIDOfItsName() throws {
    let agent = try #require(try agents(Self.good).first)
    #expect(agent.id == "419e4009-477c-03fb-9597-c10e1db46115")
    #expect(agent.name == "Nova")
    #expect(agent.username == "nova")
    #expect(agent.bio == ["Explores."])
    #expect(agent.system == "Be brief.")
    #expect(agent.status == .active)
    let character = agent.character?.value
    #expect(character?["topics"] == ["space"])
    #expect(character?.at("messageExamples[0][0].content.text") == "Hi")
    #expect(character?.at("custom.kept") == true)
    #expect(character?.at("settings.model") == "x")
  }

  @Test func secretsAreNotServed() throws {
    let character = try agents(Self.good).first?.character?.value
    #expect(character?.at("settings.secrets.API_KEY") == "[hidden]")
    #expect(character?.text.contains("sk-123") == false)
  }

  @Test func anIDOfItsOwnIsKept() throws {
    let id = "0B6DE1FA-8f5d-4ac3-8a52-7be0c2f4d202"
    #expect(try agents(#"{"name":"N","bio":"b","id":"\#(id)"}"#).map(\.id) == [id])
  }

  @Test(arguments: [
    ("{\n  \"name\": \"N\",\n}", "no JSON: Expected a key in double quotes at line 3 column 1"),
    ("[]", "expected an object, found a list"),
    (#"{"bio":"b"}"#, "name: expected text that is not empty, found nothing"),
    (#"{"name":"","bio":"b"}"#, "name: expected text that is not empty, found empty text"),
    (#"{"name":"N"}"#, "bio: expected text or a list of texts, found nothing"),
    (#"{"name":"N","bio":["a",3]}"#, "bio[1]: expected text, found the number 3"),
    (#"{"name":"N","bio":"b","id":"x"}"#, "id: expected a UUID, found the text \"x\""),
    (#"{"name":"N","bio":"b","topics":{}}"#, "topics: expected a list of texts, found an object"),
    (
      #"{"name":"N","bio":"b","style":{"chat":1}}"#,
      "style.chat: expected a list of texts, found the number 1"
    ),
    (
      #"{"name":"N","bio":"b","messageExamples":[[1]]}"#,
      "messageExamples[0][0]: expected an object, found the number 1"
    ),
  ])
  func aComplaintNamesFileAndPlace(text: String, problem: String) throws {
    let complaint = try complaint(about: text)
    #expect(complaint.hasPrefix("cannot use the character file FILE: \(problem)"))
    #expect(problem.hasPrefix("no JSON") || complaint.hasSuffix("at least a name and a bio"))
  }

  @Test func aFileThatIsNotThereIsNamed() {
    #expect {
      try CharacterFile.agents(["/nowhere/nova.json"], at: WallClock.now)
    } throws: { error in
      "\(error)".hasPrefix(
        "cannot use the character file /nowhere/nova.json: No such file or directory; --character")
    }
  }

  @Test func twoFilesMustNotBeTheSameAgent() throws {
    #expect { try agents(Self.good, Self.good) } throws: { error in
      "\(error)".contains("give one of them another id or name")
    }
  }
}
