public import ElizaModel

/// What a Socket.IO event carries and who sends it.
public struct EventContract: Sendable {
  /// Who sends an event.
  public enum Sender: Sendable {
    /// A frontend.
    case client
    /// The server.
    case server
  }

  /// The name on the wire.
  public let name: String
  /// Who sends it.
  public let sender: Sender
  /// One line that says what it means.
  public let summary: String
  /// Its one argument; nil when it has none.
  public let payload: Schema?

  /// The events that a server of a profile understands and sends.
  public static func all(_ profile: Profile) -> [EventContract] {
    EventNames.Known.allCases.compactMap { $0.contract(profile) } + ServerEvents.all(profile)
  }

  /// An event of a frontend.
  static func client(_ event: EventName, _ summary: String, _ payload: Schema?) -> EventContract {
    EventContract(name: event.rawValue, sender: .client, summary: summary, payload: payload)
  }

  /// An event of the server, with the payload that belongs to it.
  static func server(_ type: any EventPayload.Type, _ summary: String) -> EventContract {
    server(type.event, summary, .part(type))
  }

  /// An event of the server.
  static func server(_ event: EventName, _ summary: String, _ payload: Schema) -> EventContract {
    EventContract(name: event.rawValue, sender: .server, summary: summary, payload: payload)
  }
}
