import Foundation
func note(_ name: String, _ v: Any...) { print("NOTE \(name): " + v.map { "\($0)" }.joined(separator: " ")) }
