public import JSON

/// The message servers: `servers` under the older route, `messageServers` under the newer.
public struct MessageServerList: JSONRepresentable {
  /// The message servers under their older name: `GET /api/messaging/central-servers`.
  public var servers: [MessageServerBody]?
  /// The message servers under their newer name: `GET /api/messaging/message-servers`.
  public var messageServers: [MessageServerBody]?

  /// Makes a list under either name, or both.
  public init(servers: [MessageServerBody]? = nil, messageServers: [MessageServerBody]? = nil) {
    self.servers = servers
    self.messageServers = messageServers
  }

  /// What the JSON looks like.
  public static let schema = Schema.either([
    .object(.needed("servers", list), .optional("messageServers", list)),
    .object(.needed("messageServers", list)),
  ])

  private static var list: Schema { .list(.part(MessageServerBody.self)) }

  /// Reads a list; one of both is needed.
  public init?(json: JSON) {
    guard let object = json.objectValue else { return nil }
    servers = object.list("servers")
    messageServers = object.list("messageServers")
    guard servers != nil || messageServers != nil else { return nil }
  }

  /// Appends the list.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("servers", list: servers)
    output.appendJSONMember("messageServers", list: messageServers)
    output.endJSONObject()
  }
}
