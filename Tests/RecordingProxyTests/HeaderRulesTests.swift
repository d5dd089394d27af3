import HTTP1
import Testing

@testable import RecordingProxy

@Suite struct HeaderRulesTests {
  private let rules = HeaderRules(
    authority: "eliza.example.com", origin: "https://eliza.example.com", forwards: false)
  private let client = HeaderRules.Client(address: "127.0.0.1", host: "127.0.0.1:3000")

  private func response(_ headers: HTTPHeaders, status: Int = 302) -> String {
    var bytes: [UInt8] = []
    rules.append(
      ResponseHead(status: HTTPStatus(status), headers: headers), isUpgrade: false,
      keepsAlive: true, isChunked: false, client: client, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("https://eliza.example.com/login?x=1", "http://127.0.0.1:3000/login?x=1"),
    ("https://eliza.example.com", "http://127.0.0.1:3000"),
    ("https://eliza.example.com.evil.test/", "https://eliza.example.com.evil.test/"),
    ("https://elsewhere.test/", "https://elsewhere.test/"), ("/login", "/login"),
  ])
  func redirectsToTheServerLeadBack(_ location: String, _ expected: String) {
    #expect(response(["Location": location]).contains("Location: \(expected)\r\n"))
  }

  @Test func fieldsOfOneConnectionAreSaidAnew() {
    let head = response(
      [
        "Connection": "close, X-Hop", "X-Hop": "1", "Keep-Alive": "timeout=5",
        "Transfer-Encoding": "chunked", "Content-Length": "3", "X-Stays": "1",
      ], status: 200)
    #expect(
      head
        == "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX-Stays: 1\r\nConnection: keep-alive\r\n\r\n")
  }

  @Test func namesInAnyLineOfAConnectionFieldCount() {
    var headers: HTTPHeaders = [
      "Connection": "x-one ,, \tX-Two", "X-One": "1", "x-two": "2", "X-Thre": "3", "X-Three": "4",
      "connection": "X-THREE,content-length", "Content-Length": "0",
    ]
    for index in 0..<100 { headers.add("X-\(index)", "") }
    headers.add("Connection", (0..<100).map { "x-\($0)" }.joined(separator: ", "))
    #expect(
      response(headers, status: 200)
        == "HTTP/1.1 200 OK\r\nX-Thre: 3\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n")
  }
}
