import HTTP1
import JSON
import Testing

@testable import Recording

/// Secrets planted in every place never reach a line.
@Suite struct SecretTests {
  /// What looks like a secret by itself, put together here so that no scanner of this repository finds any.
  private static let shapes = [
    "sk-" + "proj-abcDEF123456ghijkl", "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a",
    "AKIA" + "IOSFODNN7EXAMPLE", "eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmNHl0w5N",
    "-----BEGIN " + "PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEX" + "AMPLEKEY", "xoxb-" + "1234567890-abcdef",
    "xoxe." + "xoxp-1-Mi0yLTk5", "sk-" + "ant-api03-abcdefghijkl",
    "AI" + "zaSyA1234567890abcdefghijklmnopqrstuv",
    "0x" + "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318",
    "4NMwxzmYj2uvHuq8xoqhY8RXg63KSVJM1DXkpbmkUY7YQWuoyQgFnnzn6yo3CMnqZasnNPNuAT2TLwQsCaKkUddp",
    "123456789:" + "AAbbccddeeffgghhiijjkkllmmnnooppqqr", "whsec_" + "abcdefghijklmnop1234",
    "GOCSPX-" + "abcdefghijklmnopqrst",
    "tvly-" + "abcdefghijklmnop", "hvs." + "abcdefghijklmnopqrstu",
    "r8_" + "abcdefghijklmnopqrstuvwxyz1234567",
  ]

  @Test(arguments: shapes)
  func `what looks like a secret is taken out of texts everywhere`(_ secret: String) throws {
    var tape = Tape()
    try tape.exchange(
      "POST", "/api/x/\(secret.contains("\n") ? "y" : secret)?q=1",
      ["message": .string("here: \(secret), keep it"), secret: 1], ["echo": [.string(secret)]])
    try tape.connect(auth: ["entityId": .string(secret)], socket: "QMmZJA6I9Lq3gXnGAAAB")
    try tape.event(.toServer, "message", ["payload": ["message": .string(secret)]])
    try tape.event(.toClient, "messageBroadcast", ["text": .string("you said \(secret)")])
    try tape.see(.note("saw \(secret)"))
    try tape.see(.closed(connection: 1, by: .toServer, reason: "for \(secret)"))
    let written = String(decoding: tape.bytes, as: UTF8.self)
    #expect(!written.contains(secret))
    #expect(!written.contains(secret.replacing("\n", with: "\\n")))
    #expect(written.contains("you said {secret:1}"))
  }

  @Test func `what stands under a telling name is taken out, and found elsewhere from then on`()
    throws
  {
    var tape = Tape()
    let secrets = ["hunter2!", "correcthorse", "swordfish9", "opensesame"]
    try tape.see(
      .request(
        exchange: 1, method: "POST", target: "/login?token=\(secrets[1])&page=2",
        headers: [
          "Authorization": "Bearer \(secrets[2])", "X-API-KEY": secrets[3], "Cookie": "sid=1",
          "Content-Type": "application/x-www-form-urlencoded",
        ], body: Array("user=ada&password=\(secrets[0])".utf8)))
    try tape.connect(
      auth: ["token": .string(secrets[1]), "apiKey": .string("aaaabbbb")], socket: nil)
    try tape.event(
      .toServer, "message", ["settings": ["secrets": ["OPENAI_API_KEY": "zzzzyyyy", "n": 12]]])
    try tape.event(.toClient, "log_stream", ["text": .string("they sent \(secrets[3])")])
    try tape.event(
      .toClient, "x", ["url": "postgres://eliza:pa55word@db/x", "text": #"{"apiKey":"qqqqwwww"}"#])
    let written = String(decoding: tape.bytes, as: UTF8.self)
    for secret in secrets + ["aaaabbbb", "zzzzyyyy", "pa55word", "qqqqwwww", "sid=1"] {
      #expect(!written.contains(secret), "\(secret)")
    }
    #expect(written.contains("they sent {secret:"))
    #expect(written.contains("page=2"))
    #expect(written.contains("user=ada"))
    #expect(!written.lowercased().contains("cookie"))
  }

  @Test func `rules take out more: paths, keys and patterns`() throws {
    let rules = RedactionRules(
      paths: ["json.user.email", "args[*].payload.phone"], keys: ["nickname"],
      patterns: [.init(source: "Z+") { $0.ranges(of: "ZZZ") }])
    var tape = Tape(rules: rules)
    try tape.exchange(
      "POST", "/x",
      ["user": ["email": "ada@example.org", "nickName": "countess"], "a": "b ZZZ c"],
      nil)
    try tape.event(.toServer, "message", ["payload": ["phone": 5_551_234]])
    let written = String(decoding: tape.bytes, as: UTF8.self)
    for secret in ["ada@example", "countess", "ZZZ", "5551234"] {
      #expect(!written.contains(secret), "\(secret)")
    }
    #expect(written.contains(#""redaction":"default and 4 rules""#))
  }

  @Test func `a pattern takes out all that it matches, and no name that was given`() throws {
    let rules = RedactionRules(
      patterns: [
        .init(source: "[0-9]+") { text in
          text.split { !$0.isNumber }.map { $0.startIndex..<$0.endIndex }
        }
      ])
    var tape = Tape(rules: rules)
    let phones = (100..<300).map { "tel \($0)" }
    try tape.see(.note(phones.joined(separator: ", ")))
    let written = String(decoding: tape.bytes, as: UTF8.self)
    for phone in phones { #expect(!written.contains("\(phone),"), "\(phone)") }
    #expect(written.contains("{secret:200}"))
    #expect(!written.contains("{secret:{"))
    let id = "dddddddd-2222-4333-8444-555555555555"
    try tape.see(.note("call 12345678 at 2026-01-19T10:15:31.123Z or user \(id), 12345678"))
    #expect(
      String(decoding: tape.bytes, as: UTF8.self).hasSuffix(
        "call {secret:201} at {time:+1000} or user {id:1}, {secret:201}\"}\n"))
  }

  @Test func `what a pattern matches around a name goes with the name`() throws {
    let rules = RedactionRules(
      patterns: [.init(source: "tel.*9") { $0.ranges(of: "tel {id:1} 9") + $0.ranges(of: "1} 8") }])
    var tape = Tape(rules: rules)
    let id = "dddddddd-2222-4333-8444-555555555555"
    try tape.see(.note("a tel \(id) 9, \(id) 8"))
    #expect(
      String(decoding: tape.bytes, as: UTF8.self).hasSuffix("a {secret:1}, {secret:2}\"}\n"))
  }

  @Test(arguments: [
    #"{"Authorization":"Bearer planted97token"}"#,
    #"{"password":"planted one planted two9"}"#,
    #"{\"apiKey\":\"planted three planted four9\"}"#,
    #"data: {"token": "planted \"quoted\" planted9"}"#,
    "password = 'planted five planted six'", "Authorization: Basic plantedWithoutDigits",
    "Authorization:Basic cGxhbnRlZDpiYXNpYw== planned", "Bearer planted-7-token",
    "bearer.planted-7-token", "a bearer.bearer.Planted.planted",
    "--x\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nplanted words\r\n--x--\r\n",
    #"{"ENCRYPTION_KEY":"planted","SECRET_SALT":"planted","mnemonic":"planted words"}"#,
  ])
  func `the whole of a value is taken out of a text`(_ text: String) throws {
    var tape = Tape()
    try tape.see(.note(text))
    let written = String(decoding: tape.bytes, as: UTF8.self)
    #expect(!written.contains("planted") && !written.contains("cGxhbnRlZDpiYXNpYw"))
    #expect(written.contains("{secret:1}"))
  }

  @Test(arguments: [
    #"<input type="hidden" name="csrf_token" value="PLANTED x1">"#,
    #"<input value='PLANTED x1' class="a" name='csrf_token'/>"#,
    #"<meta name="csrf-token" content="PLANTED x1" />"#,
  ])
  func `the fields of a page have lost the values that telling names have`(_ field: String) throws {
    var tape = Tape()
    let other = #"<input name="city" value="Springfield"><b>name="token"</b> value="1""#
    try tape.exchange("GET", "/", nil, ["page": .string("\(other)\(field)")])
    let body = tape.lines[1].object["json"]?["page"]?.stringValue
    #expect(body == other + field.replacing("PLANTED x1", with: "{secret:1}"))
  }

  @Test func `the values of telling names in a query are taken out whole`() throws {
    var tape = Tape()
    let query =
      "tok%65n=planted1&token=a'planted2&limit=5&API_KEY=planted%203&token&x=&password=#&%zz=1"
    try tape.see(
      .request(exchange: 1, method: "GET", target: "/x?\(query)", headers: [:], body: []))
    let line = String(decoding: tape.bytes, as: UTF8.self)
    #expect(
      line.contains(
        "/x?tok%65n={secret:1}&token={secret:2}&limit=5&API_KEY={secret:3}&token&x=&password={secret:4}&%zz=1"
      ))
  }

  @Test(arguments: [
    "/callback?code={secret:1}&state=af0ifjsldkj", "/v1/models?key={secret:1}&page=2",
    "/blob?sv=2024&sig={secret:1}&se=5", "/o?X-Amz-Signature={secret:1}&X-Amz-Date=2026",
    "/a?signature={secret:1}",
  ])
  func `a query that lets somebody in has lost what does`(_ expected: String) throws {
    var tape = Tape()
    let target = expected.replacing("{secret:1}", with: "planted-1")
    try tape.see(.request(exchange: 1, method: "GET", target: target, headers: [:], body: []))
    try tape.see(
      .responseHead(exchange: 1, status: 302, headers: ["Location": "https://x\(target)"]))
    try tape.see(.responseEnd(exchange: 1))
    let line = String(decoding: tape.bytes, as: UTF8.self)
    #expect(line.contains(#""target":"\#(expected)""#))
    #expect(line.contains(#""Location":"https://x\#(expected)""#))
  }

  @Test(arguments: [
    #"{"grant_type":"authorization_code","code":"planted"}"#, #"{"evmPrivateKey":"planted"}"#,
    #"{"settings":{"SOLANA_PRIVATE_KEY":"planted","SECRET_SALT":"planted","apiKeys":["planted"]}}"#,
    "grant_type=authorization_code&code=planted&redirect_uri=x",
  ])
  func `a body that lets somebody in has lost what does`(_ text: String) throws {
    var tape = Tape()
    let type = text.hasPrefix("{") ? "application/json" : "application/x-www-form-urlencoded"
    try tape.see(
      .request(
        exchange: 1, method: "POST", target: "/token", headers: ["Content-Type": type],
        body: Array(text.utf8)))
    #expect(!String(decoding: tape.bytes, as: UTF8.self).contains("planted"))
  }

  @Test func `header fields about who somebody is have lost their values, but for ids`() throws {
    let id = "dddddddd-2222-4333-8444-555555555555"
    let headers: HTTPHeaders = [
      "X-Auth-Request-User": "planted", "X-Session-Token": "planted", "x-session-id": "planted",
      "X-AUTH": "planted", "X-Session-Id": id, "Ocp-Apim-Subscription-Key": "planted",
      "X-Entity-Id": "kept",
    ]
    var tape = Tape()
    try tape.see(.request(exchange: 1, method: "GET", target: "/", headers: headers, body: []))
    let line = String(decoding: tape.bytes, as: UTF8.self)
    #expect(!line.contains("planted"))
    #expect(
      line.contains(#""X-Session-Id":"{id:1}""#) || line.contains(#""X-Session-Id":"{session:1}""#))
    #expect(line.contains(#""X-Entity-Id":"kept""#))
  }

  @Test func `the key pair of a wallet is taken out as one, as a list and within a text`() throws {
    let pair = (0..<64).map { ($0 * 37 + 5) % 256 }
    var tape = Tape()
    try tape.exchange("POST", "/x", ["wallet": .array(pair.map { JSON($0) })], nil)
    let text = pair.map { "\($0)" }.joined(separator: ",")
    try tape.see(.note("SOLANA_PRIVATE_KEY=[\(text)] WALLET_SECRET_SALT={abc123 end"))
    let written = String(decoding: tape.bytes, as: UTF8.self)
    #expect(written.contains(#"{"wallet":"{secret:1}"}"#))
    #expect(written.contains("SOLANA_PRIVATE_KEY={secret:1} WALLET_SECRET_SALT={secret:2} end"))
  }

  @Test(arguments: [
    "Basic authentication is what the bearer of a message needs.",
    #"a form has name="title"\r\n\r\nand words"#, "the token: words without any digits, and so on",
  ])
  func `sentences stay as they are`(_ text: String) throws {
    var tape = Tape()
    try tape.see(.note(text))
    #expect(!String(decoding: tape.bytes, as: UTF8.self).contains("{secret:"))
  }

  @Test(arguments: [
    "bearer:", "eyJ+", "token={", "token:", "token='", "\"token\":\"", "<token>", "<token ",
    "<a:token>b", ":token> ", "<token><![CDATA[",
  ])
  func `repeated beginnings of secrets are read in one go`(_ beginning: String) throws {
    var tape = Tape()
    try tape.see(.note(String(repeating: beginning, count: 5_000)))
    #expect(tape.lines.last?.number == 1)
  }

  @Test func `of two secrets that begin alike the longer one is found`() throws {
    var tape = Tape()
    for secret in ["open sesame", "open sesame, please", "open se"] {
      try tape.exchange("POST", "/x", ["password": .string(secret)], nil)
    }
    try tape.see(.note("open sesame, please; open sesame; open se"))
    #expect(
      String(decoding: tape.bytes, as: UTF8.self).hasSuffix(
        "{secret:2}; {secret:1}; open se\"}\n"))
  }

  @Test func `a very long secret is the same again, and another with the same ends is not`() throws
  {
    let long = String(repeating: "all is well ", count: 8_000)
    let other = long + "today " + String(repeating: "all is well ", count: 8_000)
    var tape = Tape()
    for secret in [long, other, long] {
      try tape.exchange("POST", "/x", ["password": .string(secret)], nil)
    }
    let written = String(decoding: tape.bytes, as: UTF8.self)
    #expect(written.split(separator: "{secret:1}").count == 3)
    #expect(written.split(separator: "{secret:2}").count == 2)
    #expect(!written.contains("all is well"))
  }

  @Test func `what is left after all that is refused, with line and field`() throws {
    var tape = Tape()
    try tape.exchange("POST", "/x", ["password": "open-sesame-1"], nil)
    let upload = Array(("\u{0}\u{1} open-sesame-1").utf8) + [0xFF]
    #expect(
      throws: FixtureRefusal(line: 3, field: "base64", what: "a secret seen before")
    ) {
      try tape.see(.request(exchange: 9, method: "POST", target: "/u", headers: [:], body: upload))
    }
    try tape.see(.note("the next line is written"))
    #expect(tape.lines.last?.number == 3)
  }

  private static func ticketRules() -> RedactionRules {
    RedactionRules(
      patterns: [.init(source: "ticket-7+") { $0.ranges(of: "ticket-7") + $0.ranges(of: "id:1") }])
  }

  @Test(arguments: ["event", "ns"])
  func `a pattern that matches where nothing is taken out refuses the line`(_ field: String) throws
  {
    var tape = Tape(rules: Self.ticketRules())
    func see(_ name: String, _ text: String) throws {
      let namespace = field == "ns" ? "/\(name)" : "/"
      try tape.see(
        .event(
          connection: 1, direction: .toServer, namespace: namespace,
          name: field == "event" ? name : "said", arguments: [.string(text)], attachments: [],
          acknowledgement: nil))
    }
    try tape.connect(auth: [:], socket: nil)
    let what = "what the pattern 'ticket-7+' takes out"
    let number = tape.lines.count + 1
    #expect(throws: FixtureRefusal(line: number, field: field, what: what)) {
      try see("ticket-7", "hello")
    }
    // A name that was given is no match, and what is taken out elsewhere is no reason to refuse.
    try see("for dddddddd-2222-4333-8444-555555555555", "ticket-7")
    let written = String(decoding: tape.bytes, as: UTF8.self)
    #expect(!written.contains("ticket-7") && written.contains("{secret:1}"))
  }

  @Test func `a pattern that matches a name in the handshake refuses the line`() throws {
    var tape = Tape(rules: Self.ticketRules())
    let what = "what the pattern 'ticket-7+' takes out"
    #expect(throws: FixtureRefusal(line: 1, field: "a name in auth.more", what: what)) {
      try tape.connect(auth: ["more": ["ticket-7": true]], socket: nil)
    }
  }

  @Test func `ordinary traffic is left alone`() throws {
    var tape = Tape()
    let body: JSON = [
      "text": "A token of thanks: the password is not here. sk-1 key: value",
      "code": "SESSION_NOT_FOUND", "key": "theme", "state": "ready", "data": [1, 2, 3],
      "address": "0x52908400098527886e0f7030069857d2e4169ee7", "status": "code=1&key=2",
      "maxTokens": 4096, "total_tokens": "120", "inputTokens2": 7, "pins": ["a"],
      "file": "chunk-2b3c4d5e6f7a8b9c.js", "tokens": 12, "secret": "",
      "url": "http://127.0.0.1:3000/api/messaging/channels/general/messages?limit=50",
      "held": ["tokens": ["SOL"]],
      "page": "<b>token</b><tokens>120</tokens> use <token> here, <b>so</b>",
    ]
    let query = "next=%2Fchat%3Fpage%3D2&max_tokens=120&filter%5Bname%5D=a"
    try tape.exchange("POST", "/x?\(query)", body, nil)
    let written = String(decoding: tape.bytes, as: UTF8.self)
    #expect(!written.contains("{secret:"))
  }
}
