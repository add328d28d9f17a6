import { type FieldRule, oneOf } from './fields.ts';

/** Table HL7 0533 of the volets: what kept a document from being filed. 906 is in an earlier text (facts, DMP §7, MSS §6). */
export const applicationErrors: readonly string[] = ['900', '901', '902', '903', '904', '905', '906'];

/** Table HL7 0516: error, fatal, information, warning. */
const severities: readonly string[] = ['E', 'F', 'I', 'W'];

/** ERR-4, in an acknowledgement of any kind. */
export const severityField: FieldRule = {
  field: 4,
  code: 'gravite',
  expected: severities.join(', '),
  holds: oneOf(...severities),
  message: 'ERR-4 ne dit pas la gravité.',
  remedy: 'Écrivez en ERR-4 E (erreur), F (fatale), I (information) ou W (avertissement).',
};

/** Table SMTPERRORCODE of the volet (facts, MSS §6): what a mail server answered. */
export const mailErrors: readonly string[] = [
  ...['101', '111', '251', '252', '420', '421', '422', '431', '432', '441', '442', '450', '451', '452'],
  ...['500', '501', '502', '503', '504', '510', '512', '513', '523', '530', '541', '550', '551', '552', '553', '554'],
];
