#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

#if canImport(Darwin)
  private let currentProcess = RUSAGE_SELF
  private let unit = 1
#else
  private let currentProcess: __rusage_who_t = 0
  private let unit = 1_024
#endif

/// Time and memory of this process.
enum Stopwatch {
  /// Nanoseconds of processor time so far, which other processes do not disturb.
  static var nanoseconds: Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// The most memory this process has had, in bytes.
  static var residentBytes: Int {
    var usage = rusage()
    unsafe getrusage(currentProcess, &usage)
    return usage.ru_maxrss * unit
  }
}
