import JSON
import Testing

@testable import ElizaDomain

@Suite struct RecentTextTests {
  private let uuid = "0d6a7c52-9b1e-4c55-8f3e-2f7f1f5f9a10"

  @Test func `gives what is there, whatever came before`() throws {
    let long = String(repeating: "x", count: 100)
    let texts = [uuid, uuid, "lobby", uuid, long, "lobby", "", "5", "ü"]
    let recent = RecentText()
    for text in texts {
      let document = try JSONDocument(parsing: JSON.string(text).serialized().span)
      #expect(recent.text(of: document.root, in: document) == text)
      #expect(
        recent.text(of: document.root, in: document, requiringUUID: true)
          == (text == uuid ? uuid : nil))
    }
  }

  @Test func `a number is not mistaken for the text before it`() throws {
    let recent = RecentText()
    let text = try JSONDocument(parsing: Array(#""5""#.utf8).span)
    let number = try JSONDocument(parsing: Array("5".utf8).span)
    let object = try JSONDocument(parsing: Array("{}".utf8).span)
    #expect(recent.text(of: text.root, in: text) == "5")
    #expect(recent.text(of: number.root, in: number) == "5")
    #expect(recent.text(of: object.root, in: object) == nil)
  }
}
