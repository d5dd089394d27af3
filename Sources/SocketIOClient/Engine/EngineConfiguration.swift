import Bytes
import EngineIO
import HTTP1
import HostInterface

/// What the transports of one session have in common.
struct EngineConfiguration {
  let address: ServerAddress
  let options: ClientOptions
  let dialer: any Dialer
  let scheduler: any Scheduler
  let random: RandomSource

  /// The target of a request: the path, the caller's query and the protocol's own.
  ///
  /// Polling requests have a key that differs each time, so that nothing between here and the server
  /// answers from a cache.
  func target(_ transport: Transport, sid: String?) -> String {
    var items = address.query + options.query
    items.append(ServerAddress.QueryItem("EIO", "4"))
    items.append(ServerAddress.QueryItem("transport", transport.rawValue))
    if transport == .polling {
      items.append(ServerAddress.QueryItem("t", String(random.next() >> 24, radix: 36)))
    }
    if let sid { items.append(ServerAddress.QueryItem("sid", sid)) }
    let query = items.map { item in
      "\(PercentCoding.encodeURIComponent(item.key))=\(PercentCoding.encodeURIComponent(item.value))"
    }
    return "\(path)?\(query.joined(separator: "&"))"
  }

  /// The path, with a slash at both ends.
  private var path: String {
    let segments = options.path.split(separator: "/").map { encodedSegment($0) }
    return segments.isEmpty ? "/" : "/\(segments.joined(separator: "/"))/"
  }

  private func encodedSegment(_ segment: Substring) -> String {
    // What is encoded already stays as it is.
    let text = String(segment)
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x23 && $0 != 0x3F }
    return isPlain ? text : PercentCoding.encodeURIComponent(text)
  }
}
