/// What has to be left out because of lines that were not written, and makes no sense without them: the acknowledgement
/// of an event, and all that happens in a namespace whose opening is not told.
struct LeftOut {
  private struct Question: Hashable {
    let asker: Direction
    let namespace: String
    let number: Int
  }

  /// By the observer's number of their connection.
  private var questions: [Int: Set<Question>] = [:]
  private var namespaces: [Int: Set<String>] = [:]

  /// Takes note of something that was not written.
  mutating func add(_ observation: Observation) {
    switch observation {
    case .opening(let connection, let namespace, _, _):
      namespaces[connection, default: []].insert(namespace)
    case .event(let connection, let direction, let namespace, _, _, _, let number?):
      questions[connection, default: []].insert(
        Question(asker: direction, namespace: namespace, number: number))
    default: break
    }
  }

  /// Whether something has to be left out; `isTold` when lines tell of its connection.
  mutating func takes(_ observation: Observation, isTold: Bool) -> Bool {
    switch observation {
    case .opening(let connection, let namespace, _, _):
      // It is asked for anew.
      namespaces[connection]?.remove(namespace)
      return false
    case .accepted(let connection, let namespace, _), .refused(let connection, let namespace, _):
      return isUntold(namespace, connection)
    case .event(let connection, let direction, let namespace, _, _, _, let number):
      guard !isUntold(namespace, connection) else { return true }
      // The number is used anew.
      if let number {
        let question = Question(asker: direction, namespace: namespace, number: number)
        questions[connection]?.remove(question)
      }
      return false
    case .acknowledgement(let connection, let direction, let namespace, let number, _, _):
      guard !isUntold(namespace, connection) else { return true }
      let asker: Direction = direction == .toClient ? .toServer : .toClient
      return questions[connection]?.remove(
        Question(asker: asker, namespace: namespace, number: number)) != nil
    case .upgraded(let connection, _): return !isTold && namespaces[connection] != nil
    case .closed(let connection, let namespace?, _, _):
      questions[connection] = questions[connection]?.filter { $0.namespace != namespace }
      return namespaces[connection]?.remove(namespace) != nil
    case .closed(let connection, nil, _, _):
      questions[connection] = nil
      return namespaces.removeValue(forKey: connection) != nil && !isTold
    default: return false
    }
  }

  private func isUntold(_ namespace: String, _ connection: Int) -> Bool {
    namespaces[connection]?.contains(namespace) == true
  }
}
