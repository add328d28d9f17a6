import type { Cabinet } from '../cabinet.ts';
import { frenchDay } from '../documents/instants.ts';
import { kinds } from '../documents/kinds.ts';
import type { Patient } from '../model.ts';

/** What a new document holds before anything is typed: the identity, and what the file already says (DOC.03). */
export function prefilled({ documents, planted }: Cabinet, { id, traits }: Patient, type: string): string {
  const own = documents.of(id).filter(({ etat }) => etat === 'validé');
  const synthesis = own.findLast((one) => one.type === 'synthese');
  const prescription = own.findLast((one) => one.type === 'ordonnance');
  const received = documents.receivedOf(id).filter(({ etat }) => etat === 'reçu');
  const birth = (traits.dateNaissance ?? '').split('-').reverse().join('/');
  if (planted.has('preremplissage-absent')) return '';
  const lines = [
    `Patient : ${traits.nomUtilise ?? traits.nomNaissance} ${traits.prenomUtilise ?? traits.prenom}, né(e) le ${birth}.`,
    ...(planted.has('preremplissage-identite-seule')
      ? []
      : [
          synthesis !== undefined &&
            type !== 'synthese' &&
            `Synthèse du ${frenchDay(synthesis.date)} : ${synthesis.texte}`,
          prescription !== undefined &&
            `Traitement prescrit le ${frenchDay(prescription.date)} : ${prescription.texte}`,
          ...own.slice(-5).map((one) => `${kinds[one.type].label} « ${one.titre} » du ${frenchDay(one.date)}.`),
          ...received
            .slice(-5)
            .map((one) => `${one.type} « ${one.titre} » du ${frenchDay(one.date)} (${one.origine}).`),
        ]),
  ];
  return lines.filter((line) => line !== false).join('\n');
}
