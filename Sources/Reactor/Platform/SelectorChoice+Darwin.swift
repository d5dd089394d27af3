#if canImport(Darwin)
  extension EventLoop.SelectorChoice {
    /// Opens the selector whose cost does not grow with what is watched.
    static func openSystemSelector() throws(SocketError) -> any Selector {
      try KqueueSelector()
    }
  }
#endif
