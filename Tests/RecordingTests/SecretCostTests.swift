import HTTP1
import JSON
import Testing

@testable import Recording

/// Texts in which secrets, or what begins like one, stand so often that looking for each anew would take for ever.
@Suite struct SecretCostTests {
  @Test func `thousands of secrets that begin alike are found in one go`() throws {
    var tape = Tape()
    let all = (10_000..<30_000).map { "ticket-number-\($0)" }
    for part in 0..<20 {
      let settings = all[(part * 1_000)..<(part * 1_000 + 1_000)].map { JSON.string($0) }
      try tape.exchange("POST", "/x", ["secrets": .array(settings)], nil)
    }
    try tape.see(.note(all.joined(separator: " ") + " ticket-number-9"))
    let written = String(decoding: tape.bytes, as: UTF8.self)
    #expect(written.hasSuffix("{secret:20000} ticket-number-9\"}\n"))
    #expect(!written.contains("ticket-number-1"))
  }

  @Test func `a long run of words is read once, and its secret found`() throws {
    var tape = Tape()
    let words = String(repeating: "ab.cd~", count: 20_000)
    try tape.see(.note(words + " ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"))
    #expect(String(decoding: tape.bytes, as: UTF8.self).hasSuffix("{secret:1}\"}\n"))
  }

  @Test(arguments: [
    ("bearer.", " Bearer planted-7-token"),
    ("name=\"token\"\r\n\r\n{<", "name=\"token\"\r\n\r\nplanted\r\n--x"),
  ])
  func `what only begins like a secret is passed over once, and the secret behind it found`(
    _ beginning: String, _ secret: String
  ) throws {
    var tape = Tape()
    try tape.see(.note(String(repeating: beginning, count: 20_000) + secret))
    let written = String(decoding: tape.bytes, as: UTF8.self)
    #expect(!written.contains("planted"))
    #expect(written.contains("{secret:1}"))
  }

  @Test func `a form of any number of codes is read in one go`() throws {
    var tape = Tape()
    let form = "grant_type=x" + String(repeating: "&code=", count: 20_000) + "&code=planted"
    try tape.see(
      .request(exchange: 1, method: "POST", target: "/", headers: [:], body: Array(form.utf8)))
    #expect(!String(decoding: tape.bytes, as: UTF8.self).contains("planted"))
  }

  @Test func `any number of secrets is known again, within other words too`() throws {
    var tape = Tape()
    for number in 1...3_000 {
      try tape.exchange("POST", "/x", ["password": .string("sesame \(number)!")], nil)
    }
    try tape.see(.note("(sesame 1!sesame 2999!) sesame 3000!; sesame 3001!"))
    #expect(
      String(decoding: tape.bytes, as: UTF8.self).hasSuffix(
        "({secret:1}{secret:2999}) {secret:3000}; sesame 3001!\"}\n"))
  }

  @Test func `where too many secrets begin alike all that is left of the text is taken out`() throws
  {
    var tape = Tape()
    let secrets = (8..<408).map { JSON.string(String(repeating: "a", count: $0) + "A") }
    try tape.exchange("POST", "/x", ["secrets": .array(secrets)], nil)
    let text = "before " + String(repeating: "a", count: 20_000)
    try tape.see(.note(text + "A after"))
    #expect(
      String(decoding: tape.bytes, as: UTF8.self).hasSuffix(#""text":"before {secret:0}"}"# + "\n"))
    // Where nothing is taken out, the line is refused.
    let refusal = #expect(throws: FixtureRefusal.self) {
      try tape.event(.toServer, text, [:])
    }
    #expect(refusal?.field == "event")
    #expect(refusal?.what == "a secret seen before")
  }
}
