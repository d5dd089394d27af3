import ArgumentParser
import MockServer
import Recording

extension ReplayOptions.Mode: ExpressibleByArgument {}

extension ReplaySettings.MissPolicy: ExpressibleByArgument {}
