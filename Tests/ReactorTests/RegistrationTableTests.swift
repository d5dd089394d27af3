import Testing

@testable import Reactor

@Suite struct RegistrationTableTests {
  private let descriptor = Descriptor(rawValue: 5)

  @Test func aTagFindsItsOwner() {
    var table = RegistrationTable()
    let tag = table.insert(.inbox, for: descriptor)
    #expect(table.owner(of: tag) != nil)
    #expect(table.owners.count == 1)
  }

  @Test func anEventForAClosedAndReusedNumberFindsNobody() {
    var table = RegistrationTable()
    let stale = table.insert(.inbox, for: descriptor)
    table.remove(descriptor)
    #expect(table.owner(of: stale) == nil)
    let fresh = table.insert(.inbox, for: descriptor)
    #expect(table.owner(of: stale) == nil)
    #expect(table.owner(of: fresh) != nil)
  }

  @Test func aTagFromNowhereFindsNobody() {
    var table = RegistrationTable()
    _ = table.insert(.inbox, for: descriptor)
    #expect(table.owner(of: 0) == nil)
    #expect(table.owner(of: .max) == nil)
    #expect(table.owner(of: 99) == nil)
  }
}
