export { contractVersion, openApi } from './openapi.ts';
export { type Shape, shapeOf } from './shape.ts';
export { checkValue, describeIssues, validResult } from './validate.ts';
export {
  type Attribut,
  attributSchema,
  type Bandeau,
  bandeauSchema,
  type Saisie,
  type Statut,
  saisieSchema,
  statutSchema,
  type VerbArgs,
  type VerbDefinition,
  type VerbName,
  type VerbResult,
  verbs,
} from './verbs.ts';
