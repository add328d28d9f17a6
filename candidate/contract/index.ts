export { contractVersion, openApi } from './openapi.ts';
export { type Shape, shapeOf } from './shape.ts';
export { checkValue, describeIssues, validResult } from './validate.ts';
export {
  attributSchema,
  bandeauSchema,
  saisieSchema,
  statutSchema,
  type VerbDefinition,
} from './verbs/common.ts';
export {
  type Attribut,
  type Bandeau,
  givesFile,
  isConstat,
  type Saisie,
  type Statut,
  type VerbArgs,
  type VerbName,
  type VerbResult,
  verbs,
} from './verbs.ts';
