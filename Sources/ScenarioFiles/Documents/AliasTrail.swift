/// Follows a walk through a document to tell where its aliases stand, of which the parser leaves only what they name.
///
/// What is written stands after everything the walk came to before; what an alias repeats has its first place, further
/// up. So the aliases are those that are found after the last thing written.
struct AliasTrail {
  private var furthest = Place(line: 1, column: 0)
  private var aliasCount = 0

  /// Comes to a value that no alias around it repeats; whether an alias stands for it.
  mutating func come(to place: Place) -> Bool {
    guard place <= furthest else {
      pass(place)
      return false
    }
    aliasCount &+= 1
    return true
  }

  /// Comes to a key that no alias around it repeats; the first of a mapping stands where that begins.
  mutating func come(toKey place: Place) {
    if place > furthest { pass(place) }
    if place < furthest { aliasCount &+= 1 }
  }

  /// The place of the alias it came to last, as far as it can be told.
  func place(in source: DocumentSource) -> Place? {
    source.place(ofAlias: aliasCount, after: furthest)
  }

  private mutating func pass(_ place: Place) {
    furthest = place
    aliasCount = 0
  }
}
