package import HTTP1
package import JSON

/// Something that a recording proxy, or a converter of other recordings, has seen.
///
/// `exchange` and `connection` are the observer's own numbers; they need only differ from each other.
package enum Observation: Sendable {
  /// A whole request went to the server.
  case request(exchange: Int, method: String, target: String, headers: HTTPHeaders, body: [UInt8])
  /// The request that comes next of this exchange has a body of so many bytes that the observer has not kept.
  case requestOmitted(exchange: Int, Int)
  /// The head of the answer came.
  case responseHead(exchange: Int, status: Int, headers: HTTPHeaders)
  /// A piece of its body came.
  case responseBody(exchange: Int, [UInt8])
  /// The answer is complete.
  case responseEnd(exchange: Int)
  /// The answer breaks off here.
  case responseCut(exchange: Int)
  /// A body of so many bytes that the observer has not kept.
  case responseOmitted(exchange: Int, Int)
  /// A socket asked for a namespace.
  case opening(connection: Int, namespace: String, transport: String, auth: JSON?)
  /// The server let it in.
  case accepted(connection: Int, namespace: String, socket: String?)
  /// The server refused it.
  case refused(connection: Int, namespace: String, message: String)
  /// The connection changed to another transport.
  case upgraded(connection: Int, transport: String)
  /// An event went by.
  case event(
    connection: Int, direction: Direction, namespace: String, name: String, arguments: [JSON],
    attachments: [[UInt8]], acknowledgement: Int?)
  /// The answer to an event went by.
  case acknowledgement(
    connection: Int, direction: Direction, namespace: String, number: Int, arguments: [JSON],
    attachments: [[UInt8]])
  /// The connection ended, or its socket in a namespace while others stayed.
  case closed(connection: Int, namespace: String? = nil, by: Direction, reason: String?)
  /// A remark.
  case note(String)
}
