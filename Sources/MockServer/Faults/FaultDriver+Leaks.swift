import SocketIOServer

/// Messages that reach those they are not for.
extension FaultDriver {
  /// Sends a message to outsiders once it is known who they are: all whom no copy of it is for.
  func leakLater(_ emission: FaultEmission) {
    afterThisTurn { [weak self] in
      guard let self, let event = emission.leaked else { return }
      for room in emission.passage.leaks {
        let audience = room.map { namespace.to($0) } ?? namespace.except(emission.lane)
        emission.keys.reduce(audience) { $0.except($1) }.emit(event)
      }
    }
  }
}
