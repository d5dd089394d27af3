package import HostInterface

/// What a client's thread offers to who lives there: time, chance and connections.
package struct Surroundings {
  /// The time of the thread.
  package let scheduler: any Scheduler
  /// Opens its connections.
  package let dialer: any Dialer
  /// Its chance, which nobody can foresee.
  package let random: RandomSource

  /// The date in milliseconds since 1970, for people and servers.
  package let date: () -> Int64

  /// Gathers them, as a thread or a test does.
  package init(
    scheduler: any Scheduler, dialer: any Dialer, random: RandomSource, date: @escaping () -> Int64
  ) {
    self.scheduler = scheduler
    self.dialer = dialer
    self.random = random
    self.date = date
  }
}
