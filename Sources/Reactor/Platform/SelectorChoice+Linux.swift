#if os(Linux) || os(Android)
  extension EventLoop.SelectorChoice {
    /// Opens the selector whose cost does not grow with what is watched.
    static func openSystemSelector() throws(SocketError) -> any Selector {
      try EpollSelector()
    }
  }
#endif
