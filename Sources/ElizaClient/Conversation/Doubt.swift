/// How a message is looked for of which it is not known whether the server has stored it.
struct Doubt: Hashable {
  /// How often it was looked for in the history, and was not there.
  var looks = 0
  /// Whether the time it has for its confirmation has been over once since.
  var isOverdue = false
}
