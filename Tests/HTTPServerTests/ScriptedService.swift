import HTTP1
import HTTPServer
import HostInterface

/// A service whose answers a test gives by hand or by a closure, and that records what it was asked.
final class ScriptedService: HTTPService {
  var requests: [HTTPRequest] = []
  var exchanges: [any HTTPExchange] = []
  var answer: ((HTTPRequest, any HTTPExchange) -> Void)?
  var onUpgrade: ((HTTPRequest, any UpgradeExchange) -> Void)?
  var limit = 2_097_152
  var refusals: [(target: String?, error: HTTPError)] = []
  var faults: [ConnectionFault] = []

  func respond(to request: HTTPRequest, on exchange: any HTTPExchange) {
    requests.append(request)
    if let answer { return answer(request, exchange) }
    exchanges.append(exchange)
  }

  func upgrade(_ request: HTTPRequest, on exchange: any UpgradeExchange) {
    requests.append(request)
    onUpgrade?(request, exchange)
  }

  func bodyLimit(for head: RequestHead) -> Int { limit }

  func refusal(of target: String?, because error: HTTPError) -> HTTPResponse {
    refusals.append((target, error))
    return HTTPResponse(error.status, body: Array(error.description.utf8))
  }

  func connectionFailed(_ fault: ConnectionFault, peerAddress: String) {
    faults.append(fault)
  }
}
