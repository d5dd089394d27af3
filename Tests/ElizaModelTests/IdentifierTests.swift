import ElizaModel
import Testing

@Suite struct IdentifierTests {
  @Test(arguments: [
    "b850bc30-45f8-0041-a00a-83df46d8555d", "00000000-0000-0000-0000-000000000000",
    "B850BC30-45F8-0041-A00A-83DF46D8555D",
  ])
  func acceptsUUIDs(text: String) {
    #expect(Identifier.isUUID(text))
  }

  @Test(arguments: [
    "", "0", "b850bc30-45f8-0041-a00a-83df46d8555", "b850bc30-45f8-0041-a00a-83df46d8555dd",
    "b850bc3045f8-0041-a00a-83df46d8555d0-", "g850bc30-45f8-0041-a00a-83df46d8555d",
    "b850bc30-45f8-0041-a00a-83df46d855é",
  ])
  func refusesOtherText(text: String) {
    #expect(!Identifier.isUUID(text))
  }
}
