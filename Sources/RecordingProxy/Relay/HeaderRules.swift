import Bytes
import HTTP1

/// What a relay changes in a head, and nothing else.
///
/// Fields about one connection are dropped and said anew (RFC 9110 §7.6.1). `Host` names the server, and
/// a redirect to the server's own address leads back to the relay. Codings the recorder cannot read are
/// not asked for, so that it need not guess; what the server then sends passes as it is.
struct HeaderRules {
  /// The server's name, as in a `Host` field.
  let authority: String
  /// The server's address up to its path, such as `https://eliza.example.com`.
  let origin: String
  /// What `X-Forwarded-*` fields are made of, where they are asked for.
  let forwards: Bool

  private static let ofOneConnection = [
    "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
  ]

  /// The codings the recorder reads; others are taken out of `Accept-Encoding`.
  private static let readableCodings = ["gzip", "x-gzip", "deflate", "identity", "*"]

  /// Appends the head of a request as the server gets it.
  func append(_ head: RequestHead, isUpgrade: Bool, client: Client, to bytes: inout [UInt8]) {
    bytes.append(utf8: "\(head.method.rawValue) \(head.target) HTTP/1.1\r\n")
    line("Host", authority, to: &bytes)
    for (index, field) in passing(head.headers) {
      let name = field.name.lowercased()
      if name == "host" { continue }
      // Frames must be readable on their way.
      if isUpgrade, name == "sec-websocket-extensions" { continue }
      guard name == "accept-encoding" else {
        head.headers.appendLine(index, to: &bytes)
        continue
      }
      if let value = HeaderRules.readable(field.value) { line(field.name, value, to: &bytes) }
    }
    if forwards { appendForwarded(head, client, to: &bytes) }
    appendConnection(isUpgrade ? .upgrade(head.headers) : .kept(head.keepsAlive), to: &bytes)
    if head.body == .chunked { line("Transfer-Encoding", "chunked", to: &bytes) }
    bytes.append(ascii: "\r\n")
  }

  /// Appends the head of an answer as the client gets it.
  func append(
    _ head: ResponseHead, isUpgrade: Bool, keepsAlive: Bool, isChunked: Bool, client: Client,
    to bytes: inout [UInt8]
  ) {
    bytes.append(utf8: "HTTP/1.1 \(head.status.code) \(head.status.reason)\r\n")
    for (index, field) in passing(head.headers) {
      if HTTPHeaders.sameName(field.name, "Location"),
        let location = redirect(field.value, client)
      {
        line(field.name, location, to: &bytes)
      } else {
        head.headers.appendLine(index, to: &bytes)
      }
    }
    if head.status.code >= 200 || isUpgrade {
      appendConnection(isUpgrade ? .upgrade(head.headers) : .kept(keepsAlive), to: &bytes)
    }
    if isChunked { line("Transfer-Encoding", "chunked", to: &bytes) }
    bytes.append(ascii: "\r\n")
  }

  /// Who asks, and by which name it knows the relay.
  struct Client {
    var address = ""
    var host = ""
    var isSecure = false
  }

  private enum Connection {
    case kept(Bool)
    case upgrade(HTTPHeaders)
  }

  /// The fields that do not concern one connection alone, with their places.
  private func passing(_ headers: HTTPHeaders) -> [(index: Int, field: HTTPHeaders.Field)] {
    let named = headers.elements(in: "Connection")
    return headers.fields.enumerated().map { (index: $0.offset, field: $0.element) }
      .filter { _, field in
        let name = field.name.lowercased()
        guard !HeaderRules.ofOneConnection.contains(name) else { return false }
        return name == "content-length" || !named.contains(name)
      }
  }

  private func appendConnection(_ connection: Connection, to bytes: inout [UInt8]) {
    switch connection {
    case .kept(let isKept): line("Connection", isKept ? "keep-alive" : "close", to: &bytes)
    case .upgrade(let headers):
      line("Connection", "Upgrade", to: &bytes)
      line("Upgrade", headers["Upgrade"] ?? "websocket", to: &bytes)
    }
  }

  private func appendForwarded(
    _ head: RequestHead, _ client: Client, to bytes: inout [UInt8]
  ) {
    line("X-Forwarded-For", client.address, to: &bytes)
    line("X-Forwarded-Host", client.host, to: &bytes)
    line("X-Forwarded-Proto", client.isSecure ? "https" : "http", to: &bytes)
  }

  private func line(_ name: String, _ value: String, to bytes: inout [UInt8]) {
    bytes.append(utf8: "\(name): \(value)\r\n")
  }

  /// Where a redirect to the server's own address leads instead; nil for one that leads elsewhere.
  private func redirect(_ location: String, _ client: Client) -> String? {
    guard !client.host.isEmpty, location.hasPrefix(origin) else { return nil }
    let rest = location.dropFirst(origin.count)
    guard rest.isEmpty || rest.hasPrefix("/") || rest.hasPrefix("?") else { return nil }
    return "\(client.isSecure ? "https" : "http")://\(client.host)\(rest)"
  }

  private static func readable(_ value: String) -> String? {
    let kept = value.split(separator: ",").filter { element in
      let name = element.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }
      return readableCodings.contains(name.lowercased())
    }
    return kept.isEmpty ? nil : kept.joined(separator: ",")
  }
}
