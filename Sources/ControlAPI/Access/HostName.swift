/// The name of a machine as fields and addresses spell it, without its port.
struct HostName {
  /// The name in lower case, an IPv6 address without brackets.
  let text: String

  /// Reads `name`, `name:port`, `[address]` or `[address]:port`; nil when there is no name.
  init?(_ field: some StringProtocol) {
    let lowered = field.lowercased()
    if lowered.hasPrefix("[") {
      guard let end = lowered.firstIndex(of: "]") else { return nil }
      text = String(lowered[lowered.index(after: lowered.startIndex)..<end])
    } else {
      text = String(lowered.prefix { $0 != ":" })
    }
    if text.isEmpty { return nil }
  }

  /// Takes the address of a peer.
  init(ofAddress address: String) {
    let mapped = "::ffff:"
    text = address.hasPrefix(mapped) ? String(address.dropFirst(mapped.count)) : address
  }

  /// Whether it means this machine wherever it is said.
  var isLoopback: Bool {
    text == "localhost" || text.hasSuffix(".localhost") || text == "::1" || isIPv4Loopback
  }

  private var isIPv4Loopback: Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
