import Bytes
import Testing

@Suite struct QueryStringTests {
  @Test func firstValueCounts() {
    let query = QueryString("EIO=4&transport=polling&t=1&EIO=3")
    #expect(query["EIO"] == "4")
    #expect(query["transport"] == "polling")
    #expect(query["sid"] == nil)
    #expect(query.values(of: "EIO") == ["4", "3"])
  }

  @Test func decodesKeysAndValuesOnce() {
    let query = QueryString("na%20me=a+b%2Bc%2525&x=%C3%BC")
    #expect(query["na me"] == "a b+c%25")
    #expect(query["x"] == "ü")
  }

  @Test func oddShapes() {
    #expect(QueryString("").items.isEmpty)
    #expect(QueryString("&&a&=b&c=d=e").items.map(\.key) == ["a", "", "c"])
    #expect(QueryString("a")["a"] == "")
    #expect(QueryString("c=d=e")["c"] == "d=e")
  }

  @Test func keepsWhatIsNotWellEncoded() {
    #expect(QueryString("a=%zz&b=%FF")["a"] == "%zz")
    #expect(QueryString("a=%zz&b=%FF")["b"] == "%FF")
  }
}
