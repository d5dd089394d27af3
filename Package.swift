// swift-tools-version: 6.2

import PackageDescription

/// One list for every target: Swift 6 mode, nothing implicit, no warning left standing.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let orderedCollections = Target.Dependency.product(
  name: "OrderedCollections", package: "swift-collections")

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.target(name: name), "TestSupport"] + dependencies,
    swiftSettings: settings)
}

let leaves: [Target] = [
  room("Bytes"),
  room("HostInterface", [deque]),
  room("JSON", ["Bytes"]),
]

let protocols: [Target] = [
  room("HTTP1", ["Bytes"]),
  room("WebSocket", ["Bytes", "HTTP1"]),
  room("EngineIO", ["Bytes", "JSON"]),
  room("SocketIO", ["Bytes", "JSON"]),
  room("ElizaModel", ["Bytes", "JSON"]),
]

let domain: [Target] = [
  room(
    "SocketIOServer",
    ["Bytes", "JSON", "HostInterface", "HTTP1", "EngineIO", "SocketIO", deque]),
  room(
    "ElizaDomain",
    ["Bytes", "JSON", "HostInterface", "HTTP1", "ElizaModel", deque, orderedCollections]),
  room("Scenario", ["Bytes", "JSON", "HostInterface", "ElizaModel"]),
  room("Recording", ["Bytes", "JSON", "HostInterface", "HTTP1", "ElizaModel"]),
]

let control: [Target] = [
  room(
    "ControlAPI",
    [
      "Bytes", "JSON", "HostInterface", "HTTP1", "ElizaModel", "ElizaDomain", "Scenario",
      "Recording", deque, orderedCollections,
    ]),
  // In the program itself, so that one file is all there is to hand on.
  .target(
    name: "Pages", dependencies: ["HTTP1"], resources: [.embedInCode("Assets")],
    swiftSettings: settings),
]

let inputOutput: [Target] = [
  .target(name: "CPlatform"),
  .systemLibrary(
    name: "COpenSSL", pkgConfig: "openssl",
    providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
  .systemLibrary(
    name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
  room("Reactor", ["Bytes", "HostInterface", "CPlatform", deque]),
  room("TLS", ["Bytes", "HostInterface", "COpenSSL"]),
  room(
    "HTTPServer",
    ["Bytes", "HostInterface", "HTTP1", "WebSocket", "TLS", "CZlib"]),
]

let composition: [Target] = [
  room(
    "MockServer",
    [
      "Bytes", "JSON", "HostInterface", "HTTP1", "ElizaModel", "EngineIO", "SocketIO",
      "SocketIOServer", "ElizaDomain", "Scenario", "ScenarioFiles", "ControlAPI", "Pages",
      "Reactor", "TLS", "HTTPServer", "CPlatform", "Recording", "RecordingProxy",
      "SocketIOClient",
      orderedCollections, logging,
    ]),
  room("ScenarioFiles", ["Bytes", "JSON", "ElizaDomain", "Scenario", "Recording", yams]),
  room(
    "SocketIOClient",
    [
      "Bytes", "JSON", "HostInterface", "HTTP1", "WebSocket", "EngineIO", "SocketIO", "Reactor",
      "TLS",
    ]),
  room(
    "ElizaClient",
    ["HostInterface", "JSON", "HTTP1", "EngineIO", "SocketIO", "ElizaModel", "SocketIOClient"]),
  room(
    "RecordingProxy",
    [
      "Bytes", "JSON", "HostInterface", "HTTP1", "WebSocket", "EngineIO", "SocketIO",
      "SocketIOClient", "Recording", "CZlib",
    ]),
  .executableTarget(
    name: "eliza-mock",
    dependencies: [
      "Bytes", "MockServer", "ElizaDomain", "ElizaModel", "Scenario", "ScenarioFiles", "Recording",
      "ControlAPI", "JSON",
      "HTTP1", "SocketIOClient", "ElizaClient", "HostInterface", argumentParser, logging,
    ],
    swiftSettings: settings),
]

let verification: [Target] = [
  .target(
    name: "TestSupport",
    dependencies: ["Bytes", "HostInterface"],
    path: "Tests/Support/TestSupport",
    swiftSettings: settings),
  .target(
    name: "ContractSupport",
    dependencies: ["JSON", "ElizaModel"],
    path: "Tests/Support/ContractSupport",
    swiftSettings: settings),
  .executableTarget(
    name: "realtime-echo",
    dependencies: [
      "Bytes", "JSON", "HostInterface", "HTTP1", "EngineIO", "SocketIO", "SocketIOServer",
      "Reactor", "HTTPServer", argumentParser,
    ],
    path: "Tests/Support/realtime-echo",
    swiftSettings: settings),
  .executableTarget(
    name: "socket-probe",
    dependencies: ["Bytes", "JSON", "EngineIO", "SocketIO", "SocketIOClient"],
    path: "Tests/Support/socket-probe",
    swiftSettings: settings),
  .executableTarget(
    name: "scale",
    dependencies: [
      "JSON", "HostInterface", "HTTP1", "ElizaModel", "SocketIOServer", "ElizaDomain", "TLS",
      "TestSupport",
    ],
    path: "Tests/Benchmarks/scale",
    swiftSettings: settings),
  tests("Bytes"),
  tests("HostInterface"),
  tests("JSON"),
  tests("HTTP1", ["Bytes"]),
  tests("WebSocket", ["HostInterface", "HTTP1", "TLS"]),
  tests("EngineIO", ["Bytes", "HostInterface", "JSON"]),
  tests("SocketIO", ["HostInterface", "JSON"]),
  tests("ElizaModel", ["Bytes", "HostInterface", "JSON"]),
  tests(
    "SocketIOServer", ["Bytes", "HostInterface", "JSON", "HTTP1", "EngineIO", "SocketIO"]),
  tests("ElizaDomain", ["JSON", "HTTP1", "ElizaModel", "HostInterface", "ContractSupport"]),
  tests("Scenario", ["JSON", "ElizaModel"]),
  tests("Recording", ["JSON", "HTTP1", "ElizaModel"]),
  tests("ScenarioFiles", ["JSON", "ElizaDomain", "Recording", "Scenario"]),
  tests(
    "ControlAPI", ["JSON", "HTTP1", "HostInterface", "ElizaModel", "ElizaDomain", "Scenario"]),
  tests("Pages", ["HTTP1"]),
  tests("Reactor", ["HostInterface", "CPlatform"]),
  tests("TLS", ["Bytes", "HostInterface"]),
  tests(
    "SocketIOClient",
    [
      "Bytes", "JSON", "HostInterface", "HTTP1", "WebSocket", "EngineIO", "SocketIO",
      "SocketIOServer", "HTTPServer", "Reactor", "TLS", "MockServer",
    ]),
  tests(
    "ElizaClient",
    [
      "HostInterface", "JSON", "ElizaModel", "ElizaDomain", "Scenario", "SocketIOClient",
      "MockServer", logging,
    ]),
  tests("RecordingProxy", ["HTTP1", "JSON", "Recording"]),
  tests("HTTPServer", ["Bytes", "CZlib", "HTTP1", "WebSocket", "HostInterface"]),
  .testTarget(
    name: "SimulationTests",
    dependencies: [
      "Bytes", "JSON", "HostInterface", "HTTP1", "WebSocket", "EngineIO", "SocketIO", "ElizaModel",
      "SocketIOServer", "ElizaDomain", "Scenario", "ScenarioFiles", "TLS", "HTTPServer",
      "MockServer", "SocketIOClient", "ElizaClient", "TestSupport",
      logging, orderedCollections,
    ],
    swiftSettings: settings),
  tests(
    "MockServer",
    [
      "Bytes", "COpenSSL", "CPlatform", "ElizaDomain", "ElizaModel", "HTTP1", "HostInterface",
      "JSON",
      "Reactor", "Recording", "Scenario", "ScenarioFiles",
      "SocketIO", "SocketIOServer", "TLS", "WebSocket", logging, orderedCollections,
    ]),
]

/// The fuzz targets link only with `--sanitize=fuzzer`, so they exist only when they are asked for.
let fuzzing: [Target] =
  Context.environment["ELIZA_MOCK_FUZZ"] == "1"
  ? [
    .target(name: "FuzzSupport", path: "Tests/Fuzz/Support", swiftSettings: settings),
    fuzzer("HTTP", ["Bytes", "HTTP1"]),
    fuzzer("Multipart", ["HTTP1"]),
    fuzzer("JSON", ["JSON"]),
    fuzzer("WebSocket", ["WebSocket"]),
    fuzzer("EngineIO", ["Bytes", "EngineIO"]),
    fuzzer("SocketIO", ["JSON", "SocketIO"]),
    fuzzer(
      "Server",
      [
        "Bytes", "JSON", "HostInterface", "HTTP1", "WebSocket", "EngineIO", "SocketIO",
        "ElizaModel", "ElizaDomain", "HTTPServer", "MockServer", "TestSupport", logging,
      ]),
  ] : []

func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: "Fuzz" + name,
    dependencies: ["FuzzSupport"] + dependencies,
    path: "Tests/Fuzz/" + name,
    swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
}

let package = Package(
  name: "eliza-mock",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "eliza-mock", targets: ["eliza-mock"]),
    .library(name: "MockServer", targets: ["MockServer"]),
    .library(name: "ElizaModel", targets: ["ElizaModel"]),
    .library(name: "SocketIOClient", targets: ["SocketIOClient"]),
    .library(name: "ElizaClient", targets: ["ElizaClient"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: leaves + protocols + domain + control + inputOutput + composition + verification
    + fuzzing,
  swiftLanguageModes: [.v6]
)
