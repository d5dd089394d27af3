public import HTTP1

extension Tallies {
  /// Something clients or agents do that the world itself does not see, since a recording answers in its place.
  public enum Sight {
    /// A request that is no preflight.
    case request(HTTPMethod, path: Substring)
    /// An event of a client, by its name.
    case event(String)
    /// A session that was made.
    case session
    /// A join that was taken.
    case join
    /// A user's message that was taken.
    case message
    /// An agent's reply.
    case reply
  }

  /// Counts what the world did not see.
  public func note(_ sight: Sight) {
    switch sight {
    case .request(let method, let path): requests.note(method, path, nil)
    case .event(let name):
      let name = String(name.prefix(80))
      if let known = EventNames.Known(named: name) {
        received(known)
      } else {
        received(unknown: name)
      }
    case .session: sessions += 1
    case .join: joined += 1
    case .message: sent += 1
    case .reply: replied += 1
    }
  }
}
