import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { type CdaDocument, eachDocument } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { attribute, elements } from './reading.ts';

const models = ['1.3.6.1.4.1.19376.1.3.3', '1.2.250.1.213.1.1.1.55'];

const resultSchema = z.object({ code: z.string(), valeur: z.string(), unite: z.string() });
type Result = z.infer<typeof resultSchema>;

export const biologie = defineRule({
  id: 'cda.biologie',
  version: '1',
  title: 'Le compte rendu de biologie déclare son modèle et son état, et porte chaque résultat en donnée',
  source:
    'DOC/va1.30, MSS/va1.32 ; CI-SIS CR-BIO 2024.01 et IHE PaLM XD-LAB, lus sur l’exemple de l’ANS : templateId, lab:statusCode (active : partiel, completed : complet), observation/code et value. Ne remplace pas le schematron du volet',
  appliesTo: 'echanges',
  parameters: z.object({
    etat: z.enum(['active', 'completed']),
    /** The results that the report must hold, each as an observation. */
    resultats: z.array(resultSchema).min(1),
  }),
  check: (inputs, { etat, resultats }) =>
    eachDocument(inputs, (document) => [
      ...model(document),
      ...state(document, etat),
      ...resultats.flatMap((wanted) => result(document, wanted)),
    ]),
});

function model({ root, at }: CdaDocument): Finding[] {
  const got = elements(root, 'h:templateId').map((one) => attribute(one, 'root') ?? '');
  return unless(
    models.every((one) => got.includes(one)),
    {
      code: 'modele',
      where: at('/ClinicalDocument/templateId'),
      expected: models,
      got,
      message: 'Le document ne déclare pas le modèle du compte rendu d’examens biologiques.',
      remedy: `Déclarez ${models.join(' et ')} (extension 2024.01) parmi les templateId de l’en-tête.`,
    },
  );
}

function state({ root, at }: CdaDocument, expected: string): Finding[] {
  const status = elements(root, 'h:documentationOf/h:serviceEvent/*[local-name()="statusCode"]')[0];
  const got = attribute(status, 'code');
  return unless(got === expected, {
    code: 'etat',
    where: at('/ClinicalDocument/documentationOf/serviceEvent/lab:statusCode/@code'),
    expected,
    got,
    message: 'Le compte rendu ne dit pas s’il est partiel ou complet, ou dit l’inverse.',
    remedy:
      'Écrivez dans serviceEvent lab:statusCode (espace de noms urn:oid:1.3.6.1.4.1.19376.1.3.2) : active tant que des résultats sont attendus, completed ensuite.',
  });
}

function result({ root, at }: CdaDocument, { code, valeur, unite }: Result): Finding[] {
  const found = elements(root, './/h:observation').filter(
    (one) => attribute(elements(one, 'h:code')[0], 'code') === code,
  );
  const values = found.map(quantity);
  return unless(values.includes(`${valeur} ${unite}`), {
    code: 'resultat',
    where: at(`observation de code ${code}`),
    expected: `${valeur} ${unite}`,
    got: values,
    message: 'Un résultat n’est pas dans le compte rendu en donnée codée.',
    remedy:
      'Écrivez chaque résultat en observation : son code LOINC, et value en PQ avec la valeur et l’unité UCUM que montre le texte.',
  });
}

function quantity(observation: XmlElement): string {
  const value = elements(observation, 'h:value')[0];
  return `${attribute(value, 'value') ?? ''} ${attribute(value, 'unit') ?? ''}`;
}
