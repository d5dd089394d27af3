/// One step of a path such as `args[*].payload.phone`.
enum PathStep: Hashable {
  case member(String)
  case element(Int)
  /// `*`: every member or element.
  case every

  static func steps(of path: String) -> [PathStep] {
    let marks = path.replacing("[", with: ".").replacing("]", with: "")
    return marks.split(separator: ".").map { part in
      part == "*" ? .every : Int(part).map { .element($0) } ?? .member(String(part))
    }
  }
}
