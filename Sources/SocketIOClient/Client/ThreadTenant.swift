/// What lives on a client's thread: it is named from elsewhere, but touched only there.
package protocol ThreadTenant: AnyObject, SendableMetatype {
  /// Begins to end: what was sent before may still leave, and the thread ends when it has.
  func close()
}
