/// A phone or a computer: its address, the state of its network, and its connections.
final class Device {
  let address: String
  let weather: Weather

  private let chance: Chance
  private var links: [Link] = []

  init(address: String, weather: Weather, chance: Chance) {
    self.address = address
    self.weather = weather
    self.chance = chance
  }

  /// What the next connection will be like.
  func conditions() -> LinkConditions { weather.conditions(chance) }

  func add(_ link: Link) {
    links.append(link)
    links.removeAll { $0.isDone }
  }

  /// Moves to another network: everything open goes silent, what is opened from now on works.
  func changeNetwork() {
    for link in links { link.silence() }
  }

  /// No connection will be lost from now on.
  func heal() {
    weather.losesConnections = false
    for link in links { link.heal() }
  }
}
