extension ElizaScript {
  /// The words as the other side would say them: `i am` becomes `you are`, `your` becomes `my`.
  ///
  /// Pairs are looked up before single words. A `you` that ends the capture is an object, so it
  /// becomes `me` where elsewhere it becomes `I`.
  func reflected(_ words: ArraySlice<ElizaWord>) -> String {
    var result: [String] = []
    var rest = words
    while let word = rest.popFirst() {
      if let next = rest.first, let pair = reflections["\(word.key) \(next.key)"] {
        result.append(pair)
        rest.removeFirst()
      } else if word.key == "you", rest.isEmpty {
        result.append("me")
      } else {
        result.append(reflections[word.key] ?? word.written)
      }
    }
    return result.joined(separator: " ")
  }
}
