import HTTP1
import JSON
import Testing

@testable import ControlAPI

@Suite struct ControlDocumentTests {
  let document = ControlFixture().call(.get, "control.json")?.json

  @Test func hasEveryCallOnce() {
    let paths = document?["paths"]?.objectValue ?? [:]
    let operations = paths.flatMap { path in
      (path.value.objectValue ?? [:]).map { "\($0.key.uppercased()) \(path.key)" }
    }
    #expect(operations.sorted() == ControlRoute.all.map { "\($0.method) /\($0.pattern)" }.sorted())
  }

  @Test func saysWhatABodyTakes() {
    let put = document?["paths"]?["/clock"]?["put"]
    let schema = put?["requestBody"]?["content"]?["application/json"]?["schema"]
    #expect(schema?["required"] == ["mode"])
    #expect(schema?["additionalProperties"] == false)
  }
}
