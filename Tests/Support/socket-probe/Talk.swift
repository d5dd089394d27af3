import Bytes
import JSON
import SocketIO
import SocketIOClient

/// Does what it is told with one client, and tells what its namespaces hear.
@MainActor final class Talk {
  private let client: SocketIOClient
  private var sockets: [String: SocketIOClient] = [:]

  init(_ client: SocketIOClient) {
    self.client = client
  }

  /// Does what a command asks for, and writes `result` or `error`.
  func obey(_ command: JSON) async {
    do {
      Output.tell(["result": try await perform(command)])
    } catch {
      Output.tell(["error": .string("\(error)")])
    }
  }

  private func perform(_ command: JSON) async throws -> JSON {
    let socket = socket(of: command)
    let name = command["name"]?.stringValue ?? "message"
    switch command["do"]?.stringValue {
    case "connect": try await socket.connect()
    case "disconnect": await socket.disconnect()
    case "id": return await socket.id.map { .string($0) } ?? .null
    case "emit": try await socket.emit(name, with: Arguments(command))
    case "ask":
      let answer = try await socket.emitWithAck(
        name, with: Arguments(command), timeout: command["timeout"]?.milliseconds)
      return answer.json
    default: throw ProbeError.usage("\(command.text) is no command")
    }
    return true
  }

  /// The namespace a command means, which is listened to from then on.
  private func socket(of command: JSON) -> SocketIOClient {
    let namespace = command["namespace"]?.stringValue ?? client.namespace
    if let socket = sockets[namespace] { return socket }
    let auth = command["auth"]?.objectValue
    let socket =
      namespace == client.namespace ? client : client.client(for: namespace) { auth }
    sockets[namespace] = socket
    let events = socket.events
    Task.detached {
      for await event in events {
        Output.tell(event.json(in: socket.namespace))
        guard case .event(let question) = event, question.acknowledgementID != nil else { continue }
        await socket.acknowledge(question, with: Arguments(question.arguments.json))
      }
    }
    return socket
  }
}

extension Arguments {
  /// Reads `arguments`, in which placeholders stand for what is binary, and `attachments` in Base64.
  fileprivate init(_ value: JSON) {
    self.init(contentsOf: value["arguments"]?.arrayValue ?? [])
    for attachment in value["attachments"]?.arrayValue ?? [] {
      _ = attach(Base64.decode(attachment.stringValue ?? "") ?? [])
    }
  }
}
