import Bytes
public import JSON

/// `{"_placeholder":true,"num":0}`: stands in a payload for an attachment (Socket.IO 5, "Packet encoding").
public enum Placeholder {
  /// The placeholder of the attachment at `position`, counted from zero.
  public static func json(_ position: Int) -> JSON {
    ["_placeholder": true, "num": JSON(position)]
  }

  /// Appends the placeholder of the attachment at `position`.
  public static func append(_ position: Int, to output: inout [UInt8]) {
    output.append(ascii: #"{"_placeholder":true,"num":"#)
    output.append(decimal: Int64(position))
    output.append(ASCII.rightBrace)
  }

  /// The number in a placeholder; nil when the value is none.
  public static func position(_ node: JSONDocument.Node, in document: JSONDocument) -> Int64? {
    guard isPlaceholder(node, in: document), let number = document.member("num", of: node) else {
      return nil
    }
    return document.integer(of: number)
  }

  static func isPlaceholder(_ node: JSONDocument.Node, in document: JSONDocument) -> Bool {
    guard let mark = document.member("_placeholder", of: node) else { return false }
    return document.kind(of: mark) == .true
  }

  /// Checks that every placeholder points at one of `attachments`.
  static func check(_ document: JSONDocument, attachments: Int) throws(PacketError) {
    var waiting = [document.root]
    while let node = waiting.popLast() {
      if isPlaceholder(node, in: document) {
        guard let position = position(node, in: document), position >= 0, position < attachments
        else { throw .invalidPlaceholder }
      } else {
        waiting.append(contentsOf: document.elements(of: node))
        waiting.append(contentsOf: document.members(of: node).map(\.value))
      }
    }
  }
}
