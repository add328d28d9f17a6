export { labelOf } from './labels.ts';
export { mediaTypeOf } from './media-type.ts';
export { fieldName, isBlank, matriculesIn, meaningOf, normalise, tidy } from './normalise.ts';
