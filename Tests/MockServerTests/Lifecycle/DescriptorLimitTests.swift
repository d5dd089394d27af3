import MockServer
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// In a process of its own, whose limit can be played with.
@Suite struct DescriptorLimitTests {
  @Test func isRaisedAsFarAsTheSystemAllowsAndNeverLowered() async {
    await #expect(processExitsWith: .success) {
      setLimit(soft: 100, hard: 200)
      DescriptorLimit.raise(to: 150)
      #expect(softLimit == 150)
      DescriptorLimit.raise(to: 120)
      #expect(softLimit == 150)
      DescriptorLimit.raise(to: 10_000)
      #expect(softLimit == 200)
    }
  }
}

#if os(Linux)
  private let descriptors = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
#else
  private let descriptors = RLIMIT_NOFILE
#endif

private var softLimit: rlim_t {
  var limit = rlimit()
  _ = unsafe getrlimit(descriptors, &limit)
  return limit.rlim_cur
}

private func setLimit(soft: rlim_t, hard: rlim_t) {
  var limit = rlimit(rlim_cur: soft, rlim_max: hard)
  _ = unsafe setrlimit(descriptors, &limit)
}
