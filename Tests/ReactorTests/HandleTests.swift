import HostInterface
import Testing

@testable import Reactor

@Suite struct HandleTests {
  @Test(arguments: EventLoop.SelectorChoice.tested)
  func workFromManyThreadsRunsOnceAndInOrder(_ selector: EventLoop.SelectorChoice) async throws {
    var configuration = EventLoop.Configuration()
    configuration.selector = selector
    let seen = LockBox<[Int: [Int]]>([:])
    await withCheckedContinuation { (ended: CheckedContinuation<Void, Never>) in
      do {
        let handle = try EventLoop.startThread(
          configuration: configuration, setUp: { _ in }, onEnd: { ended.resume() })
        Task {
          await withTaskGroup(of: Void.self) { group in
            for sender in 0..<4 {
              group.addTask {
                for item in 0..<500 {
                  handle.execute { seen.withLock { $0[sender, default: []].append(item) } }
                }
              }
            }
          }
          handle.stop()
        }
      } catch {
        Issue.record(error)
        ended.resume()
      }
    }
    let result = seen.withLock { $0 }
    #expect(result.count == 4)
    #expect(result.values.allSatisfy { $0 == Array(0..<500) })
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func workWakesALoopThatWaits(_ selector: EventLoop.SelectorChoice) async throws {
    var configuration = EventLoop.Configuration()
    configuration.selector = selector
    let handle = try EventLoop.startThread(configuration: configuration, setUp: { _ in })
    for round in 0..<20 {
      let answer = await withCheckedContinuation { continuation in
        handle.execute { continuation.resume(returning: round) }
      }
      #expect(answer == round)
    }
    handle.stop()
  }

  @Test func workFromTheLoopItselfRunsAtALaterTurn() throws {
    let test = try TestLoop(.system)
    let order = LockBox<[String]>([])
    let handle = test.loop.handle
    handle.execute {
      handle.execute { order.withLock { $0.append("inner") } }
      order.withLock { $0.append("outer") }
    }
    test.loop.turn()
    #expect(order.withLock { $0 } == ["outer"])
    test.loop.turn()
    #expect(order.withLock { $0 } == ["outer", "inner"])
    test.end()
  }

  @Test func workPostedBeforeTheEndRunsAndAfterItIsRefused() throws {
    let test = try TestLoop(.system)
    let handle = test.loop.handle
    let count = LockBox(0)
    test.loop.stop()
    #expect(handle.execute { count.withLock { $0 += 1 } })
    test.loop.run()
    #expect(count.withLock { $0 } == 1)
    #expect(!handle.execute { count.withLock { $0 += 1 } })
    handle.stop()
    #expect(count.withLock { $0 } == 1)
  }

  @Test func aHandleOutlivesItsLoop() throws {
    var test: TestLoop? = try TestLoop(.system)
    let handle = try #require(test?.loop.handle)
    test = nil
    #expect(!handle.execute {})
  }
}
