package import JSON

/// An event that a server has sent.
package struct LiveEvent: Hashable, Sendable {
  /// The recorded name of the connection that it came on.
  package let connection: String
  /// The namespace.
  package let namespace: String
  /// Its name.
  package let name: String
  /// What came with it; placeholders stand for attachments.
  package let arguments: [JSON]
  /// The caller's number for it, when the server wants an acknowledgement.
  package let token: Int?

  /// Makes an event.
  package init(
    connection: String, namespace: String, name: String, arguments: [JSON], token: Int? = nil
  ) {
    self.connection = connection
    self.namespace = namespace
    self.name = name
    self.arguments = arguments
    self.token = token
  }
}
