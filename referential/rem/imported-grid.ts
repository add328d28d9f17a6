import { ProbantError } from '../../core/index.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { type FeatureScenario, featureOfText } from '../features.ts';
import type { Correspondence } from './correspondence.ts';
import type { ImportedRem } from './imported-rem.ts';
import { isObsolete } from './inherit.ts';
import { proofTypes } from './proof-types.ts';
import type { ImportedReferential } from './referential.ts';
import { stepsOfCell } from './steps-of-cell.ts';

/** What this release knows how to play: the lane's lines of the catalogue, and the features. */
export interface KnownGrid {
  entries: readonly CatalogueEntry[];
  features: readonly FeatureScenario[];
}

/** The grid of a workbook, under its own numbers. */
export interface ImportedGrid {
  entries: CatalogueEntry[];
  playable: Array<{ feature: FeatureScenario; entry: CatalogueEntry }>;
}

type Requirement = ImportedReferential['exigences'][number];
type Scenario = Requirement['scenarios'][number];

/** What a workbook's line says of itself. */
const published = 'rem_importe';

/**
 * The grid of an imported workbook: every requirement and scenario under the workbook's number. A scenario that a person
 * confirmed to be one of the catalogue is played by its feature; a person plays the others.
 *
 * @throws {@link ProbantError} `correspondance_invalide` when it is of another workbook, or names an unknown scenario
 */
export function importedGrid({ referential, correspondence }: ImportedRem, known: KnownGrid): ImportedGrid {
  const confirmed = confirmedOnes(correspondence, known.entries);
  const features = new Map(known.features.map((feature) => [feature.scenario, feature]));
  const playable: ImportedGrid['playable'] = [];
  const entries = referential.exigences.flatMap((requirement) => {
    if (isObsolete(requirement)) return [];
    if (requirement.scenarios.length === 0) return [toEntry(requirement, { referential })];
    return requirement.scenarios.map((scenario) => {
      const match = confirmed.get(scenario.id);
      const feature = match?.scenario === undefined ? undefined : features.get(match.scenario);
      const entry = toEntry(requirement, { referential, scenario, ...(feature === undefined ? {} : { match }) });
      const reason = reasonOf({ scenario, match, correspondence });
      playable.push({
        entry,
        feature:
          feature === undefined ? guided(entry, { rank: playable.length + 1, reason }) : renumbered(feature, entry),
      });
      return entry;
    });
  });
  return { entries, playable };
}

function renumbered(feature: FeatureScenario, { scenario = '' }: CatalogueEntry): FeatureScenario {
  return { ...feature, scenario };
}

function confirmedOnes(
  { lignes }: Correspondence,
  entries: readonly CatalogueEntry[],
): ReadonlyMap<string, CatalogueEntry> {
  const byId = new Map(entries.flatMap((entry) => (entry.scenario === undefined ? [] : [[entry.scenario, entry]])));
  return new Map(
    lignes.flatMap(({ rem, catalogue, confirme }) => {
      if (confirme === null || catalogue === null) return [];
      const entry = byId.get(catalogue);
      if (entry === undefined) {
        const detail = `« ${catalogue} », confirmé pour ${rem}, n’est pas un scénario du catalogue de ce couloir`;
        throw new ProbantError('correspondance_invalide', { chemin: 'correspondance', detail });
      }
      return [[rem, entry] as const];
    }),
  );
}

/** Why no feature plays a scenario of the workbook. */
function reasonOf({
  scenario,
  match,
  correspondence,
}: {
  scenario: Scenario;
  match: CatalogueEntry | undefined;
  correspondence: Correspondence;
}): string {
  if (match !== undefined) return `cette version ne joue pas ${match.scenario}`;
  const proposed = correspondence.lignes.some(({ rem, catalogue }) => rem === scenario.id && catalogue !== null);
  return proposed ? 'correspondance non confirmée' : 'scénario que cette version ne connaît pas';
}

function toEntry(
  requirement: Requirement,
  {
    referential,
    scenario,
    match,
  }: { referential: ImportedReferential; scenario?: Scenario; match?: CatalogueEntry | undefined },
): CatalogueEntry {
  const { id, exigence, profil, nature, cellule } = requirement;
  return {
    lane: referential.couloir,
    wave: match?.wave ?? '',
    requirement: id,
    domain: match?.domain ?? domainOf(id),
    ...(scenario === undefined ? {} : { scenario: scenario.id }),
    statement: exigence,
    // A feature's steps are as documented as those of the catalogue; the workbook's own steps are documented by it.
    steps: match?.steps ?? (scenario === undefined ? [] : stepsOfCell(scenario.text)),
    proofs: (scenario?.proofs ?? []).map((proof) => ({ id: proof.id, types: proofTypes(proof.text) })),
    profile: profil === '' ? 'Général' : profil,
    nature,
    publication: published,
    source: `${referential.classeur.nom} ${cellule}`,
  };
}

/** `LGC.DMP/UX.10` is of the domain DMP. */
function domainOf(id: string): string {
  return /^(?:[A-Z][A-Z0-9]*\.)?([A-Z][A-Z0-9_-]*)/i.exec(id)?.[1] ?? '';
}

/** A scenario that a person plays, step by step as the workbook tells it. */
function guided(entry: CatalogueEntry, { rank, reason }: { rank: number; reason: string }): FeatureScenario {
  const told = entry.steps.length > 0 ? entry.steps : [entry.statement || 'Montrer ce que le scénario demande'];
  const tag = `REM-${rank}`;
  const steps = told.flatMap((step, i) => [
    `    # ${i + 1}. ${step.replaceAll(/[[\]]/g, ' ')} [guidé : ${reason}]`,
    `    Alors une personne fait ce que dit l’étape ${i + 1} et dit ce qu’elle voit : ${step}`,
  ]);
  const text = [
    '# language: fr',
    'Fonctionnalité: Scénarios du REM que joue une personne',
    '',
    `  @${tag}`,
    `  Scénario: ${oneLine(entry.statement) || entry.scenario}`,
    ...steps,
    '',
  ].join('\n');
  return { ...featureOfText(text, `rem/${tag}.feature`), scenario: entry.scenario ?? '' };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 200);
}
