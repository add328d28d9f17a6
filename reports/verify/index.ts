export { type Fact, type Level, type VerifyCode, type VerifyItem, verifyCodes } from './codes.ts';
export { type OpenedDossier, openDossier } from './open-dossier.ts';
export { type RenderOptions, renderVerify, stateText } from './render.ts';
export {
  type FactReport,
  type FactState,
  type VerifyOptions,
  type VerifyReport,
  verifyDossier,
} from './verify-dossier.ts';
