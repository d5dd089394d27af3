import Bytes
public import JSON

/// Why a client is not let into a namespace; it gets a `connect_error` that says so.
public struct ConnectRefusal: Hashable, Sendable {
  /// The message.
  public var message: String

  /// Further details; nil to send none.
  public var data: JSON?

  /// What a client is told that asks for a namespace that does not exist.
  public static let unknownNamespace = ConnectRefusal(message: "Invalid namespace")

  /// Makes a refusal.
  public init(message: String, data: JSON? = nil) {
    self.message = message
    self.data = data
  }

  /// Appends the payload of the packet that says so.
  func append(to output: inout [UInt8]) {
    output.append(ascii: #"{"message":"#)
    output.appendJSONString(message)
    if let data {
      output.append(ascii: #","data":"#)
      data.append(to: &output)
    }
    output.append(ASCII.rightBrace)
  }
}
