import { z } from 'zod';
import { textAt } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { cda } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { eachDocumentedMail, fromDocuments } from './mail-documents.ts';
import { bodyTexts, subjectOf, wordsOf } from './text.ts';

export const annuleRemplace = defineRule({
  id: 'mss.annule-remplace',
  version: '1',
  title: 'Le courriel d’une nouvelle version dit qu’elle annule et remplace la précédente',
  source:
    'MSS/va1.02, 13 et 35 : mention « annule et remplace » et CDA en RPLC. Le texte ne dit pas où est la mention : elle est cherchée dans l’objet, le corps et le titre du CDA (inféré ; le texte des PDF n’est pas lu)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachDocumentedMail(inputs, (mail) => {
      if (mail.unread) return [];
      const { values, findings } = fromDocuments(mail, (root) => ({
        title: textAt(root, 'h:title', cda) ?? '',
        replaces: textAt(root, 'h:relatedDocument[@typeCode="RPLC"]/h:parentDocument/h:id/@root', cda),
      }));
      const texts = [subjectOf(mail), ...bodyTexts(mail).map(wordsOf), ...values.map(({ title }) => title)];
      return [
        ...findings,
        ...unless(
          texts.some((text) => /annul\w{0,4}\s{1,4}et\s{1,4}remplac/i.test(text)),
          {
            code: 'mention',
            where: mail.at('objet, corps'),
            expected: 'la mention « annule et remplace »',
            got: null,
            message: 'Rien ne dit au destinataire que ce document annule et remplace le précédent.',
            remedy:
              'Ajoutez la mention « annule et remplace » au modèle du courriel ou au titre de la nouvelle version, dès que le document en remplace un qui a été envoyé.',
          },
        ),
        ...unless(
          values.some(({ replaces }) => replaces !== null),
          {
            code: 'rplc',
            where: mail.at('IHE_XDM.ZIP · /ClinicalDocument/relatedDocument'),
            expected: 'un document en RPLC',
            got: null,
            message: 'Aucun CDA de l’archive ne remplace un document.',
            remedy:
              'Écrivez dans le CDA de la nouvelle version relatedDocument typeCode="RPLC", son parentDocument/id étant celui de la version envoyée avant.',
          },
        ),
      ];
    }),
});
