import ElizaDomain
import ElizaModel
import JSON

/// Describes the Socket.IO events of a profile's server as AsyncAPI 3.
///
/// One channel, the namespace `/`; each event is a message of it, and an operation for each direction says who
/// sends what. `send` is what the server sends, `receive` what it takes.
struct AsyncAPIDocument {
  let profile: Profile

  /// The document.
  var json: JSON {
    var writer = profile.schemaWriter(prefix: "#/components/schemas/")
    let events = EventContract.all(profile)
    let messages: JSONObject = events.reduce(into: [:]) { messages, event in
      messages[event.messageKey] = message(event, &writer)
    }
    return [
      "asyncapi": "3.0.0",
      "info": info,
      "defaultContentType": "application/json",
      "servers": ["eliza": server],
      "channels": ["socket": channel(events)],
      "operations": [
        "clientEvents": operation("receive", "What clients send", events, by: .client),
        "serverEvents": operation("send", "What the server sends", events, by: .server),
      ],
      "components": [
        "messages": .object(messages), "schemas": .object(writer.definitions),
      ],
    ]
  }

  private var info: JSON {
    [
      "title": "eliza-mock, socket side",
      "version": .string(profile.name),
      "description": .string(
        "What an ElizaOS server and its frontends say to each other over Socket.IO 5 (Engine.IO 4), "
          + "as eliza-mock plays it in the profile \(profile.name). Made from the events themselves."
      ),
      "license": ["name": "MIT"],
    ]
  }

  private var server: JSON {
    [
      "host": "localhost:3000", "pathname": "/socket.io/", "protocol": "ws",
      "protocolVersion": "5",
      "description": "Socket.IO 5 over Engine.IO 4: polling first or WebSocket at once.",
    ]
  }

  private func channel(_ events: [EventContract]) -> JSON {
    [
      "address": "/", "title": "The namespace",
      "description": "Every event has one argument, or none, and its name is the message's name.",
      "servers": [["$ref": "#/servers/eliza"]],
      "messages": .object(
        events.reduce(into: [:]) { messages, event in
          messages[event.messageKey] = [
            "$ref": .string("#/components/messages/" + event.messageKey)
          ]
        }),
    ]
  }

  private func operation(
    _ action: String, _ title: String, _ events: [EventContract], by sender: EventContract.Sender
  ) -> JSON {
    [
      "action": .string(action), "title": .string(title),
      "channel": ["$ref": "#/channels/socket"],
      "messages": .array(
        events.filter { $0.sender == sender }.map {
          ["$ref": .string("#/channels/socket/messages/" + $0.messageKey)]
        }),
    ]
  }

  private func message(_ event: EventContract, _ writer: inout SchemaWriter) -> JSON {
    var message: JSONObject = [
      "name": .string(event.name), "title": .string(event.summary),
    ]
    message["payload"] = event.payload.map { writer.write($0) }
    return .object(message)
  }
}

extension EventContract {
  /// What the event is called in the document; some names go both ways.
  fileprivate var messageKey: String {
    switch sender {
    case .client: "client_" + name
    case .server: "server_" + name
    }
  }
}
