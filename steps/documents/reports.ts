import type { VerbArgs } from '../../candidate/index.ts';
import type { Correspondent } from '../../core/index.ts';
import { type ProbantWorld, scenarioMemory } from '../runtime/index.ts';
import { fetchFile, keep, keepVersions, validateDocument } from './actions.ts';
import { documentsOf, latestDocument, type ScenarioDocument } from './memory.ts';

/** One result of biology, as it is typed. */
export type Result = VerbArgs<'redigerCompteRendu'>['resultats'][number];

/** What is particular in a report. */
export interface ReportTraits {
  type: VerbArgs<'redigerCompteRendu'>['type'];
  /** Correspondents, who asked for it among them. */
  correspondants?: number;
  partiel?: boolean;
  automatique?: boolean;
  sousTraite?: boolean;
}

const titles = { cr_imagerie: 'Imagerie', cr_biologie: 'Biologie', compte_rendu: 'Compte rendu' } as const;

interface Memory {
  correspondents: readonly Correspondent[];
  results: readonly Result[];
}

/** Whom the report of the scenario is for, and what it holds. */
export const reportOf = scenarioMemory((): Memory => ({ correspondents: [], results: [] }));

/** Writes a report in the subject's file, for correspondents drawn from the run; it is not validated. */
export async function writeReport(world: ProbantWorld, traits: ReportTraits): Promise<ScenarioDocument> {
  const { type, correspondants = 2, partiel = false } = traits;
  const { subject } = world;
  const drawn = Array.from({ length: correspondants }, () => declared(world));
  const [demandeur, ...destinataires] = drawn.map(({ nom, prenom, rpps, adresse }) => ({
    nom,
    prenom,
    rpps,
    mssante: adresse,
  })) as [VerbArgs<'redigerCompteRendu'>['demandeur']];
  const resultats = type === 'cr_biologie' ? resultsOf(world, traits) : [];
  Object.assign(reportOf(world), { correspondents: drawn, results: resultats });
  const titre = `${titles[type]} ${documentsOf(world).length + 1} ${subject.person.nomUtilise}`;
  const text = { titre, texte: `Conclusion de ${titre}.` };
  const report = { type, ...text, demandeur, destinataires, resultats, partiel };
  const created = await world.perform('redigerCompteRendu', { dossier: world.dossier(subject), ...report });
  await world.judge('document.enregistre', { lecture: created });
  return keep(world, created.value.document, { subject, titre, type });
}

/** Writes the whole version of the latest report, which was partial, and validates it. */
export async function completeReport(world: ProbantWorld): Promise<void> {
  const former = latestDocument(world);
  const avant = await fetchFile(world, 'cda');
  const resultats = resultsOf(world, { type: 'cr_biologie' });
  Object.assign(reportOf(world), { results: resultats });
  const created = await world.perform('completerCompteRendu', {
    dossier: world.dossier(former.subject),
    document: former.document,
    texte: `Conclusion complète de ${former.titre}.`,
    resultats,
    partiel: false,
  });
  await world.judge('document.enregistre', { lecture: created });
  keep(world, created.value.document, former);
  await validateDocument(world);
  keepVersions(world, avant, await fetchFile(world, 'cda'));
}

/** Name of the laboratory to which an examination was given. */
export function otherLaboratory({ secretariat }: ProbantWorld): string {
  return `LABORATOIRE ${secretariat.nom}`;
}

function declared(world: ProbantWorld): Correspondent {
  const drawn = world.drawCorrespondent();
  const { adresse, prenom, nom } = drawn;
  world.controls.mss.declareMailbox({ address: adresse, kind: 'PER', label: `Dr_${prenom}_${nom}` });
  return drawn;
}

// Values are drawn with the person: a read of another run does not show them.
function resultsOf(world: ProbantWorld, { partiel, automatique = false, sousTraite }: ReportTraits): Result[] {
  const drawn = Number(world.subject.person.matricule.slice(-3)) % 100;
  const tsh = `1.${String(drawn).padStart(2, '0')}`;
  const ft4 = `12.${String(99 - drawn).padStart(2, '0')}`;
  const sousTraitant = sousTraite === true ? otherLaboratory(world) : null;
  const all: Result[] = [
    { ...analyses.tsh, valeur: tsh, automatique, sousTraitant: null },
    { ...analyses.ft4, valeur: ft4, automatique: false, sousTraitant },
  ];
  return partiel === true ? all.slice(0, 1) : all;
}

const analyses = {
  tsh: { code: '3016-3', analyse: 'Thyréostimuline (TSH)', unite: 'm[IU]/L', bas: '0.27', haut: '4.20' },
  ft4: { code: '3024-7', analyse: 'Thyroxine libre (FT4)', unite: 'pg/mL', bas: '9.30', haut: '17.00' },
} as const;
