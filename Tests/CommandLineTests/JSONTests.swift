import Foundation
import Testing

/// `--json`: what scripts read.
@Suite struct JSONTests {
  @Test(arguments: ["run", "check"]) func errorsAreOneObjectALine(command: String) throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(
      "[cell]\nwidth = 40\nhieght = \"60 um\"\n"
        + WrongInputTests.config.dropFirst("[cell]\nwidth = \"40 um\"\nheight = \"80 um\"\n".count),
      to: "a.toml")
    let result = try program.run(command, "a.toml", "--json", "--set", "charging.voltage=100 mv")
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(
      result.errors == #"""
        {"allowed":"a length such as \"40 um\"","file":"a.toml","found":"40","key":"cell.width","kind":"error","line":2,"message":"expected a length such as \"40 um\", found 40 without a unit"}
        {"allowed":"depth, height, sides, temperature, width","file":"a.toml","found":"hieght","key":"cell.hieght","kind":"error","line":3,"message":"unknown key; did you mean \"height\"?","suggestion":"height"}
        {"allowed":"a voltage such as \"100 mV\"","found":"\"100 mv\"","isOverride":true,"key":"charging.voltage","kind":"error","message":"unknown unit \"mv\" in \"100 mv\"; did you mean \"mV\"?","suggestion":"mV"}

        """#)
    #expect(try program.names() == ["a.toml"])
  }

  @Test func aFileThatIsNotThereAndTextThatIsNotTOML() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write("[cell\n", to: "a.toml")
    #expect(
      try program.run("check", "none.toml", "--json").errors
        == #"{"file":"none.toml","kind":"error","message":"cannot read the config: no such file"}"# + "\n")
    #expect(
      try program.run("check", "a.toml", "--json").errors
        == #"{"column":6,"file":"a.toml","kind":"error","line":1,"message":"not valid TOML: expected ']', saw '\\n'"}"# + "\n")
  }

  @Test func theReportOfACheckHoldsNumbersWithUnits() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(WrongInputTests.config, to: "a.toml")
    let result = try program.run("check", "a.toml", "--json", "--set", "electrolyte.saltTransport=false")
    #expect(result.status == 0)
    #expect(
      result.errors == #"""
        {"file":"a.toml","key":"electrolyte.saltDiffusivity","kind":"warning","line":9,"message":"has no effect with saltTransport = false, which keeps the salt uniform"}
        {"file":"a.toml","key":"electrolyte.cationTransferenceNumber","kind":"warning","line":11,"message":"has no effect with saltTransport = false, which keeps the salt uniform"}
        {"file":"a.toml","key":"output.frameHeight","kind":"warning","line":17,"message":"has no effect with frames = 0"}
        {"key":"numerics.interfaceHalfWidth","kind":"warning","message":"5 um is more than 1/20 of the capillary wavelength 4.04 um of the flat front at the start; ripples and tips are as wide as the grid makes them; use 2e+02 nm or less"}

        """#)
    let report = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(report["title"] as? String == "a: butler-volmer")
    #expect((report["warnings"] as? [String])?.count == 4)
    let sections = try #require(report["sections"] as? [[String: Any]])
    let rows = sections.flatMap { $0["rows"] as? [[String: Any]] ?? [] }
    func row(_ label: String) throws -> [String: Any] { try #require(rows.first { $0["label"] as? String == label }) }
    #expect(try row("width")["value"] as? Double == 40)
    #expect(try row("width")["unit"] as? String == "um")
    #expect(try row("width")["remark"] as? String == "periodic sides")
    #expect(try row("cells")["value"] as? String == "16 x 32")
    #expect(try row("cells")["unit"] == nil)
  }

  @Test func errorsAndWarningsOfAProtocol() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let whole = WrongInputTests.config.replacing("voltage = \"100 mV\"\nduration = \"1 ms\"\n", with: "")
    let protocolSteps = """

      [[charging.step]]
      [[charging.step.step]]
      kind = "rets"
      [[charging.step.step]]
      currentDensity = "1 mA/cm^2"
      untilArealCapacity = "1 mA*h/cm^2"
      duration = "10 min"
      """
    try program.write(whole + protocolSteps, to: "a.toml")
    let line = whole.split(separator: "\n", omittingEmptySubsequences: false).count
    let wrong = try program.run("check", "a.toml", "--json")
    #expect(wrong.status == 2)
    #expect(
      wrong.errors == #"{"allowed":"one of \"constant\", \"rest\", \"pulse\", \"ramp\"","file":"a.toml","found":"\"rets\"","#
        + #""key":"charging.step[0].step[0].kind","kind":"error","line":\#(line + 3),"#
        + #""message":"unknown value \"rets\"; did you mean \"rest\"?","suggestion":"rest"}"# + "\n")
    try program.write(whole + protocolSteps.replacing("kind = \"rets\"", with: "kind = \"rest\""), to: "a.toml")
    let endless = try program.run("check", "a.toml", "--json")
    #expect(endless.status == 2)
    #expect(endless.errors.contains(#""key":"charging.step[0].step[0].duration""#) && endless.errors.contains("a step needs an end: "))
    try program.write(
      whole + protocolSteps.replacing("kind = \"rets\"", with: "kind = \"rest\"\nduration = \"1 s\""), to: "a.toml")
    let right = try program.run("check", "a.toml", "--json")
    #expect(right.status == 0)
    #expect(
      right.errors.contains(
        #"{"file":"a.toml","key":"charging.step[0].step[1].untilArealCapacity","kind":"warning","line":\#(line + 7),"#
          + #""message":"has no effect with a duration in which this current passes less"}"# + "\n"), "\(right.errors)")
  }

  @Test func aRunAnswersInOneLine() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(WrongInputTests.config, to: "a.toml")
    let result = try program.run("run", "a.toml", "--json")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output.wholeMatch(of: /\{"folder":"Outputs\/a","frames":0,"reason":"the whole duration was simulated","steps":\d+\}\n/) != nil,
      "\(result.output)")
    #expect(
      result.errors.split(separator: "\n").first
        == #"{"file":"a.toml","key":"output.frameHeight","kind":"warning","line":17,"message":"has no effect with frames = 0"}"#)
    let again = try program.run("run", "a.toml", "--json")
    #expect(again.status == 2)
    #expect(
      again.errors
        == #"{"kind":"error","message":"Outputs/a already holds a run; choose another name or --output, pass --overwrite to replace it, or go on with it if it was stopped: lidendrite resume Outputs/a"}"#
        + "\n")
  }
}
