import Bytes
import JSON

/// Attachments as clients may follow them: the path of a file that an ElizaOS server keeps becomes the one
/// under which it is served.
///
/// Such a server keeps files in `.eliza/data` of some folder; the mock, which has no such folder, knows any.
/// Paths elsewhere and URLs stay as they are.
enum MediaLinks {
  private static let folders = ["generated", "uploads/agents", "uploads/channels"]

  /// A list of attachments or a single one, each an object with a `url` or just that.
  static func rewriting(_ attachments: JSON) -> JSON {
    switch attachments {
    case .array(let elements): .array(elements.map(one))
    default: one(attachments)
    }
  }

  /// The path by which `path` is served; `path` itself when it is none of a kept file.
  static func link(to path: String) -> String {
    guard path.hasPrefix("/"), !path.hasPrefix("/media/") else { return path }
    let parts = path.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
    guard let file = parts.last, let id = parts.dropLast().last else { return path }
    let folder = parts.dropLast(2).joined(separator: "/")
    guard let kept = folders.first(where: { folder.hasSuffix("/.eliza/data/" + $0) }),
      ![id, file].contains(where: { ["", ".", ".."].contains($0) })
    else { return path }
    let names = [id, file].map { PercentCoding.encodeURIComponent(String($0)) }
    return "/media/\(kept)/" + names.joined(separator: "/")
  }

  private static func one(_ attachment: JSON) -> JSON {
    if case .string(let path) = attachment { return .string(link(to: path)) }
    guard case .string(let url) = attachment["url"] else { return attachment }
    var copy = attachment
    copy["url"] = .string(link(to: url))
    return copy
  }
}

extension Profile {
  /// Attachments as this release shows them.
  func shown(_ attachments: JSON) -> JSON {
    rewritesAttachments ? MediaLinks.rewriting(attachments) : attachments
  }
}
