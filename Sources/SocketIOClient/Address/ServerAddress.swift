import Bytes

/// Where a server is, and which of its namespaces is meant, read from an address as in the JavaScript
/// client: `https://host:port/namespace?key=value`.
public struct ServerAddress: Hashable, Sendable {
  /// Whether the connection is encrypted: `https` and `wss`.
  public var isSecure: Bool
  /// A name or a numeric address; IPv6 without its brackets.
  public var host: String
  /// The port; 80 or 443 when the address names none.
  public var port: UInt16
  /// The namespace that the path names; `/` for the main one.
  public var namespace: String
  /// What the query holds, decoded, in its order.
  public var query: [QueryItem]

  /// A key of the query with its value.
  public struct QueryItem: Hashable, Sendable {
    /// The decoded key.
    public var key: String
    /// The decoded value.
    public var value: String

    /// Makes an item.
    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// Makes the address of a server's main namespace.
  public init(isSecure: Bool = false, host: String, port: UInt16) {
    self.isSecure = isSecure
    self.host = host
    self.port = port
    namespace = "/"
    query = []
  }

  /// Reads an address; throws `AddressError` with the text that is wrong.
  public init(_ text: String) throws(AddressError) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .invalidCharacter(text) }
    let (scheme, rest) = try ServerAddress.scheme(of: text)
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    isSecure = scheme == "https" || scheme == "wss"
    (host, port) = try ServerAddress.authority(
      rest[..<end], defaultPort: isSecure ? 443 : 80, in: text)
    let resource = rest[end...].prefix { $0 != "#" }
    let path = resource.prefix { $0 != "?" }
    namespace = path.isEmpty ? "/" : String(path)
    query = QueryString(String(resource.dropFirst(path.count).dropFirst())).items.map {
      QueryItem($0.key, $0.value)
    }
  }

  /// Host and port as in a `Host` field: IPv6 in brackets, the port where it is not the usual one.
  public var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
  }

  /// What no name of a host has in it.
  private static let misplaced = Set("[]<>{}|\\^`\"".utf8)

  private static func scheme(of text: String) throws(AddressError) -> (String, Substring) {
    let scheme = text.prefix { $0 != ":" }
    let rest = text.dropFirst(scheme.count)
    guard rest.hasPrefix("://"), ["http", "https", "ws", "wss"].contains(scheme.lowercased()) else {
      throw .unknownScheme(text)
    }
    return (scheme.lowercased(), rest.dropFirst(3))
  }

  private static func authority(
    _ authority: Substring, defaultPort: UInt16, in text: String
  ) throws(AddressError) -> (host: String, port: UInt16) {
    let isBracketed = authority.first == "["
    let host =
      isBracketed ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
    let rest = authority.dropFirst(host.count + (isBracketed ? 2 : 0))
    let isClosed = !isBracketed || authority.contains("]")
    guard !host.isEmpty, isClosed, !host.contains("@") else { throw .missingHost(text) }
    guard host.utf8.allSatisfy({ isBracketed || !misplaced.contains($0) }),
      isBracketed == host.contains(":")
    else { throw .invalidCharacter(text) }
    guard !rest.isEmpty else { return (String(host), defaultPort) }
    // Numbers are read with a sign too, which a port has not.
    guard rest.first == ":", !rest.contains("+"), let port = UInt16(rest.dropFirst()), port > 0
    else { throw .invalidPort(text) }
    return (String(host), port)
  }
}
