import Scenario

/// What a fault does, as it is written down.
struct WrittenEffects: Sendable {
  /// How long a swapped event or an early reply is waited for unless the file says otherwise.
  static let defaultWithin: Duration = .seconds(1)

  var effects: [Effect] = []
  var silence: Duration?
  var gap: Duration?
  var within: Duration?

  /// The effects, each with what belongs to it; or which key belongs to none.
  func completed() -> ([Effect]?, String?) {
    var isSilenced = silence == nil
    var isGapped = gap == nil
    var isAwaited = within == nil
    let completed = effects.map { effect -> Effect in
      switch effect {
      case .lose(let way, _):
        if way == .silent { isSilenced = true }
        return .lose(way, for: silence)
      case .duplicate(let times, _):
        isGapped = true
        return .duplicate(times: times, gap: gap ?? .zero)
      case .swapWithNext:
        isAwaited = true
        return .swapWithNext(within: within ?? Self.defaultWithin)
      case .replyBeforePost:
        isAwaited = true
        return .replyBeforePost(within: within ?? Self.defaultWithin)
      default: return effect
      }
    }
    if !isSilenced { return (nil, "'for' goes with 'lose: silent'") }
    if !isGapped { return (nil, "'gap' goes with 'duplicate'") }
    if !isAwaited { return (nil, "'within' goes with 'swapWithNext' or 'replyBeforePost'") }
    return (completed, nil)
  }
}
