/// All parts of an analysis that was read without error.
struct DefinitionDraft {
  let name: String
  let title: String
  let beam: Beam
  let datasets: [Dataset]
  let names: Names
  let selection: [Cut]
  let regions: [Region]
  let signalRegion: Region
  let mask: Mask
  let backgrounds: [Background]
  let signal: Signal?
  let limit: LimitSettings
  let seen: [PriorLook]
  let procedure: [ProcedureStep]
  let signOff: SignOffPolicy
}
