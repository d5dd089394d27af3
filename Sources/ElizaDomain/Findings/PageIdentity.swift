public import HTTP1

/// What tells the pages of one browser from others: where the page is from, its browser and its machine.
///
/// Two tabs of a browser are the same to it, so nothing rests on it alone.
public struct PageIdentity: Hashable, Sendable {
  /// Whether the request says what page it comes from, as those of browsers do.
  public let isBrowser: Bool
  /// Made of the texts, which would take much room; of use within this process only.
  private let digest: Int

  /// A client that says nothing about itself.
  public static let unknown = PageIdentity(origin: nil, userAgent: nil, address: "")

  /// Identifies whoever sent a request.
  public init(_ request: HTTPRequest) {
    self.init(
      origin: request.headers["Origin"] ?? request.headers["Referer"].map(Self.origin),
      userAgent: request.headers["User-Agent"], address: request.peerAddress)
  }

  /// Identifies a page by its origin, its browser and the address it comes from.
  public init(origin: String?, userAgent: String?, address: String) {
    isBrowser = origin != nil
    var hasher = Hasher()
    hasher.combine(origin)
    hasher.combine(userAgent)
    hasher.combine(Self.isLoopback(address) ? "loopback" : address)
    digest = hasher.finalize()
  }

  /// Scheme, host and port of an address.
  private static func origin(_ address: String) -> String {
    guard let slashes = address.firstRange(of: "://") else { return address }
    let rest = address[slashes.upperBound...]
    return String(address[..<slashes.upperBound] + rest.prefix { $0 != "/" })
  }

  /// The name `localhost` stands for two addresses, and a page may use both.
  private static func isLoopback(_ address: String) -> Bool {
    address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
  }
}
