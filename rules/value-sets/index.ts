export { administrativeGender } from './administrative-gender.ts';
export { authorSpecialty } from './author-specialty.ts';
export { confidentiality } from './confidentiality.ts';
export { contentType } from './content-type.ts';
export { documentClass } from './document-class.ts';
export { encounterType } from './encounter-type.ts';
export { facilityType } from './facility-type.ts';
export { formatCode } from './format-code.ts';
export { practiceSetting } from './practice-setting.ts';
export { referenceIdType } from './reference-id-type.ts';
export { subjectRole } from './subject-role.ts';
export {
  type Format,
  formatOfMediaType,
  formatOfTemplate,
  formatScheme,
  unstructuredTemplate,
} from './template-format.ts';
export { classOfType } from './type-class.ts';
export { typeCode } from './type-code.ts';
export { holds, type ValueSet } from './value-set.ts';
