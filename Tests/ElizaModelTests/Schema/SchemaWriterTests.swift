import ElizaModel
import JSON
import Testing

@Suite struct SchemaWriterTests {
  private func written(
    _ schema: Schema, families: Set<NamingFamily> = [.legacy, .current]
  ) -> JSON {
    var writer = SchemaWriter(families: families, prefix: "#/$defs/")
    return writer.write(schema)
  }

  private let named = Schema.object(
    .needed("server_id", .uuid).only(.legacy), .needed("message_server_id", .uuid).only(.current))

  @Test func aMemberOfOneFamilyIsInDocumentsOfThatFamilyOnly() {
    let legacy = written(named, families: [.legacy])
    #expect(legacy["properties"] == ["server_id": ["type": "string", "format": "uuid"]])
    #expect(legacy["required"] == ["server_id"])
    #expect(written(named, families: [.current])["required"] == ["message_server_id"])
  }

  @Test func whereBothFamiliesAreUnderstoodNeitherNameIsNeeded() {
    let both = written(named)
    #expect(both["properties"]?.objectValue?.map(\.key) == ["server_id", "message_server_id"])
    #expect(both["required"] == nil)
  }

  @Test func closedObjectsSaySoAndOpenOnesDoNot() {
    #expect(written(.object(.optional("a", .any)))["additionalProperties"] == false)
    #expect(written(.openObject(.optional("a", .any)))["additionalProperties"] == nil)
  }

  @Test func aTypeWithOneMoreMemberStaysClosed() {
    let schema = written(Schema.part(MessageError.self).adding([.optional("hint", .text)]))
    #expect(schema["properties"]?.objectValue?.map(\.key) == ["error", "hint"])
    #expect(schema["required"] == ["error"])
    #expect(schema["additionalProperties"] == false)
  }

  @Test func addingReachesEveryChoice() {
    let choices = Schema.either([.object(.needed("a", .text)), .object(.needed("b", .text))])
    let schema = written(choices.adding([.needed("c", .boolean)]))
    #expect(schema.at("anyOf[0].required") == ["a", "c"])
    #expect(schema.at("anyOf[1].required") == ["b", "c"])
  }

  @Test func typesBecomeReferencesWithAllTheyReferTo() {
    var writer = SchemaWriter(families: [.current], prefix: "#/$defs/")
    #expect(writer.write(.part(SessionList.self)) == ["$ref": "#/$defs/SessionList"])
    let names = ["SessionList", "SessionInfo", "TimeoutConfig", "SessionStatistics"]
    #expect(Set(writer.definitions.map(\.key)) == Set(names))
    #expect(
      writer.definitions["SessionList"]?.at("properties.sessions.items.$ref")
        == "#/$defs/SessionInfo")
  }

  @Test func textsHaveTheirForm() {
    #expect(written(.filled) == ["type": "string", "minLength": 1])
    #expect(
      written(.text(.filled(atMost: 9))) == ["type": "string", "minLength": 1, "maxLength": 9])
    #expect(written(.date) == ["type": "string", "format": "date-time"])
    #expect(
      written(.nullable(.words(["a"]))) == [
        "anyOf": [["type": "string", "enum": ["a"]], ["type": "null"]]
      ])
  }
}
