import HTTP1
import JSON
import Scenario
import SocketIOServer

/// Clients that join and leave the namespace.
extension FaultDriver {
  /// Why a client is not let in; nil when it is.
  func refusal(of request: ConnectRequest) -> String? {
    let session = request.session
    let origin = FaultOrigin(connection: session.id)
    var firings = fire(at: .lifecycle(.connect), from: origin)
    if visitors.contains(FaultDriver.visitor(session, request.auth)) {
      firings += fire(at: .lifecycle(.reconnect), from: origin)
    }
    let effects = firings.flatMap(\.effects)
    let strikes = firings.filter(\.isAfterwards).flatMap(\.effects)
    if !strikes.isEmpty { strikeAfterDelivery([session], with: strikes) }
    let others = firings.filter { !$0.isAfterwards }.flatMap(\.effects)
    if !others.isEmpty { afterThisTurn { [self] in strike([session], with: others) } }
    for case .refuse(let message) in effects { return message ?? "Unauthorized" }
    return nil
  }

  /// A client has left or is lost; when it comes back, it reconnects.
  func disconnected(_ socket: Socket) {
    visitors.add(FaultDriver.visitor(socket.session, socket.auth))
  }

  /// Who a client says it is; failing that, its address and its browser.
  private static func visitor(_ session: EngineSession, _ auth: JSONDocument) -> String {
    if let id = auth.member("entityId", of: auth.root).flatMap(auth.string) { return id }
    let request = session.request
    return "\(request.peerAddress) \(request.headers["User-Agent"] ?? "")"
  }
}
