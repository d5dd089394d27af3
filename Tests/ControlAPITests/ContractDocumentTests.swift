import ElizaDomain
import HTTP1
import JSON
import Testing

@testable import ControlAPI

@Suite struct ContractDocumentTests {
  private func paths(_ profile: Profile) -> [String] {
    Contracts(profile: profile).openAPI["paths"]?.objectValue?.map(\.key) ?? []
  }

  @Test(arguments: Profile.all)
  func describesEveryRouteOfAProfileOnce(profile: Profile) {
    let document = Contracts(profile: profile).openAPI
    let operations = (document["paths"]?.objectValue ?? [:]).flatMap { path in
      (path.value.objectValue ?? [:]).map { "\($0.key) \(path.key)" }
    }
    let routes = RouteContract.all(profile).map {
      "\($0.method.rawValue.lowercased()) \($0.template)"
    }
    #expect(Set(operations) == Set(routes))
    #expect(operations.count == Set(routes).count)
    let ids = RouteContract.all(profile).map(\.operationID)
    #expect(ids.count == Set(ids).count)
  }

  @Test func hasTheNamesOfTheProfileOnly() {
    let old = "/api/messaging/central-channels/{channelId}/messages"
    let new = "/api/messaging/channels/{channelId}/messages"
    #expect(paths(.lenient).contains(old) && paths(.lenient).contains(new))
    #expect(paths(.v1_6_4).contains(old) && !paths(.v1_6_4).contains(new))
    #expect(paths(.v1_7_2).contains(old) && paths(.v1_7_2).contains(new))
    let legacy = Contracts(profile: .v1_6_4).openAPI.text
    let current = Contracts(profile: .v1_7_2).openAPI.text
    #expect(legacy.contains(#""server_id""#) && !legacy.contains("message_server_id"))
    #expect(current.contains("message_server_id"))
  }

  @Test(arguments: Profile.all)
  func everyReferenceLeadsToAType(profile: Profile) {
    for document in [Contracts(profile: profile).openAPI, Contracts(profile: profile).asyncAPI] {
      let known = document.at("components.schemas")?.objectValue ?? [:]
      for reference in references(in: document) where reference.hasPrefix("#/components/schemas/") {
        #expect(known[String(reference.dropFirst(21))] != nil, "\(reference)")
      }
    }
  }

  @Test func streamsAndCompletionAreOnlyInProfilesThatSendThem() {
    func messages(_ profile: Profile) -> [String] {
      let document = Contracts(profile: profile).asyncAPI
      return document.at("components.messages")?.objectValue?.map(\.key) ?? []
    }
    #expect(messages(.v1_4_2).contains("server_messageComplete"))
    #expect(!messages(.v1_6_4).contains("server_messageComplete"))
    #expect(!messages(.v1_6_4).contains("server_authenticated"))
    #expect(messages(.v1_7_2).contains("server_messageStreamChunk"))
    #expect(messages(.v1_7_2).contains("server_authenticated"))
    #expect(messages(.lenient).contains("server_message"))
    #expect(!messages(.v1_7_2).contains("server_message"))
  }

  @Test func servesTheDocumentsAndTheSchemaOfEachType() {
    func answer(_ method: HTTPMethod, _ path: String) -> (Int, JSON) {
      let exchange = RecordedExchange()
      ControlAPI(profile: .v1_7_2, host: "127.0.0.1").handle(
        HTTPRequest(method: method, target: path, headers: ["Host": "127.0.0.1:3000"]),
        on: exchange)
      let body = try? JSON(parsing: exchange.response?.body ?? [])
      return (exchange.response?.status.code ?? 0, body ?? .null)
    }
    #expect(answer(.get, "/__mock/v1/openapi.json").1["openapi"] == "3.1.0")
    #expect(answer(.get, "/__mock/v1/asyncapi.json").1["asyncapi"] == "3.0.0")
    let schema = answer(.get, "/__mock/v1/schemas/SessionInfo").1
    #expect(schema["$ref"] == "#/$defs/SessionInfo")
    #expect(schema["$defs"]?["TimeoutConfig"] != nil)
    #expect(answer(.get, "/__mock/v1/schemas/Nothing").0 == 404)
    #expect(answer(.get, "/__mock").0 == 404)
    #expect(answer(.post, "/__mock/v1/openapi.json").0 == 405)
  }

  private func references(in value: JSON) -> [String] {
    switch value {
    case .object(let object):
      object.flatMap { member in
        member.key == "$ref"
          ? [member.value.stringValue ?? ""] : references(in: member.value)
      }
    case .array(let elements): elements.flatMap(references)
    default: []
    }
  }
}
