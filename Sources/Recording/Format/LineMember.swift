/// The members that lines have, the head's left out.
enum LineMember: Int, CaseIterable {
  case k, n, t, cause, c, x, dir, ns, transport, auth, id, error, method, target, headers, json,
    text, base64, omitted, status, more, event, args, attachments, ack, room, reason

  /// What its value must be.
  enum Shape {
    case text, count, status, time, direction, truth, list, headers, anything
    /// Something that only a thorough look can judge.
    case intricate
  }

  var shape: Shape {
    switch self {
    case .k, .c, .ns, .transport, .id, .error, .method, .target, .text, .event, .room, .reason:
      .text
    case .n, .cause, .x, .ack, .omitted: .count
    case .t: .time
    case .dir: .direction
    case .auth, .json: .anything
    case .headers: .headers
    case .status: .status
    case .more: .truth
    case .args: .list
    case .base64, .attachments: .intricate
    }
  }

  var bit: UInt32 { 1 << UInt32(rawValue) }

  /// All of them, and what each is called, by place.
  static let all = allCases
  static let words = all.map { PackedWord.of("\($0)") }

  static func bits(_ members: [LineMember]) -> UInt32 { members.reduce(0) { $0 | $1.bit } }
}

/// What a line of one kind must and may have.
struct LineRule {
  let kind: LineKind
  let word: UInt128
  let needed: UInt32
  let allowed: UInt32

  private init(_ kind: LineKind, needs members: [LineMember]) {
    self.kind = kind
    word = PackedWord.of(kind.rawValue)
    needed = LineMember.bits(members) | LineMember.bits([.k, .n, .t])
    let known = Set(kind.keys)
    allowed =
      LineMember.bits(LineMember.all.filter { known.contains("\($0)") })
      | LineMember.bits([.k, .n, .t, .cause])
  }

  /// One for each kind but the head.
  static let all = [
    LineRule(.req, needs: [.x, .method, .target]), LineRule(.res, needs: [.x]),
    LineRule(.open, needs: [.c, .dir]), LineRule(.up, needs: [.c, .transport]),
    LineRule(.ev, needs: [.c, .dir, .event, .args]),
    LineRule(.ack, needs: [.c, .dir, .ack, .args]), LineRule(.room, needs: [.c, .room]),
    LineRule(.shut, needs: [.c, .dir]), LineRule(.note, needs: [.text]), LineRule(.end, needs: []),
  ]
}
