/// The Socket.IO client for browsers, in one file for `<script src>` and in one for `import`.
///
/// Its modules stand side by side in one scope there, so that a page fetches one file; no two of them may
/// declare the same name.
enum BrowserClient {
  /// Defines the global `io`.
  static let script: [UInt8] =
    prologue + Array("(() => {\n\"use strict\";\n".utf8) + body
    + Array(
      """
      if (typeof module === "object" && module.exports) module.exports = io;
      else globalThis.io = io;
      })();

      """.utf8)

  /// Exports `io`, also as the default, `Manager`, `Socket`, `connect` and `protocol`.
  static let module: [UInt8] =
    prologue + body
    + Array(
      "export { io, io as connect, io as default, Manager, Socket, protocol };\n".utf8)

  private static let prologue = Array(
    "// A Socket.IO client for browsers (protocol 5, Engine.IO 4), part of eliza-mock. MIT licence.\n"
      .utf8)

  /// Each module after those it imports.
  private static let modules = [
    PackageResources.emitter_js, PackageResources.binary_js, PackageResources.packet_js,
    PackageResources.transport_js, PackageResources.polling_js, PackageResources.websocket_js,
    PackageResources.engine_js, PackageResources.address_js, PackageResources.backoff_js,
    PackageResources.socket_js, PackageResources.manager_js, PackageResources.io_js,
  ]

  private static let body = modules.flatMap(withoutModuleSyntax)

  private static func withoutModuleSyntax(_ source: [UInt8]) -> [UInt8] {
    let lines = source.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return Array(
      lines.compactMap { line -> ArraySlice<UInt8>? in
        if line.starts(with: "import ".utf8) { return nil }
        return line.starts(with: "export ".utf8) ? line.dropFirst("export ".utf8.count) : line
      }.joined(separator: "\n".utf8))
  }
}
