import { pointId, type Verdict } from '../../core/index.ts';
import { publicationLabel } from '../../referential/index.ts';
import { checkLedger, type LedgerLine, type VerdictCounts } from '../ledger.ts';
import { isUnproved, type PointResult, type Results, type ScenarioResult } from '../results.ts';
import type { AttemptLog, EvidenceIndex } from './evidence-paths.ts';
import type { ExternalPiece } from './loose-plan.ts';
import type { DossierDocument, DossierPoint, DossierScenario } from './schema.ts';

/** Proof types that a screen demonstration is enough for, even against mocks (facts, rem.md §4.3). */
const screenTypes = new Set(['video', 'capture_ecran']);

/** Proof type of the REM → kinds that Probant collects for it. */
const kindsOfType: Record<string, string[]> = {
  video: ['video'],
  capture_ecran: ['capture_ecran', 'video'],
  source_smtp: ['source_smtp'],
  message_soap_vihf: ['message_soap_vihf'],
  message_hl7: ['message_hl7'],
  document_pdf_a1: ['document_pdf_a1'],
  fichier_cda_xdm: ['fichier_cda_xdm'],
  log_tls_ou_config_tls: ['log_tls_ou_config_tls'],
  extraction_tableau_de_bord: ['extraction_tableau_de_bord'],
};

const mention =
  'Preuve faite sur bouchons : répétition. Ces preuves n’ont pas été faites sur les services nationaux ; ' +
  'seules celles pour lesquelles le REM ne demande qu’une démonstration d’écran sont déposables telles quelles.';

const relayedMention =
  'Font exception les preuves relayées, faites avec la plateforme que chacune nomme : rien ici ne prouve à qui est son adresse.';

const warnings = [
  'Les images, les vidéos et les PDF ne sont pas relus : la recherche de données réelles porte sur les textes seuls.',
  'La signature de l’éditeur prouve que le dossier n’a pas changé depuis le sceau, non que l’essai a été sincère : rejouez-le.',
  'Le registre des tentatives prouve leur ordre, non leur complétude.',
];

/** What the document is made from. */
export interface DocumentSource {
  attempt: AttemptLog;
  results: Results;
  index: EvidenceIndex;
  /** Scenarios that this release plays. */
  playable: ReadonlySet<string>;
  catalogueVersion: string;
  /** Text of the ledger, up to this attempt. */
  ledger: string;
  /** SHA-256 of the log. */
  events: string;
  registers: DossierDocument['registres'];
  externalPieces: ExternalPiece[];
  signer?: string;
}

/** Makes the content of `dossier.json`. */
export function dossierDocument(source: DocumentSource): DossierDocument {
  const { attempt, results } = source;
  const { opening } = attempt;
  const scenarios = results.scenarios.map((scenario) => scenarioDocument(scenario, source));
  const conclusion = attempt.events.find((event) => event.type === 'tentative-conclue');
  return {
    version: 1,
    marque: 'repetition',
    mention: relayed(scenarios) ? `${mention} ${relayedMention}` : mention,
    tentative: {
      id: attempt.id,
      etat: conclusion === undefined ? 'interrompue' : 'conclue',
      ouverte: opening.at,
      ...(conclusion === undefined ? {} : { conclue: conclusion.at }),
      graine: opening.seed,
      ...(opening.nonce === undefined ? {} : { nonce: opening.nonce }),
      evenements: source.events,
    },
    produit: opening.produit,
    couloir: opening.couloir,
    ...(opening.vague === undefined ? {} : { vague: opening.vague }),
    ...(opening.rem === undefined ? {} : { rem: remOf(opening.rem) }),
    profils: opening.profils,
    pilote: opening.pilote,
    plan: opening.plan.sha256,
    probant: {
      version: opening.probant.version,
      catalogue: opening.probant.catalogue,
      catalogue_version: source.catalogueVersion,
      regles: opening.probant.regles,
      jeu: opening.probant.jeu,
      features: opening.probant.features,
      contre_preuve: opening.probant.contrePreuve,
    },
    environnement: opening.environnement,
    ...(source.signer === undefined ? {} : { signataire: source.signer }),
    comptes: countsOf(results, scenarios),
    exigences: results.requirements.map((requirement) => ({
      exigence: requirement.requirement,
      enonce: requirement.statement,
      profil: requirement.profile,
      publication: requirement.publication,
      verdict: requirement.verdict,
      scenarios: requirement.scenarios,
    })),
    scenarios,
    pieces_externes: externalPieces(scenarios, source),
    tentatives: attemptsOf(checkLedger(source.ledger).lines),
    registres: source.registers,
    avertissements: warnings,
  };
}

function remOf({
  classeur,
  referentiel,
  correspondance,
  ...counts
}: NonNullable<AttemptLog['opening']['rem']>): NonNullable<DossierDocument['rem']> {
  return {
    classeur: classeur.nom,
    empreinte: classeur.empreinte,
    referentiel: referentiel.sha256,
    correspondance: correspondance.sha256,
    ...counts,
  };
}

/** How many of each verdict. */
export function countVerdicts(verdicts: Iterable<Verdict>): VerdictCounts {
  const counts: VerdictCounts = { conforme: 0, non_conforme: 0, non_evalue: 0, a_relire: 0, externe: 0 };
  for (const verdict of verdicts) counts[verdict] += 1;
  return counts;
}

/** The counts of `dossier.json`; `verify` makes them again. */
export function countsOf(results: Results, scenarios: DossierScenario[]): DossierDocument['comptes'] {
  const points = results.scenarios.flatMap((scenario) => scenario.points);
  const proofs = scenarios.flatMap((scenario) => scenario.preuves);
  const played = scenarios.filter((scenario) => scenario.joue);
  return {
    points: countVerdicts(points.map((point) => point.verdict)),
    scenarios: countVerdicts(results.scenarios.map((scenario) => scenario.verdict)),
    exigences: countVerdicts(results.requirements.map((requirement) => requirement.verdict)),
    points_non_eprouves: points.filter(isUnproved).length,
    scenarios_sans_video: played.filter((scenario) => scenario.video === 'absente').length,
    scenarios_non_joues: scenarios.filter((scenario) => scenario.instrumente && !scenario.joue).length,
    scenarios_non_instrumentes: scenarios.filter((scenario) => !scenario.instrumente).length,
    scenarios_deduits: played.filter((scenario) => scenario.etapes === 'deduites').length,
    preuves_attendues: proofs.length,
    preuves_reunies: proofs.filter((proof) => proof.reunie).length,
    preuves_deposables: proofs.filter((proof) => proof.reunie && proof.deposable).length,
  };
}

function scenarioDocument(result: ScenarioResult, source: DocumentSource): DossierScenario {
  const own = source.index.proofs.filter((proof) => proof.scenario === result.scenario);
  const played = source.attempt.opening.scenarios.includes(result.scenario);
  return {
    scenario: result.scenario,
    titre: result.title,
    exigence: result.requirement,
    enonce: result.statement,
    profil: result.profile,
    publication: result.publication,
    publication_libelle: publicationLabel(result.publication),
    etapes: result.documented ? 'documentees' : 'deduites',
    joue: played,
    instrumente: source.playable.has(result.scenario),
    verdict: result.verdict,
    ...optional(result),
    points: result.points.map((point) => pointDocument(point, own)),
    preuves: result.proofs.map(({ id, types }) => ({
      preuve: id,
      types,
      reunie: types.some((type) => (kindsOfType[type] ?? []).some((kind) => result.collected.includes(kind))),
      deposable: types.length > 0 && types.every((type) => screenTypes.has(type)),
      ...relayedTo(types, own),
    })),
    video: result.collected.includes('video') ? 'presente' : 'absente',
    fichiers: pathsOf(own.filter((proof) => proof.ordinal === undefined)),
  };
}

function relayed(scenarios: readonly DossierScenario[]): boolean {
  return scenarios.some(({ preuves }) => preuves.some(({ relais }) => relais !== undefined));
}

/** The platforms that answered, where every piece that the proof may be was made through a relay. */
function relayedTo(types: readonly string[], own: EvidenceIndex['proofs']): { relais?: string[] } {
  const kinds = new Set<string>(types.flatMap((type) => kindsOfType[type] ?? []));
  const addresses = own.filter(({ kind }) => kinds.has(kind)).map(({ relais }) => relais);
  const named = addresses.filter((address) => address !== undefined);
  return named.length === 0 || named.length < addresses.length ? {} : { relais: [...new Set(named)].sort() };
}

function pointDocument(point: PointResult, own: EvidenceIndex['proofs']): DossierPoint {
  return {
    point: pointId(point),
    rang: point.ordinal,
    texte: point.text,
    ecran: point.screen,
    mode: point.mode,
    verdict: point.verdict,
    ...optional(point),
    regles: point.rules,
    sources: point.sources,
    constats: point.findings.map((finding) => ({
      regle: finding.rule,
      code: finding.code,
      gravite: finding.severity,
      ou: finding.where,
      attendu: finding.expected,
      obtenu: finding.got,
      message: finding.message,
      remede: finding.remedy,
    })),
    eprouve: point.counterProofs.length > 0,
    contre_preuves: point.counterProofs.map(({ defect, rule }) => ({ defaut: defect, regle: rule })),
    fichiers: pathsOf(own.filter((proof) => proof.ordinal === point.ordinal)),
  };
}

function optional({ cause, message }: Pick<PointResult, 'cause' | 'message'>): Pick<DossierPoint, 'cause' | 'message'> {
  return { ...(cause === undefined ? {} : { cause }), ...(message === undefined ? {} : { message }) };
}

function externalPieces(scenarios: DossierScenario[], source: DocumentSource): DossierDocument['pieces_externes'] {
  const awaited = scenarios.flatMap(awaitedOf);
  const announced = source.externalPieces.filter(({ preuve }) => !awaited.some((piece) => piece.preuve === preuve));
  return [...awaited, ...announced.map(({ preuve }) => ({ preuve, types: [] }))].map(({ preuve, types }) => {
    const plan = source.externalPieces.find((piece) => piece.preuve === preuve);
    const files = pathsOf(
      source.index.proofs.filter((proof) => proof.kind === 'piece_externe' && proof.label === preuve),
    );
    return {
      preuve,
      types,
      etat: files.length > 0 || plan?.reference !== undefined ? 'fournie' : 'attendue',
      fichiers: files,
      ...(plan?.reference === undefined ? {} : { reference: plan.reference }),
      ...(plan?.personne === undefined ? {} : { personne: plan.personne }),
    };
  });
}

/** The proofs of a scenario that come from outside: all of them where no point is the bench's, else those it can't collect. */
function awaitedOf({ verdict, points, preuves }: DossierScenario): Array<{ preuve: string; types: string[] }> {
  if (verdict !== 'externe' && points.every(({ mode }) => mode !== 'externe')) return [];
  const whole = points.every(({ mode }) => mode === 'externe');
  return preuves
    .filter(({ types }) => whole || types.every((type) => kindsOfType[type] === undefined))
    .map(({ preuve, types }) => ({ preuve, types }));
}

function attemptsOf(lines: LedgerLine[]): DossierDocument['tentatives'] {
  return lines
    .filter((line) => line.type === 'ouverture')
    .map((line) => {
      const end = lines.find((other) => other.type === 'conclusion' && other.id === line.id);
      return {
        id: line.id,
        ouverte: line.at,
        produit: line.produit,
        version: line.version,
        couloir: line.couloir,
        etat: end === undefined ? ('sans conclusion' as const) : ('conclue' as const),
        ...(end?.type === 'conclusion' ? { comptes: end.comptes } : {}),
      };
    });
}

function pathsOf(proofs: EvidenceIndex['proofs']): string[] {
  return [...new Set(proofs.map((proof) => proof.path))];
}
