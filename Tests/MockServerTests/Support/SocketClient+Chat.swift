import JSON

extension SocketClient {
  /// Joins a room and waits until the server says so.
  func join(_ room: String, as user: String = Name.user) throws {
    try emit(
      "message", ["type": 1, "payload": ["channelId": .string(room), "entityId": .string(user)]])
    try wait(for: "room_joined") { $0["roomId"]?.stringValue == room }
  }

  /// Sends a message to a room.
  func say(_ text: String, in room: String, as user: String = Name.user, id: String? = nil) throws {
    var payload: JSONObject = [
      "channelId": .string(room), "senderId": .string(user), "senderName": "Someone",
      "message": .string(text), "messageServerId": .string(Name.messageServer),
    ]
    payload["messageId"] = id.map(JSON.string)
    try emit("message", ["type": 2, "payload": .object(payload)])
  }

  /// Waits for a broadcast of that author.
  @discardableResult
  func hear(from author: String) throws -> JSON {
    try wait(for: "messageBroadcast") { $0["senderId"]?.stringValue == author }
  }
}

/// Ids that tests use.
enum Name {
  static let agent = "b850bc30-45f8-0041-a00a-83df46d8555d"
  static let messageServer = "00000000-0000-0000-0000-000000000000"
  static let user = "11111111-1111-4111-8111-111111111111"
  static let other = "22222222-2222-4222-8222-222222222222"
  static let room = "33333333-3333-4333-8333-333333333333"
}
