export { type ComparedRequirement, compareRequirements, type RequirementChange } from './compare.ts';
export {
  type Confirmation,
  type Correspondence,
  confirm,
  proposedCorrespondence,
  readCorrespondence,
  writeCorrespondence,
} from './correspondence.ts';
export { importedGrid } from './imported-grid.ts';
export { type ImportedRem, type RemFiles, readImportedRem, type SealedRem, sealedRem } from './imported-rem.ts';
export { inheritSocle } from './inherit.ts';
export { type MatchedBy, type Proposal, proposeMatches } from './proposals.ts';
export { readRem } from './read-rem.ts';
export { type ImportedReferential, readReferential, writeReferential } from './referential.ts';
export type { Rem, RemarkLevel, RemRemark, RemRequirement, RemScenario } from './rem.ts';
export { readRemFile } from './rem-file.ts';
export { readWorkbook } from './workbook.ts';
