import type { Recipient, ReportKind } from '../documents/document.ts';
import type { Diffusion, ReportResult } from '../documents/report.ts';
import type { Completion, ReportDraft } from './report-service.ts';

/** Rows of the form: at least ten correspondents (MSS/va1.36). */
export const rowCounts = { destinataires: 12, resultats: 6 } as const;

/** Fields of a recipient, and their labels. */
export const recipientFields = { nom: 'Nom', prenom: 'Prénom', rpps: 'RPPS', mssante: 'Adresse MSSanté' } as const;

/** Fields of a result, and their labels. */
export const resultFields = {
  code: 'LOINC',
  analyse: 'Analyse',
  valeur: 'Valeur',
  unite: 'Unité',
  bas: 'De',
  haut: 'À',
  sousTraitant: 'Sous-traitant',
} as const;

/** A report as its form posts it. */
export function draftOf(form: URLSearchParams): ReportDraft {
  const type: ReportKind = form.get('type') === 'cr_biologie' ? 'cr_biologie' : 'cr_imagerie';
  const rows = Array.from({ length: rowCounts.destinataires }, (_, row) =>
    recipientOf(form, `destinataire-${row + 1}`),
  );
  return {
    type,
    titre: form.get('titre') ?? '',
    demandeur: recipientOf(form, 'demandeur'),
    destinataires: rows.filter(({ mssante }) => mssante !== ''),
    ...completionOf(form),
  };
}

/** What a form says of the results and of the text. */
export function completionOf(form: URLSearchParams): Completion {
  const rows = Array.from({ length: rowCounts.resultats }, (_, row) => resultOf(form, `resultat-${row + 1}`));
  return {
    texte: (form.get('texte') ?? '').replaceAll('\r\n', '\n'),
    resultats: rows.filter(({ code }) => code !== ''),
    partiel: form.has('partiel'),
  };
}

/** Diffusion as its form posts it. */
export function diffusionOf(form: URLSearchParams): Diffusion {
  return {
    bloquerDmp: form.has('bloquerDmp'),
    masquePs: form.has('masquePs'),
    invisiblePatient: form.has('invisiblePatient'),
    invisibleRepresentants: form.has('invisibleRepresentants'),
  };
}

function recipientOf(form: URLSearchParams, row: string): Recipient {
  const field = fieldsOf(form, row);
  return { nom: field('nom'), prenom: field('prenom'), rpps: field('rpps'), mssante: field('mssante') };
}

function resultOf(form: URLSearchParams, row: string): ReportResult {
  const field = fieldsOf(form, row);
  return {
    code: field('code'),
    analyse: field('analyse'),
    valeur: field('valeur'),
    unite: field('unite'),
    bas: field('bas'),
    haut: field('haut'),
    automatique: form.has(`${row}-automatique`),
    sousTraitant: field('sousTraitant') || null,
  };
}

function fieldsOf(form: URLSearchParams, row: string): (name: string) => string {
  return (name) => (form.get(`${row}-${name}`) ?? '').trim();
}
