import HostInterface

/// The overlays that are on, with the count and the chance of each fault: decides what goes wrong, and does
/// nothing itself.
///
/// Each fault draws from a stream of chance of its own, so that one more changes nothing for the others.
public struct FaultPlan {
  private var runs: [FaultRun] = []

  /// Lays overlays on at a moment of scenario time; `seed` is for those that name none.
  public init(_ overlays: [Overlay] = [], seed: UInt64 = 0, at start: Duration = .zero) {
    for overlay in overlays { add(overlay, seed: seed, at: start) }
  }

  /// Whether there is no fault at all.
  public var isEmpty: Bool { runs.isEmpty }

  /// Every fault that is on, in order, with how often it has happened.
  public var faults: [(overlay: String, fault: Fault, firings: Int)] {
    runs.map { ($0.overlay, $0.fault, $0.firings) }
  }

  /// The moments at which faults of the subject `time` happen, as scenario time.
  public var moments: [(moment: Duration, overlay: String, fault: String)] {
    runs.compactMap { run in
      guard case .time(let offset) = run.fault.trigger.subject else { return nil }
      return (run.start + offset, run.overlay, run.fault.id)
    }
  }

  /// Lays one more overlay on top; one of the same name is taken off first.
  public mutating func add(_ overlay: Overlay, seed: UInt64, at start: Duration) {
    remove(overlay: overlay.name)
    let seed = overlay.seed ?? seed
    runs += overlay.faults.map { fault in
      FaultRun(
        fault, of: overlay.name, start: start,
        chance: SeededRandom(seed: seed, stream: "fault/\(overlay.name)/\(fault.id)"))
    }
  }

  /// Takes an overlay off; false when there is none of that name.
  @discardableResult
  public mutating func remove(overlay name: String) -> Bool {
    remove { $0.overlay == name }
  }

  /// Takes one fault off, by its id or as `overlay/id`; false when there is none.
  @discardableResult
  public mutating func remove(fault id: String) -> Bool {
    remove { $0.fault.id == id || "\($0.overlay)/\($0.fault.id)" == id }
  }

  private mutating func remove(where isMeant: (FaultRun) -> Bool) -> Bool {
    let count = runs.count
    runs.removeAll(where: isMeant)
    return runs.count < count
  }

  /// Whether a fault of events to clients counts those of each connection by themselves.
  public var countsEventsByConnection: Bool {
    runs.contains { run in
      guard run.fault.trigger.scope == .connection,
        case .event(let pattern) = run.fault.trigger.subject
      else { return false }
      return pattern.direction != .in
    }
  }

  /// What happens at something that comes to pass now; empty when all goes well.
  ///
  /// Only faults of the `scopes` are asked.
  public mutating func firings(
    at occasion: FaultOccasion, from origin: FaultOrigin = FaultOrigin(),
    scopes: Set<Trigger.Scope> = Set(Trigger.Scope.allCases), now: Duration
  ) -> [FaultFiring] {
    var firings: [FaultFiring] = []
    for index in runs.indices where scopes.contains(runs[index].fault.trigger.scope) {
      if let firing = runs[index].firing(at: occasion, from: origin, now: now) {
        firings.append(firing)
      }
    }
    return firings
  }

  /// What happens at the moment of one fault of the subject `time`; nil when it was taken off.
  public mutating func firing(of fault: String, in overlay: String, now: Duration) -> FaultFiring? {
    guard let index = runs.firstIndex(where: { $0.overlay == overlay && $0.fault.id == fault })
    else { return nil }
    let moment = FaultOccasion.moment(overlay: overlay, fault: fault)
    return runs[index].firing(at: moment, from: FaultOrigin(), now: now)
  }
}
