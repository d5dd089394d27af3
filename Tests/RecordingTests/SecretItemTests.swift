import HTTP1
import JSON
import Testing

@testable import Recording

/// Secrets in queries and forms, under names and in values that are written in more than one way.
@Suite struct SecretItemTests {
  private static let form: HTTPHeaders = [
    "content-type": "application/x-www-form-urlencoded; charset=utf-8"
  ]

  private static func request(_ target: String, _ body: String) throws -> RecordedRequest {
    var tape = Tape()
    try tape.see(
      .request(
        exchange: 1, method: "POST", target: target, headers: form, body: Array(body.utf8)))
    guard case .request(let request) = try #require(tape.lines.first).content else {
      throw FixtureRefusal(line: 1, field: "", what: "no request")
    }
    return request
  }

  /// Items with secrets, and what is written of them.
  private static let items = [
    ("user%5Bpassword%5D=hunter2secret1", "user%5Bpassword%5D={secret:1}"),
    ("user[password]=hunter2secret1&b=1", "user[password]={secret:1}&b=1"),
    ("user%5Bapi_key%5D=hunter2secret1", "user%5Bapi_key%5D={secret:1}"),
    ("login[password][]=hunter2secret1", "login[password][]={secret:1}"),
    ("user.pwd=hunter2secret1", "user.pwd={secret:1}"),
    ("_csrf=hunter2secret1", "_csrf={secret:1}"),
    (
      "password2=hunter2secret1&passwords=hunter2secret2",
      "password2={secret:1}&passwords={secret:2}"
    ),
    (
      "callbackUrl=%2Fverify%3Ftoken%3Dhunter2secret2",
      "callbackUrl=%2Fverify%3Ftoken%3D{secret:1}"
    ),
    (
      "a=1&next=%2Fx%3Fuser%255Bpassword%255D%3Dhunter2secret2&b=2",
      "a=1&next=%2Fx%3Fuser%255Bpassword%255D%3D{secret:1}&b=2"
    ),
    ("next=%2Fcb%23access_token%3Dhunter2secret2", "next=%2Fcb%23access_token%3D{secret:1}"),
    ("next=%zz%2Fcb%3Fkey%3Dhunter2secret2", "next=%zz%2Fcb%3Fkey%3D{secret:1}"),
    // What follows makes it impossible to tell where it ends.
    ("next=%2Fverify%3Ftoken%3Dhunter2secret2%26page%3D2&c=3", "next={secret:2}&c=3"),
    ("next=%2Fcb%3Fcode%3Dhunter2secret2%26state%3D2", "next={secret:2}"),
    ("payload=%7B%22token%22%3A%22hunter2secret2%22%7D", "payload={secret:2}"),
  ]

  @Test(arguments: items)
  func `an item whose name or value tells once it is decoded has lost its secret`(
    _ item: String, _ expected: String
  ) throws {
    let request = try Self.request("/x?\(item)", item)
    #expect(request.target == "/x?\(expected)")
    #expect(request.body == .text(expected))
  }

  @Test(arguments: items)
  func `a client that sends another secret there is known again`(
    _ item: String, _ expected: String
  ) throws {
    let recorded = try Self.request("/x?\(item)", item)
    var live = recorded
    let other = item.replacing("hunter2secret", with: "an%25%20other")
    live.target = "/x?\(other)"
    live.body = .text(other)
    var likeness = Likeness(known: { _ in nil }, mayBe: { _, _ in true })
    likeness.compare(recorded, live)
    #expect(likeness.difference == nil)
    live.target += "&d=4"
    likeness.compare(recorded, live)
    #expect(likeness.difference != nil)
  }

  @Test(arguments: items)
  func `what is written is not changed when it is recorded again`(
    _ item: String, _ expected: String
  ) throws {
    var redactor = Redactor(RedactionRules(), after: 9)
    let line: JSONObject = [
      "target": .string("/x?\(expected)"), "text": .string(expected),
      "headers": ["Content-Type": "application/x-www-form-urlencoded"],
    ]
    #expect(redactor.redacted(line) == line)
  }

  @Test func `what only the decoded value shows is found elsewhere from then on`() throws {
    var tape = Tape()
    let target = "/x?next=%2Fy%3Ftoken%3Dopen%2520sesame"
    try tape.see(.request(exchange: 1, method: "GET", target: target, headers: [:], body: []))
    try tape.see(.note("they said open%20sesame"))
    try tape.exchange("POST", "/x", ["password": "s sam&word"], nil)
    try tape.exchange("GET", "/x?q=a+s+sam%26word", nil, nil)
    let written = String(decoding: tape.bytes, as: UTF8.self)
    #expect(written.contains("they said {secret:1}"))
    #expect(written.contains("/x?q=a+{secret:2}"))
  }

  @Test func `members, elements and header fields with such names have lost their values`() throws {
    var tape = Tape()
    try tape.see(
      .request(
        exchange: 1, method: "POST", target: "/x",
        headers: ["X-Key": "planted", "Content-Type": "application/json"],
        body: Array(
          #"{"password1":"planted","passwords":["planted"],"OPENAI_API_KEY_2":"planted"}"#.utf8)))
    try tape.see(
      .note(
        "<a><password>planted</password><x:Password Type='T'>planted</x:Password>"
          + "<token><![CDATA[planted<]]></token></a>"))
    let written = String(decoding: tape.bytes, as: UTF8.self)
    #expect(!written.contains("planted"))
    #expect(
      written.contains(
        "<a><password>{secret:1}</password><x:Password Type='T'>{secret:1}</x:Password>"
          + "<token><![CDATA[{secret:2}]]></token></a>"))
  }

  @Test func `what is no form stays text`() throws {
    var tape = Tape()
    let text = "a%5Bpassword%5D=b and so on"
    let headers: HTTPHeaders = ["Content-Type": "text/plain"]
    try tape.see(
      .request(exchange: 1, method: "POST", target: "/", headers: headers, body: Array(text.utf8)))
    #expect(tape.lines.first?.object["text"] == .string(text))
  }
}
