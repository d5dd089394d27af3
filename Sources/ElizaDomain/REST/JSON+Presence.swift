import JSON

/// Beware of `condition ? value : nil` where the value is a `JSON`: that `nil` is JSON's null.
extension JSON? {
  /// The value unless there is none or JavaScript takes it for false.
  var ifTruthy: JSON? {
    guard let self, self.isTruthy else { return .none }
    return self
  }

  /// The value unless there is none or it is null.
  var ifNotNull: JSON? {
    guard let self, !self.isNull else { return .none }
    return self
  }
}
