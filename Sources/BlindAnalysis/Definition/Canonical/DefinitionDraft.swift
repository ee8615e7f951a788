/// All parts of an analysis that was read without error.
struct DefinitionDraft {
  var name: String
  let title: String
  let beam: Beam
  var datasets: [Dataset]
  let names: Names
  let selection: [Cut]
  var regions: [Region]
  var signalRegion: Region
  let mask: Mask
  var backgrounds: [Background]
  var signal: Signal?
  let limit: LimitSettings
  let seen: [PriorLook]
  var procedure: [ProcedureStep]
  let signOff: SignOffPolicy
  /// Those that are declared before the signal stage, in their order.
  let stages: [DeclaredStage]
  /// Which of all stages this is.
  var stage = Stage.signal
}
