import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import type { CdaDocument } from '../pieces/index.ts';
import { attribute, elements } from './reading.ts';

const models = '1.2.250.1.213.1.1.1.';

/** Types of the models of the CI-SIS, by the end of their templateId (facts, DMP §11.2, read on the examples of the ANS). */
const types: Readonly<Record<string, readonly string[]>> = {
  '12.1': ['57055-6'],
  '12.2': ['57057-2'],
  '12.3': ['57075-4'],
  '12.4': ['89235-6'],
  '12.5': ['78489-2'],
  '13': ['SYNTH', '60591-5'],
  '21': ['18761-7'],
  '29': ['11490-0'],
  '37': ['11369-6'],
  '39': ['57833-6'],
  '45': ['18748-4'],
  '46': ['87273-9'],
  '47': ['55115-0'],
  '51': ['60591-5', '74207-2'],
  '54': ['60593-1'],
  '55': ['11502-2'],
  '59': ['96173-0'],
  '61': ['78341-5'],
  '62': ['60280-5'],
};

/** Warns of a document whose type is not that of the model that it declares. */
export function modelType(document: CdaDocument): Finding[] {
  const got = attribute(elements(document.root, 'h:code')[0], 'code');
  const declared = elements(document.root, 'h:templateId').flatMap((template) => {
    const root = attribute(template, 'root') ?? '';
    const model = root.startsWith(models) ? root.slice(models.length) : '';
    return Object.hasOwn(types, model) ? (types[model] ?? []) : [];
  });
  return unless(got === null || declared.length === 0 || declared.includes(got), {
    code: 'type-modele',
    severity: 'avertissement',
    where: document.at('/ClinicalDocument/code'),
    expected: declared,
    got,
    message: 'Le type du document n’est pas celui du modèle qu’il déclare.',
    remedy:
      'Mettez en accord le type et le templateId du volet : le destinataire choisit comment lire le corps par l’un ou par l’autre.',
  });
}
