import ElizaDomain
import ElizaModel
import JSON
import TLS

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file with the definition of an ElizaOS character.
struct CharacterFile {
  /// The most bytes that are read; 16 MiB.
  static let limit = 16 << 20

  private let path: String

  init(_ path: String) {
    self.path = path
  }

  /// The agents of several files, in order.
  ///
  /// Throws `StartError.character` when a file cannot be used, or two are the same agent.
  static func agents(_ paths: [String], at now: Timestamp) throws(StartError) -> [Agent] {
    var agents: [Agent] = []
    for (index, path) in paths.enumerated() {
      let agent = try CharacterFile(path).agent(at: now)
      if let other = agents.firstIndex(where: { $0.id == agent.id }) {
        throw .character(
          "\(path): the agent \(agent.name) has the id \(agent.id), as the one of "
            + "\(paths[min(other, index)]) has; give one of them another id or name")
      }
      agents.append(agent)
    }
    return agents
  }

  private func agent(at now: Timestamp) throws(StartError) -> Agent {
    let bytes = try contents()
    let json: JSON
    do throws(JSONError) {
      json = try JSON(parsing: bytes)
    } catch {
      throw .character("\(path): no JSON: \(error.message(in: bytes.span))")
    }
    do throws(CharacterError) {
      return try Agent(character: json, at: now, sha1: Digest.sha1)
    } catch {
      throw .character(
        "\(path): \(error); a character is a JSON object with at least a name and a bio")
    }
  }

  private func contents() throws(StartError) -> [UInt8] {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes {
        unsafe read(file, $0.baseAddress, $0.count)
      }
      if count == 0 { return bytes }
      if count < 0 {
        guard errno == EINTR else { throw failure() }
        continue
      }
      bytes += piece[..<count]
      guard bytes.count <= CharacterFile.limit else {
        throw .character("\(path): the file is longer than \(CharacterFile.limit) bytes")
      }
    }
  }

  private func failure() -> StartError {
    let reason = unsafe String(cString: strerror(errno))
    return .character("\(path): \(reason); --character wants the path of a character's JSON file")
  }
}
