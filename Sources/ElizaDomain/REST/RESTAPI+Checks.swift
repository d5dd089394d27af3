import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// The checks a request passes before it is routed.
extension RESTAPI {
  func requireKey(_ call: Call) throws(Refusal) {
    guard let key = configuration.apiKey, call.request.headers["X-API-KEY"] != key,
      !isBearer(of: key, call)
    else { return }
    guard world.profile.release >= .v1_6_5 else {
      throw Refusal(
        .text(
          .unauthorized, type: "text/html; charset=utf-8",
          "Unauthorized: Invalid or missing X-API-KEY"))
    }
    throw Refusal(
      .unauthorized, .bare("API key required", message: "Missing or invalid X-API-KEY header"))
  }

  /// Some clients send the key as a bearer token, which real servers do not look at.
  private func isBearer(of key: String, _ call: Call) -> Bool {
    guard world.profile.isLenient, call.request.headers["Authorization"] == "Bearer \(key)" else {
      return false
    }
    world.findings.note(.bearerKey, connection: call.connection)
    return true
  }

  /// Real servers look for plugin routes first, by the query's agent, and refuse on its behalf.
  func requireKnownQueryAgent(_ call: Call) throws(Refusal) {
    guard !world.profile.isLenient, let id = call.queryValue("agentId"),
      world.agents.values.contains(where: { $0.status == .active })
    else { return }
    guard Identifier.isUUID(id) else {
      throw .uncaught("Invalid agent ID format", status: .badRequest, code: "INVALID_AGENT_ID")
    }
    guard world.agents[id]?.status == .active else {
      throw .uncaught("Agent not found", status: .notFound, code: "AGENT_NOT_FOUND")
    }
  }

  /// A body announced by its length must be of one of three types.
  func requireContentType(_ request: HTTPRequest) throws(Refusal) {
    let method = request.method
    guard method == .post || method == .put || method == .patch,
      !request.headers.has("Content-Type", "application/json")
    else { return }
    let type = request.headers["Content-Type"] ?? ""
    guard !type.hasPrefix("application/json"),
      let length = request.headers["Content-Length"], length != "0"
    else { return }
    let allowed = [
      "application/json", "multipart/form-data", "application/x-www-form-urlencoded",
    ]
    guard allowed.contains(where: type.contains) else {
      throw .coded(
        .badRequest, "INVALID_CONTENT_TYPE", "Invalid or missing Content-Type header")
    }
  }

  func noteExcessHeaders(_ request: HTTPRequest) {
    guard world.profile.isLenient else { return }
    let excess = writer.crossOrigin.excessHeaders(in: request)
    guard !excess.isEmpty else { return }
    world.findings.note(.preflightHeader, connection: request.connection)
  }
}
