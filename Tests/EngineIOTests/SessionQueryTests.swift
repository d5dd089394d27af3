import Bytes
import EngineIO
import Testing

@Suite struct SessionQueryTests {
  @Test func readsWhatItKnows() {
    let query = SessionQuery(QueryString("EIO=4&t=Nx&transport=polling&sid=abc&x=1"))
    #expect(query.isCurrentRevision)
    #expect(query.transport == .polling)
    #expect(query.sid == "abc")
  }

  @Test(arguments: ["", "EIO=3", "EIO=44", "EIO=", "eio=4"])
  func knowsOnlyRevision4(query: String) {
    #expect(!SessionQuery(QueryString(query)).isCurrentRevision)
  }

  @Test(arguments: ["", "transport=", "transport=abc", "transport=Polling"])
  func hasNoUnknownTransport(query: String) {
    #expect(SessionQuery(QueryString(query)).transport == nil)
  }

  @Test func takesAnEmptyIDForNone() {
    #expect(SessionQuery(QueryString("sid=")).sid == nil)
  }

  @Test func takesTheFirstOfARepeatedKey() {
    #expect(SessionQuery(QueryString("sid=a&sid=b")).sid == "a")
  }
}
