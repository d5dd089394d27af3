import ArgumentParser

/// How the messages of a chat travel.
enum TransportArgument: String, CaseIterable, ExpressibleByArgument {
  case socket
  case polling
}
