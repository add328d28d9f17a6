import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import { type Finding, isMatricule15, textsAt } from '../../core/index.ts';
import { insRoots } from '../cda/formats.ts';
import { discrepancy } from '../findings.ts';
import { cda, mailsOf, nothing } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { aboutMails, type DocumentedMail, eachDocumentedMail, fromDocuments } from './mail-documents.ts';
import { isToPatient } from './nature.ts';
import { addressesIn, domainOf, patientDomain, recipientsOf } from './text.ts';

export const adresseUsager = defineRule({
  id: 'mss.adresse-usager',
  version: '2',
  title: 'L’adresse de l’usager est celle de son INS qualifiée',
  source:
    'ECO.2.2.6, MSS/va1.19, SC.MSS/UX.32 : adresse bâtie de la seule INS qualifiée ; MES §7 : 15 caractères, celle du mineur et non de son représentant (seconde main). À défaut du dossier, l’INS est celle des CDA joints',
  appliesTo: 'echanges',
  parameters: z.object({ matricule: z.string().length(15).optional(), domaine: z.string().default(patientDomain) }),
  async check(inputs, { matricule, domaine }) {
    // Among the mails of a conversation, those to professionals have no address of a patient.
    const { pieces } = mailsOf(inputs);
    if (matricule === undefined && pieces.length > 0 && !pieces.some(({ message }) => isToPatient(message))) {
      return [nothing(inputs, 'aucun-courriel', 'un courriel à un usager')];
    }
    return aboutMails(
      await eachDocumentedMail(inputs, (mail) => {
        if (matricule === undefined && !isToPatient(mail.message)) return [];
        const known = matricule === undefined ? insOf(mail) : [matricule];
        const expected = known?.map((ins) => `${ins}@${domaine}`.toLowerCase()) ?? null;
        const found = [...new Set([...recipientsOf(mail), ...addressesIn(mail, 'to', 'cc')])];
        const usagers = found.filter((address) => domainOf(address) === domaine);
        return usagers.length === 0
          ? [absent(mail, expected ?? [`une adresse de ${domaine}`], found)]
          : usagers.slice(0, mostTold).flatMap((address) => judged(mail, address, expected));
      }),
    );
  },
});

/** A mail to more patients than this is told of the first ones. */
const mostTold = 20;

/** The INS that the documents of a mail give; null where it has none that can be read. */
function insOf(mail: DocumentedMail): string[] | null {
  const { values } = fromDocuments(mail, (root) => insIn(root));
  return values.length === 0 ? null : [...new Set(values.flat())];
}

function insIn(root: XmlElement): string[] {
  const path = (oid: string): string => `h:recordTarget/h:patientRole/h:id[@root="${oid}"]/@extension`;
  return insRoots.flatMap((oid) => textsAt(root, path(oid), cda));
}

function absent(mail: DocumentedMail, expected: string[], got: string[]): Finding {
  return discrepancy({
    code: 'usager-absent',
    where: mail.at('To'),
    expected,
    got,
    message: 'Le courriel n’est pas adressé à l’usager.',
    remedy: 'Bâtissez To de l’INS qualifiée du dossier : <matricule de 15 caractères>@patient.mssante.fr.',
  });
}

function judged(mail: DocumentedMail, address: string, expected: string[] | null): Finding[] {
  const place = { where: mail.at('To'), got: address };
  const formed = isMatricule15(address.slice(0, address.lastIndexOf('@')).toUpperCase());
  if (expected?.includes(address) || (expected === null && formed)) return [];
  if (expected?.length === 0 && formed) return [unqualified(place)];
  return [
    discrepancy({
      ...place,
      code: formed ? 'autre-usager' : 'adresse',
      expected: expected === null || expected.length === 0 ? 'un matricule de 15 caractères, clé comprise' : expected,
      message: 'L’adresse n’est pas celle de l’INS qualifiée de ce patient.',
      remedy:
        'Générez l’adresse du matricule INS et de sa clé (15 caractères, sans espace) du patient même du document, jamais d’une saisie ni du numéro d’un représentant.',
    }),
  ];
}

// A derogation « jusqu’à fin 2023 a minima » let mails leave without a qualified INS (ECO.2.2.6): told, not refused.
function unqualified(place: { where: string; got: string }): Finding {
  return discrepancy({
    ...place,
    code: 'ins-non-qualifiee',
    severity: 'avertissement',
    expected: 'aucun envoi à l’usager sans INS qualifiée',
    message: 'Le document joint ne porte pas d’INS : son adresse ne peut pas venir d’une INS qualifiée.',
    remedy: 'N’ouvrez l’envoi à Mon espace santé qu’à une identité qualifiée, et portez alors son INS dans le CDA.',
  });
}
