import type { CatalogueEntry, FeatureScenario } from '../../referential/index.ts';
import type { DossierDocument, DossierScenario } from '../dossier/index.ts';
import type { ResultsContext } from '../results.ts';

/**
 * The grid that a dossier says it was judged by, so that its verdicts can be derived from its own log.
 * Whether it is the right grid is for replay, which brings its own.
 */
export function declaredContext(document: DossierDocument): ResultsContext {
  const heads = document.exigences.map((requirement) => ({
    ...blank(document),
    requirement: requirement.exigence,
    statement: requirement.enonce,
    profile: requirement.profil,
    publication: requirement.publication,
  }));
  const lines = document.scenarios.map((scenario) => ({ scenario, entry: entryOf(scenario, document) }));
  const points = new Map(document.scenarios.flatMap(({ points }) => points).map((point) => [point.point, point]));
  return {
    // Requirements first, without a scenario: they give their order; the scenarios theirs.
    entries: [...heads, ...lines.map(({ entry }) => entry)],
    playable: lines
      .filter(({ scenario }) => scenario.instrumente)
      .map(({ scenario, entry }) => ({ feature: featureOf(scenario), entry })),
    counterProofs: ({ scenario, ordinal }) =>
      (points.get(`${scenario}#${ordinal}`)?.contre_preuves ?? []).map(({ defaut, regle }) => ({
        defect: defaut,
        rule: regle,
      })),
  };
}

function entryOf(scenario: DossierScenario, document: DossierDocument): CatalogueEntry {
  return {
    ...blank(document),
    scenario: scenario.scenario,
    requirement: scenario.exigence,
    statement: scenario.enonce,
    profile: scenario.profil,
    publication: scenario.publication,
    steps: scenario.etapes === 'documentees' ? ['documentées'] : [],
    proofs: scenario.preuves.map(({ preuve, types }) => ({ id: preuve, types })),
  };
}

function blank(
  document: DossierDocument,
): Omit<CatalogueEntry, 'requirement' | 'statement' | 'profile' | 'publication' | 'scenario'> {
  return { lane: document.couloir, wave: '', domain: '', steps: [], proofs: [], nature: '', source: '' };
}

function featureOf(scenario: DossierScenario): FeatureScenario {
  return {
    scenario: scenario.scenario,
    tag: scenario.scenario,
    title: scenario.titre,
    path: '',
    uri: '',
    line: 0,
    digest: '',
    points: scenario.points.map(({ rang, texte, ecran, mode }) => ({
      ordinal: rang,
      text: texte,
      screen: ecran,
      mode,
      lines: [],
    })),
  };
}
