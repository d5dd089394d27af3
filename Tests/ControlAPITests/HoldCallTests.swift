import HTTP1
import JSON
import Testing

@testable import ControlAPI

@Suite struct HoldCallTests {
  let fixture = ControlFixture()

  @Test func nothingIsHeldAtFirst() {
    #expect(fixture.call(.get, "holds")?.json == ["holds": []])
    #expect(fixture.call(.post, "holds/release")?.json == ["released": 0])
    #expect(fixture.call(.post, "holds/any/release")?.status.code == 404)
  }

  @Test func explainingNeedsAText() {
    #expect(fixture.call(.post, "explain", [:])?.status.code == 400)
    #expect(fixture.call(.post, "explain", ["text": "hi"])?.status.code == 200)
  }
}
