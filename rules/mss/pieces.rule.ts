import { z } from 'zod';
import type { Finding, MimePart } from '../../core/index.ts';
import { textAt } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { archiveParts, cda, ownParts } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { type DocumentedMail, eachDocumentedMail, fromDocuments } from './mail-documents.ts';

export const pieces = defineRule({
  id: 'mss.pieces',
  version: '1',
  title: 'Le courriel joint une archive IHE_XDM.ZIP et un PDF pour chacun de ses CDA',
  source:
    'ECO.2.1.1, SC.MSS/CONF.23, MSS/va1.01 : archive et mêmes documents en PDF, même avec un N3 (note ANS) ; ECO.2.1.5 : le PDF d’un N1 est celui de son corps (note ANS ; obsolète comme exigence à part, mais 2.1.1 demande les mêmes documents)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachDocumentedMail(inputs, (mail) => {
      const archives = archiveParts(mail);
      const pdfs = ownParts(mail).filter(isPdf);
      const { values: bodies, findings } = fromDocuments(mail, (root) =>
        textAt(root, 'h:component/h:nonXMLBody/h:text[@mediaType="application/pdf"]', cda),
      );
      return [
        ...findings,
        ...unless(archives.length === 1, {
          code: archives.length === 0 ? 'archive-absente' : 'archive-en-trop',
          where: mail.at('pièces jointes'),
          expected: 'une pièce IHE_XDM.ZIP',
          got: names(mail),
          message: 'Le courriel doit joindre une archive IHE_XDM.ZIP, et une seule.',
          remedy:
            'Joignez une archive, nommée IHE_XDM.ZIP, qui contient tous les CDA du courriel ; envoyez un courriel par usager.',
        }),
        ...archives.flatMap((part) => declared(mail, part)),
        ...unless(pdfs.length > 0 && (mail.unread || pdfs.length === mail.documents.length), {
          code: pdfs.length < Math.max(1, mail.documents.length) ? 'pdf-absent' : 'pdf-en-trop',
          where: mail.at('pièces jointes'),
          expected: `${mail.documents.length} PDF, un pour chaque CDA`,
          got: names(mail),
          message: 'Chaque CDA doit être joint aussi en PDF.',
          remedy: 'Joignez à côté de l’archive un PDF/A-1 par CDA, même pour un CDA structuré (N3).',
        }),
        ...bodies.flatMap((body) => copied(mail, body, pdfs)),
      ];
    }),
});

function isPdf({ contentType, filename }: MimePart): boolean {
  return contentType.type === 'application/pdf' || /\.pdf$/i.test(filename ?? '');
}

function names(mail: DocumentedMail): string[] {
  return ownParts(mail).flatMap(({ filename }) => filename ?? []);
}

function declared(mail: DocumentedMail, { contentType, start }: MimePart): Finding[] {
  return unless(/^application\/(?:zip|x-zip-compressed)$/.test(contentType.type), {
    code: 'archive-type',
    severity: 'avertissement',
    where: mail.at(`octet ${start}`),
    expected: 'application/zip',
    got: contentType.type,
    message: 'L’archive n’est pas déclarée comme un ZIP.',
    remedy:
      'Déclarez la pièce « Content-Type: application/zip » : des récepteurs ne reconnaissent l’archive qu’à ce type.',
  });
}

function copied(mail: DocumentedMail, body: string | null, pdfs: MimePart[]): Finding[] {
  const bytes = body === null ? null : Buffer.from(body, 'base64');
  return unless(bytes === null || pdfs.length === 0 || pdfs.some((part) => part.body.equals(bytes)), {
    code: 'pdf-different',
    where: mail.at('pièces jointes'),
    expected: 'le PDF du corps du CDA',
    got: pdfs.map(({ filename }) => filename),
    message: 'Aucun PDF joint n’est celui du corps du CDA.',
    remedy: 'Joignez, octet pour octet, le PDF que porte le corps du CDA (N1) : ne le produisez pas deux fois.',
  });
}
