/// A queue ordered by deadline: a binary heap whose entries can be taken out of the middle.
///
/// Adding, removing and popping cost O(log n). Entries with the same deadline come out in the order
/// they were added, which keeps a simulated run identical to the last.
public struct DeadlineQueue<Element> {
  /// Names one entry; outlives it harmlessly, since a freed place gets a new generation.
  public struct Token: Hashable, Sendable {
    fileprivate var slot: UInt32
    fileprivate var generation: UInt32
  }

  private struct Node {
    var deadline: Instant
    var sequence: UInt64
    var slot: UInt32

    func precedes(_ other: Node) -> Bool {
      deadline == other.deadline ? sequence < other.sequence : deadline < other.deadline
    }
  }

  private struct Slot {
    var element: Element?
    var position: Int
    var generation: UInt32
  }

  private var heap: [Node] = []
  private var slots: [Slot] = []
  private var freeSlots: [UInt32] = []
  private var sequence: UInt64 = 0

  /// Makes an empty queue.
  public init() {}

  /// The number of entries.
  public var count: Int { heap.count }

  /// Whether there is nothing to wait for.
  public var isEmpty: Bool { heap.isEmpty }

  /// The earliest deadline, or nil when the queue is empty.
  public var nextDeadline: Instant? { heap.first?.deadline }

  /// Adds an entry and returns the token that removes it again.
  public mutating func insert(_ element: Element, at deadline: Instant) -> Token {
    let slot = takeSlot(for: element)
    heap.append(Node(deadline: deadline, sequence: sequence, slot: slot))
    sequence &+= 1
    siftUp(from: heap.count - 1)
    return Token(slot: slot, generation: slots[Int(slot)].generation)
  }

  /// Removes the entry and returns it; nil when it has already left the queue.
  @discardableResult
  public mutating func remove(_ token: Token) -> Element? {
    guard let position = position(of: token) else { return nil }
    return removeNode(at: position)
  }

  /// Whether the entry is still waiting.
  public func contains(_ token: Token) -> Bool {
    position(of: token) != nil
  }

  /// Moves a waiting entry to another deadline; answers false when it has already left the queue.
  @discardableResult
  public mutating func move(_ token: Token, to deadline: Instant) -> Bool {
    guard let position = position(of: token) else { return false }
    heap[position].deadline = deadline
    heap[position].sequence = sequence
    sequence &+= 1
    siftUp(from: position)
    siftDown(from: slots[Int(token.slot)].position)
    return true
  }

  /// Takes out the earliest entry when its deadline is not after `now`.
  public mutating func popDue(at now: Instant) -> Element? {
    guard let first = heap.first, first.deadline <= now else { return nil }
    return removeNode(at: 0)
  }

  private func position(of token: Token) -> Int? {
    let index = Int(token.slot)
    guard index < slots.count else { return nil }
    let slot = slots[index]
    guard slot.generation == token.generation, slot.element != nil else { return nil }
    return slot.position
  }

  private mutating func takeSlot(for element: Element) -> UInt32 {
    if let free = freeSlots.popLast() {
      slots[Int(free)].element = element
      slots[Int(free)].position = heap.count
      return free
    }
    slots.append(Slot(element: element, position: heap.count, generation: 0))
    return UInt32(slots.count - 1)
  }

  private mutating func removeNode(at position: Int) -> Element? {
    let slot = heap[position].slot
    let last = heap.removeLast()
    if position < heap.count {
      place(last, at: position)
      siftUp(from: position)
      siftDown(from: slots[Int(last.slot)].position)
    }
    let element = slots[Int(slot)].element
    slots[Int(slot)].element = nil
    slots[Int(slot)].generation &+= 1
    freeSlots.append(slot)
    return element
  }

  private mutating func place(_ node: Node, at position: Int) {
    heap[position] = node
    slots[Int(node.slot)].position = position
  }

  private mutating func siftUp(from start: Int) {
    var position = start
    let node = heap[position]
    while position > 0 {
      let parent = (position - 1) / 2
      guard node.precedes(heap[parent]) else { break }
      place(heap[parent], at: position)
      position = parent
    }
    place(node, at: position)
  }

  private mutating func siftDown(from start: Int) {
    var position = start
    let node = heap[position]
    while true {
      var child = 2 * position + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
      guard heap[child].precedes(node) else { break }
      place(heap[child], at: position)
      position = child
    }
    place(node, at: position)
  }
}
