/// How many bytes things of one kind may have that callers make and change.
///
/// Real servers have no such bounds; here neither one of them nor all together grow without end.
struct ByteBound {
  /// What they are, as in `An agent`.
  let kind: String
  /// The most bytes of one: as many as one body may have.
  let one: Int
  /// The most bytes of all together.
  let all: Int

  /// Which bound is broken by one of so many bytes beside `others`; nil when none is.
  func excess(of bytes: Int, beside others: Int) -> String? {
    guard bytes > one || others + bytes > all else { return nil }
    return "\(kind) has at most \(one) bytes, and all together \(all)."
  }
}
