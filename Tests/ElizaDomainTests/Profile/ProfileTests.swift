import Testing

@testable import ElizaDomain

@Suite struct ProfileTests {
  @Test(arguments: [
    ("lenient", "lenient"), ("1.4.2", "1.4.2"), ("1.4", "1.4.2"), ("1.6", "1.6.5"),
    ("1.6.4", "1.6.4"), ("1.7", "1.7.2"), ("1", "1.7.2"),
  ])
  func isFoundByNameOrShortenedVersion(name: String, found: String) throws {
    #expect(try Profile.named(name).name == found)
  }

  @Test(arguments: ["", "2", "1.", "1.7.3", "len", "1.6.5.1"])
  func isNotFoundByOtherNames(name: String) {
    #expect(throws: UnknownProfile(name: name)) { try Profile.named(name) }
  }

  @Test func saysWhichNamesThereAre() {
    #expect(
      UnknownProfile(name: "9").description
        == "unknown profile '9'; known: lenient, 1.4.2, 1.6.4, 1.6.5, 1.7.2")
  }

  @Test func onlyThe1_4_2ProfileCompletesAmongTheNumbered() {
    let completing = Profile.all.filter { $0.sendsMessageComplete && !$0.isLenient }
    #expect(completing.map(\.name) == ["1.4.2"])
  }
}
