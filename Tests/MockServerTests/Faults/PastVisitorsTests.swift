import Testing

@testable import MockServer

@Suite struct PastVisitorsTests {
  @Test func theFirstAreForgottenWhenThereAreTooMany() {
    var visitors = PastVisitors()
    for number in 0...4_096 { visitors.add("\(number)") }
    #expect(!visitors.contains("0"))
    #expect(visitors.contains("1") && visitors.contains("4096"))
  }

  @Test func nobodyIsRememberedByAnOverlongName() {
    var visitors = PastVisitors()
    for length in [1_024, 1_025] { visitors.add(String(repeating: "v", count: length)) }
    #expect(visitors.contains(String(repeating: "v", count: 1_024)))
    #expect(!visitors.contains(String(repeating: "v", count: 1_025)))
  }
}
