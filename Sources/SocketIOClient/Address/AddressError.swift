/// An address that no server can be reached at.
public enum AddressError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It does not begin with `http://`, `https://`, `ws://` or `wss://`.
  case unknownScheme(String)
  /// There is no host between the scheme and the path.
  case missingHost(String)
  /// The port is no number from 1 to 65535.
  case invalidPort(String)
  /// A character that an address cannot have, such as a space.
  case invalidCharacter(String)

  /// What is wrong, with the text that is.
  public var description: String {
    switch self {
    case .unknownScheme(let text): "\(text): an address begins with http, https, ws or wss"
    case .missingHost(let text): "\(text): the address has no host"
    case .invalidPort(let text): "\(text): a port is a number from 1 to 65535"
    case .invalidCharacter(let text): "\(text): a character that an address cannot have"
    }
  }
}
