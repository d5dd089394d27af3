import Bytes
import ElizaModel
import HostInterface
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

  @Test func everyPlaceTakesDigitsOfEitherCaseAndNothingElse() {
    let id = Array("b850bc30-45f8-0041-a00a-83df46d8555d".utf8)
    let digits = Set("0123456789abcdefABCDEF".utf8)
    for place in id.indices where id[place] != UInt8(ascii: "-") {
      for byte in UInt8(0)..<0x80 {
        var changed = id
        changed[place] = byte
        let isUUID = Identifier.isUUID(String(decoding: changed, as: UTF8.self))
        #expect(isUUID == digits.contains(byte))
      }
    }
  }

  @Test func randomIDsAreVersionFourInLowerCase() {
    var generator = SeededRandom(seed: 7)
    for _ in 0..<100 {
      let id = Array(Identifier.random(using: &generator))
      #expect(Identifier.isUUID(String(id)))
      #expect(id[14] == "4")
      #expect("89ab".contains(id[19]))
      #expect(String(id) == String(id).lowercased())
    }
  }

  @Test func randomIDsUseAllOtherBits() {
    var ones = Constant(word: .max)
    #expect(Identifier.random(using: &ones) == "ffffffff-ffff-4fff-bfff-ffffffffffff")
    var zeros = Constant(word: 0)
    #expect(Identifier.random(using: &zeros) == "00000000-0000-4000-8000-000000000000")
  }

  @Test func namesStandForTheIDsOfRealServers() {
    #expect(
      Identifier.derived(from: "Eliza", sha1: sha1) == "b850bc30-45f8-0041-a00a-83df46d8555d")
    #expect(
      Identifier.derived(
        from: "0d6a7c52-9b1e-4c55-8f3e-2f7f1f5f9a10",
        forAgent: "b850bc30-45f8-0041-a00a-83df46d8555d", sha1: sha1)
        == "3def4446-8b4b-0415-aa97-63cffdba915c")
  }

  @Test func uuidsAndTheAgentItselfStandForThemselves() {
    let id = "B850BC30-45F8-0041-A00A-83DF46D8555D"
    #expect(Identifier.derived(from: id, sha1: sha1) == id)
    #expect(Identifier.derived(from: "agent", forAgent: "agent", sha1: sha1) == "agent")
  }

  private struct Constant: RandomNumberGenerator {
    let word: UInt64
    mutating func next() -> UInt64 { word }
  }

  /// The digests of the two texts these tests need, as `sha1sum` prints them.
  private func sha1(_ bytes: Span<UInt8>) -> [UInt8] {
    let digests = [
      "Eliza": "b850bc3045f8b041200a83df46d8555d000b80b4",
      "0d6a7c52-9b1e-4c55-8f3e-2f7f1f5f9a10%3Ab850bc30-45f8-0041-a00a-83df46d8555d":
        "3def44468b4b1415ea9763cffdba915c2ce38546",
    ]
    let text = String(decoding: Array(bytes), as: UTF8.self)
    return digests[text].flatMap { Hex.decode($0) } ?? []
  }
}
