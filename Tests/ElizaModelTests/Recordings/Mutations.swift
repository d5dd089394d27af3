import JSON

extension JSON {
  /// Values of every kind, the extremes among them.
  static let misfits: [JSON] = [
    .null, true, -1, 1e308, 9_223_372_036_854_775_807, "", "2026-02-30T00:00:00.000Z", [], [[:]],
    [:],
  ]

  /// The value with one member taken out, for every member at any depth of objects.
  var withoutOneMember: [JSON] {
    changed { object, key in
      object[key] = nil
    }
  }

  /// The value with one member replaced by each of `misfits`, for every member at any depth of objects.
  var withOneMisfit: [JSON] {
    JSON.misfits.flatMap { misfit in
      changed { object, key in
        object[key] = misfit
      }
    }
  }

  /// Whether everything in this value is in `other` as well.
  func isPart(of other: JSON) -> Bool {
    switch (self, other) {
    case (.object(let mine), .object(let theirs)):
      mine.allSatisfy { member in theirs[member.key].map(member.value.isPart) ?? false }
    case (.array(let mine), .array(let theirs)):
      mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0.isPart(of: $1) }
    default: self == other
    }
  }

  private func changed(_ change: (inout JSONObject, String) -> Void) -> [JSON] {
    guard let object = objectValue else { return [] }
    return object.flatMap { member in
      var changed = object
      change(&changed, member.key)
      let deeper = member.value.changed(change).map { inner in
        var outer = object
        outer[member.key] = inner
        return JSON.object(outer)
      }
      return [.object(changed)] + deeper
    }
  }
}
