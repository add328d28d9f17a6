export { authorSpecialty } from './author-specialty.ts';
export { confidentiality } from './confidentiality.ts';
export { contentType } from './content-type.ts';
export { facilityType } from './facility-type.ts';
export { formatCode } from './format-code.ts';
export { practiceSetting } from './practice-setting.ts';
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
