import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import { type CdaDocument, eachDocument } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { attribute, elements, pathOf } from './reading.ts';

const recipientSchema = z.object({
  nom: z.string(),
  /** PS_IdNat: `8` and the RPPS. */
  identifiant: z.string().optional(),
});

type Recipient = z.infer<typeof recipientSchema>;

export const destinataires = defineRule({
  id: 'cda.destinataires',
  version: '1',
  title: 'Le document cite tous les destinataires de sa diffusion, et eux seuls',
  source:
    'DOC/va1.06 (totalité des destinataires de la diffusion) ; CI-SIS, Structuration minimale v1.16.8 : informationRecipient/intendedRecipient, 0 à n (documenté). Que le nom soit celui de informationRecipient/name est déduit de CDA R2',
  appliesTo: 'echanges',
  parameters: z.object({ destinataires: z.array(recipientSchema) }),
  check: (inputs, { destinataires: wanted }) =>
    eachDocument(inputs, (document) => {
      const told = elements(document.root, 'h:informationRecipient/h:intendedRecipient');
      return [
        ...wanted
          .filter((one) => !told.some((recipient) => matches(recipient, one)))
          .map((one) => absent(document, one, told)),
        ...told
          .filter((recipient) => !wanted.some((one) => matches(recipient, one)))
          .map((recipient) => unexpected(document, recipient, wanted)),
      ];
    }),
});

function matches(recipient: XmlElement, { nom, identifiant }: Recipient): boolean {
  const ids = elements(recipient, 'h:id').map((id) => attribute(id, 'extension'));
  const same = nameOf(recipient).toUpperCase() === nom.toUpperCase();
  return same && (identifiant === undefined || ids.includes(identifiant));
}

function nameOf(recipient: XmlElement): string {
  return (elements(recipient, 'h:informationRecipient/h:name/h:family')[0]?.content ?? '').trim();
}

function absent({ at }: CdaDocument, { nom, identifiant }: Recipient, told: readonly XmlElement[]): Finding {
  return discrepancy({
    code: 'destinataire-absent',
    where: at('/ClinicalDocument/informationRecipient'),
    expected: [nom, identifiant].filter(Boolean).join(' '),
    got: told.map(nameOf),
    message: 'Le document ne cite pas un des destinataires de sa diffusion.',
    remedy:
      'Écrivez un informationRecipient par destinataire choisi, entre custodian et legalAuthenticator : son identifiant national en intendedRecipient/id, son nom en informationRecipient/name.',
  });
}

function unexpected({ at }: CdaDocument, recipient: XmlElement, wanted: readonly Recipient[]): Finding {
  return discrepancy({
    code: 'destinataire-inattendu',
    where: at(pathOf(recipient)),
    expected: wanted.map(({ nom }) => nom),
    got: nameOf(recipient),
    message: 'Le document cite un destinataire que personne n’a choisi.',
    remedy: 'Ne citez que les destinataires choisis pour ce document, non ceux d’un document précédent.',
  });
}
