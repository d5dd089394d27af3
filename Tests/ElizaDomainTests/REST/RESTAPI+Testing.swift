import HTTP1
import JSON
import Testing

@testable import ElizaDomain

extension RESTAPI {
  /// An API whose hash is no SHA-1 but as long as one.
  static func testing(
    _ world: World, allowedOrigin: String? = nil, addsSecurityHeaders: Bool? = nil,
    apiKey: String? = nil, rateLimits: RateLimits? = nil,
    bodyLimit: Int = RESTConfiguration.defaultBodyLimit
  ) -> RESTAPI {
    RESTAPI(
      world: world,
      configuration: RESTConfiguration(
        allowedOrigin: allowedOrigin, addsSecurityHeaders: addsSecurityHeaders, apiKey: apiKey,
        rateLimits: rateLimits, bodyLimit: bodyLimit,
        sha1: { bytes in
          var digest = [UInt8](repeating: 0, count: 20)
          for index in 0..<bytes.count {
            digest[index % 20] = digest[index % 20] &* 31 &+ bytes[index]
          }
          return digest
        }))
  }

  /// Sends a request with a JSON body and returns the answer.
  @discardableResult
  func call(
    _ method: HTTPMethod, _ target: String, _ body: JSON? = nil,
    headers: [(String, String)] = [], from address: String = "127.0.0.1"
  ) -> MemoryExchange {
    var request = HTTPRequest(
      method: method, target: target, body: body?.serialized() ?? [], peerAddress: address)
    for (name, value) in headers { request.headers.add(name, value) }
    if body != nil {
      request.headers.add("Content-Type", "application/json")
      request.headers.add("Content-Length", String(request.body.count))
    }
    return send(request)
  }

  /// Posts a body of another type and returns the answer.
  func post(_ target: String, _ body: [UInt8], type: String) -> MemoryExchange {
    var request = HTTPRequest(method: .post, target: target, body: body)
    request.headers.add("Content-Type", type)
    request.headers.add("Content-Length", String(body.count))
    return send(request)
  }

  private func send(_ request: HTTPRequest) -> MemoryExchange {
    let exchange = MemoryExchange()
    let watch = ContractWatch(world: world)
    exchange.onResponse = { response in
      let complaint = watch.complaint(about: response, to: request)
      if let complaint { Issue.record("The contract is broken: \(complaint)") }
    }
    handle(request, on: exchange)
    return exchange
  }
}
